"""The header of an edition, part by part (Guidelines 2)."""

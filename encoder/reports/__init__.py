"""Diagnostics as people and programs read them: a file for each format."""

"""Marks that begin list items, in print and in text extracted from it."""

BULLETS = "•·●▪◦■□‣⁃"
"""A dash or an asterisk counts as a bullet only where other lines begin with it too."""

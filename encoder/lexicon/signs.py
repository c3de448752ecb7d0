"""Signs that stand before the items of lists, in print and in what programs make of it."""

BULLETS = "•·●▪◦■□‣⁃"
"""A dash or an asterisk is one only where others begin so too."""

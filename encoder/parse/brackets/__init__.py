"""Editors' brackets, told apart from evidence: `[North] Korea` is not `Shangganling [Triangle Hill]`."""

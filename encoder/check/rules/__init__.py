"""The program's own rules: a file each, with its documentation beside its check."""

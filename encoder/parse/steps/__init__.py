"""The steps of the parser, a file for each subject; their order is in `encoder/parse/__init__.py`."""

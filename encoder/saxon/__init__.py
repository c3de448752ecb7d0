"""XSLT 3.0 by Saxon, shut in: what a stylesheet of somebody else may ask for, and a processor that reads nothing.

Import from the modules: `processor` needs Saxon, `vet` lxml alone.
"""

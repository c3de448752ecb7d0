"""A RELAX NG validator: Jing's verdict without Java, for any schema (ISO/IEC 19757-2, both syntaxes).

    schema = relaxng.load("tei_all.rng")
    for error in schema.iter_errors(tree):     # of lxml: error.place is the element
        print(error.place.sourceline, error.message)
    for error in schema.iter_errors(file):     # a binary file of any size: error.place is line and column
        print(error.place.line, error.place.column, error.message)

Usable on its own: it needs lxml, and the `regex` package where a schema has patterns of XML Schema. The algorithm is
Clark's derivatives, lazily; see `patterns.py`.
"""

from __future__ import annotations

from encoder.relaxng.errors import Error, LimitError, NotWellFormed, SchemaError
from encoder.relaxng.schema import Schema, load
from encoder.relaxng.validating.stream import Place

__all__ = ["Error", "LimitError", "NotWellFormed", "Place", "Schema", "SchemaError", "load"]

"""A RELAX NG validator: Jing's verdict without Java, for any schema (ISO/IEC 19757-2, XML syntax).

    schema = relaxng.open_schema(Path("tei_all.rng"))
    for fault in relaxng.validate(schema, root):          # a tree: fault.place is the element
        print(fault.place.sourceline, fault.message)
    for fault in relaxng.validate_stream(schema, file):   # a file of any size: fault.place is line and column
        print(fault.place.line, fault.place.column, fault.message)

Usable on its own: it needs lxml, and the `regex` package where a schema has patterns of XML Schema. The algorithm is
Clark's derivatives, lazily; see `patterns.py`.
"""

from __future__ import annotations

from encoder.relaxng.errors import LimitError, SchemaError
from encoder.relaxng.schema import Schema, open_schema
from encoder.relaxng.stream import NotWellFormed, Place, validate_stream
from encoder.relaxng.validator import Fault, validate

__all__ = [
    "Fault", "LimitError", "NotWellFormed", "Place", "Schema", "SchemaError", "open_schema", "validate",
    "validate_stream",
]  # fmt: skip

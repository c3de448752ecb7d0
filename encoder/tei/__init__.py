"""Document to Edition, and Edition to and from a file: the waist of the program.

Import from the modules: `build` needs the whole of `encoder/parse/`, `open` and `serialize` need lxml alone.
"""

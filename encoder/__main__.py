"""`python -m encoder` is `tei-encoder`."""

from encoder.cli import main

main()

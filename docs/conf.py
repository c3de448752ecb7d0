"""The documentation as pages: `sphinx-build -W docs docs/_build` (extra `docs`)."""

project = "tei-encoder"
author = "The tei-encoder developers"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "tei-encoder"
html_copy_source = False
html_show_copyright = False
# pages outside this folder are linked, not copied
suppress_warnings = ["myst.xref_missing"]

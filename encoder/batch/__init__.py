"""Many files: which they are, each judged apart, in several processes, and not again where nothing has changed.

Import from the modules: what was judged before is told without lxml and Saxon.
"""

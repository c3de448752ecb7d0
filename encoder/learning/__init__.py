"""An editor's decisions teach: tables of weights of a project's own, on top of the general ones."""

"""Many editions validated: each apart, in several processes, and not again where nothing has changed."""

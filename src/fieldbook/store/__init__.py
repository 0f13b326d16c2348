"""The store: a TinyDB file that loses nothing, and what stands around it."""

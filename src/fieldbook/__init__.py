"""fieldbook: the working notebook of a field cadre."""

__version__ = "0.1.0"

"""The acts that many screens share. Those of one screen alone stand beside it."""

"""Widgets: they see rows only, and post messages."""

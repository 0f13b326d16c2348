"""Rows and cells into lines, for every screen."""

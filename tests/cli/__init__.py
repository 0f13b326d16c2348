"""The commands' tests."""

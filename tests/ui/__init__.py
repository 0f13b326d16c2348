"""Tests of the screens, by the keyboard alone."""

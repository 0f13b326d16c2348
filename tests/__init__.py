"""The tests; a package, because they share a store, a clock and a village."""

"""The store's tests; a package, because they share a disk that fails."""

"""Start: the command line first; the screens only when a command asks for them."""


def main() -> int:
    """Run fieldbook; returns the exit code."""
    return 0

"""Fills one template, read from standard input with what goes into it, and writes the document.

Usage: ``python -m fieldbook.papers.word LANGUAGE``; see :mod:`fieldbook.papers.word.templates`.
"""

from __future__ import annotations

import sys
from typing import Final

from fieldbook.i18n import use_language
from fieldbook.limits import keep_within
from fieldbook.papers.word.templates import told

MEMORY: Final = 256 << 20
"""Bytes of address space the program may have, beside forty for each of what it reads."""
PROCESSOR: Final = 7
"""Seconds of processor time it may have, beside as many for each megabyte it reads: several times
what an old computer needs."""


def main() -> None:
    """Fill, and keep within bounds while filling."""
    use_language(sys.argv[1])
    data = sys.stdin.buffer.read()
    keep_within(MEMORY + 40 * len(data), PROCESSOR * (1 + (len(data) >> 20)))
    sys.stdout.buffer.write(told(data))


if __name__ == "__main__":
    main()

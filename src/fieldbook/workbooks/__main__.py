"""Reads one workbook from standard input and writes what it holds as JSON to standard output.

Usage: ``python -m fieldbook.workbooks FAMILY [ENCODING]``; the families are those of
:mod:`fieldbook.workbooks.reading`.
"""

from __future__ import annotations

import sys
from typing import Final, cast

from fieldbook.limits import keep_within
from fieldbook.workbooks.reading import Family, told

MEMORY: Final = 320 << 20
"""Bytes of address space the program may have, beside a dozen for each of the file's."""
PROCESSOR: Final = 12
"""Seconds of processor time it may have, beside as many for each megabyte of the file: several times
what an old computer needs for as many cells as the readers let pass."""


def main() -> None:
    """Read, and keep within bounds while reading."""
    family, *encoding = sys.argv[1:]
    data = sys.stdin.buffer.read()
    keep_within(MEMORY + 12 * len(data), PROCESSOR * (1 + (len(data) >> 20)))
    sys.stdout.buffer.write(told(data, cast("Family", family), *encoding))


if __name__ == "__main__":
    main()

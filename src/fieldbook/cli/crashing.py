"""What is left of a mistake of our own: a report without anybody's words, and one sentence."""

from __future__ import annotations

import sys

from fieldbook.clean import clean
from fieldbook.crash import crash_sentence, kept_report


def crashed(error: BaseException) -> None:
    """Write the report and say where it is."""
    report = kept_report(error)
    if sys.stderr is not None:  # closed before the start
        sys.stderr.write(clean(crash_sentence(str(report))) + "\n")

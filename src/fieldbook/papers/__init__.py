"""Papers for the meeting: one module a format, one table that lists them."""

from fieldbook.papers.annexes import ANNEXES, annex_title
from fieldbook.papers.composing import compose
from fieldbook.papers.findings import findings_told
from fieldbook.papers.formats import FORMATS, Format
from fieldbook.papers.masking import AUDIENCES, findings
from fieldbook.papers.minutes import minutes_bytes, minutes_name, minutes_outline
from fieldbook.papers.preview import PreviewLine, drawn, preview
from fieldbook.papers.summaries import summaries_told, without_summary
from fieldbook.papers.writing import (
    check_target,
    default_name,
    paper_bytes,
    write_file,
    write_files,
)

__all__ = [
    "ANNEXES",
    "AUDIENCES",
    "FORMATS",
    "Format",
    "PreviewLine",
    "annex_title",
    "check_target",
    "compose",
    "default_name",
    "drawn",
    "findings",
    "findings_told",
    "minutes_bytes",
    "minutes_name",
    "minutes_outline",
    "paper_bytes",
    "preview",
    "summaries_told",
    "without_summary",
    "write_file",
    "write_files",
]

"""The paper as a Word document: in our own layout, or in the branch's template, filled by docxtpl.

See ``docs/decisions/0003-word-papers.md`` for the reasons, and for what a branch's own may use.
"""

from __future__ import annotations

from pathlib import Path

from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline
from fieldbook.papers.word import archive
from fieldbook.papers.word.layouts import layout_in_use


def render(outline: Outline, imprint: Imprint, template: Path | None = None) -> bytes:
    """The document's bytes.

    Raises:
        PaperError: why the template cannot be filled, with its path.
    """
    if template is None:
        return archive.document(outline, imprint, layout_in_use())
    from fieldbook.papers.word.templates import filled

    return filled(template, outline, imprint)


def plain_template() -> bytes:
    """Our own layout as a ``.docx`` with marks, for a branch to start from."""
    return archive.template(layout_in_use())

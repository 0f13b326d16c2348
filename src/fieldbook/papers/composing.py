"""Composing the paper: a meeting, as its audience may see it, put into words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from fieldbook.i18n import _, told_outside
from fieldbook.papers.annexes import annex_blocks, annex_title
from fieldbook.papers.days import long_date
from fieldbook.papers.masking import all_seen, author_seen, branch_seen
from fieldbook.papers.outline import Annex, Block, Heading, Outline, Paragraph
from fieldbook.papers.outside import OWN_WORDS
from fieldbook.papers.report import report_blocks
from fieldbook.papers.wording import lifted, numbered, one_line, with_one_stop
from fieldbook.reports.meeting import Meeting


def compose(
    meeting: Meeting,
    *,
    audience: str,
    branch: str = "",
    author: str = "",
    annexes: Collection[str] = (),
    texts: bool = False,
) -> Outline:
    """The paper for an audience; what that may not read is gone before a word is set.

    Args:
        meeting: the report.
        audience: who reads it.
        branch: the branch's name, may be empty.
        author: who reports, may be empty.
        annexes: which of ``annexes.ANNEXES`` follow; one that has nothing to tell is left out.
        texts: whether free texts are taken along, as far as the audience may read them.
    """
    seen, _findings, letters = all_seen(meeting, audience, texts=texts)
    branch = branch_seen(branch, audience, meeting.named)
    with told_outside(OWN_WORDS if audience != "branch" else frozenset()):
        named = dict(_annexes(seen, annexes))
        following = tuple(named.values())
        marks = {name: each.mark for name, each in named.items()}
        report = with_one_stop(report_blocks(seen, marks, audience))
        body = (*_kept(numbered(report)), *_list_of(following))
    author = one_line(author_seen(author, audience, meeting.named))
    signed = (
        one_line(branch),
        author and _("Reported by {author}").format(author=author),
        long_date(seen.today),
    )
    lines = list(_lines(seen, audience, texts=texts))
    told_of = repr((body, following))
    if audience == "above" and (found := sorted(filter(told_of.__contains__, letters))):
        told = _("Signs like {mask} tell apart people of one initial; not all need occur here.")
        lines.append(told.format(mask=found[0]))
    return Outline(
        _title(branch),
        tuple(lines),
        body,
        tuple(filter(None, signed)),
        following,
    )


def _kept(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The last paragraph goes along with the annexes' names and who signs: they stand on no page alone."""
    *others, last = blocks
    return (*others, last._replace(is_kept=True) if isinstance(last, Paragraph) else last)


def _annexes(meeting: Meeting, asked: Collection[str]) -> Iterator[tuple[str, Annex]]:
    told = [
        (name, tuple(with_one_stop(blocks)))
        for name, blocks in annex_blocks(meeting, asked)
        if blocks
    ]
    for number, (name, blocks) in enumerate(told, 1):
        mark = _("annex {number}").format(number=number if len(told) > 1 else "").strip()
        yield name, Annex(mark, annex_title(name), _counted(blocks))


def _counted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headings have numbers where they divide the whole annex: not below a table, nor one alone."""
    first = [each for each in lifted(blocks) if isinstance(each, Heading) and each.level == 1]
    divided = isinstance(blocks[0], Heading) and len(first) > 1
    return tuple(numbered(blocks)) if divided else lifted(blocks)


def _list_of(annexes: tuple[Annex, ...]) -> Iterator[Block]:
    """The annexes as the paper names them at its end, on one page with who signs it."""
    if len(annexes) == 1:
        yield Paragraph(_("Annex: {title}").format(title=annexes[0].title), is_kept=True)
        return
    before = ""
    for number, each in enumerate(annexes, 1):
        if number == 1:
            told = _("Annexes: 1. {title}").format(title=each.title)
            yield Paragraph(told, is_kept=True)
            before = told.partition("1")[0]
        else:
            told = _("{number}. {title}").format(number=number, title=each.title)
            yield Paragraph(told, below=before, is_kept=True)


def _title(branch: str) -> str:
    name = one_line(branch)
    return _("{branch}: work report").format(branch=name) if name else _("Work report")


def _lines(meeting: Meeting, audience: str, *, texts: bool) -> Iterator[str]:
    yield _("{since} to {until}").format(
        since=long_date(meeting.since), until=long_date(meeting.until)
    )
    if audience == "above" and texts:
        yield _("For the level above: the names of the people are masked.")
    elif audience == "above":
        yield _("For the level above: the names of the people are masked, their words left out.")
    elif audience != "branch":
        yield (
            _("For everybody: without names.")
            if texts
            else _("For everybody: without names, what people said is left out.")
        )

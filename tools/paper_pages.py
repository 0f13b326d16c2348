"""Makes Word papers, has LibreOffice turn them into PDF, and looks at the pages.

Run: ``python tools/paper_pages.py [FOLDER]``. Counts 22 lines of 28 characters on pages of plain
Chinese text, sees that a report has three pages at most before its annexes, that no page holds words
beyond its margins, that no English word is broken and that each slip of a household is one page, and
asks ``openxml-audit`` whether the documents keep to their schema. A PDF is made as the program makes
one; in one for others nobody's name, number or address is found. The papers stay in the folder.

Needs ``soffice``, ``pdftotext`` and ``pdfinfo`` (Debian: libreoffice-writer poppler-utils fonts-noto-cjk
fonts-liberation), and openxml-audit, which comes with ``pip install -e '.[dev]'``.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

import msgspec
from paper_names import name_problems

from fieldbook.demo import make_village
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import Household
from fieldbook.i18n import use_language
from fieldbook.opening import open_book
from fieldbook.papers import ANNEXES, minutes_bytes, paper_bytes
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Heading, Outline, Paragraph
from fieldbook.papers.pdf import render as render_pdf
from fieldbook.papers.slips import slips_outline, taken_along
from fieldbook.papers.word import render
from fieldbook.reports.meeting import meeting
from fieldbook.reports.minutes import minutes, page_of_meeting
from fieldbook.reports.slips import slips

NEEDED: Final = ("soffice", "pdftotext", "pdfinfo", "openxml-audit")
FONTS: Final = {
    "仿宋": "Noto Serif CJK SC", "宋体": "Noto Serif CJK SC", "方正小标宋简体": "Noto Serif CJK SC",
    "楷体": "Noto Sans CJK SC", "黑体": "Noto Sans CJK SC",
}  # fmt: skip
"""What stands in for the fonts that are on Chinese computers only."""
PLAIN: Final = "今年冬灌之前我们把全村的水渠走了一遍问清了每一处漏水的地方和每一户的难处" * 60
PLAIN_ENGLISH: Final = (
    "Before the winter watering we walked along every canal of the village. " * 150
)
LINES, CHARACTERS = 22, 28
DAY: Final = dt.datetime(2026, 11, 27, 8, tzinfo=dt.UTC)
REPORT: Final = 3
"""Pages of a report at most, before its annexes."""
ANNEX: Final = re.compile(r"(附件|Annex) ?1?")
SLIPS: Final[dict[str, int]] = {}
"""Paper of slips → its households: each has one page."""
LEFT: Final = {"zh": 1588 / 20, "en": 1440 / 20}
RIGHT: Final = {"zh": (11906 - 1474) / 20, "en": (11906 - 1440) / 20}
BOTTOM: Final = {"zh": (16838 - 1984) / 20, "en": (16838 - 1440) / 20}
HANGING: Final = "，。、；：！？）》”"
"""Marks that may hang out of the margin."""
WORD: Final = re.compile(r"[A-Za-z]{2,}")


class Line(NamedTuple):
    """One line of a page: its words' place, and what stands there."""

    left: float
    right: float
    bottom: float
    text: str


def main(folder: Path) -> int:
    """Make them, look at them, and say what is wrong."""
    missing = [each for each in NEEDED if not _found(each)]
    if missing:
        print(f"not installed: {', '.join(missing)}; see the head of {__file__}", file=sys.stderr)
        return 1
    papers = [*village_papers(folder), *crowded_papers(folder), *plain_papers(folder), *slips_of_village(folder),
              *minutes_of_village(folder)]  # fmt: skip
    turn_into_pdf(papers, folder)
    wrong = [f"{each.name}: {what}" for each in papers for what in problems(each)]
    wrong += [f"our own PDF: {what}" for what in (*pdf_problems(folder), *name_problems(folder))]
    for each in papers:
        print(f"{each.name}: {len(pages_of(each))} pages")
    print(
        "\n".join(wrong)
        or "22 lines of 28 characters, nothing beyond a margin, no word broken, nobody named"
    )
    return 1 if wrong else 0


def _found(program: str) -> str | None:
    """Where a program lies: beside the Python that runs, or on the path."""
    return shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program)


def _clock() -> Callable[[], dt.datetime]:
    """A clock that stands on the day, and goes on a second each time it is read."""
    seconds = count()
    return lambda: DAY + dt.timedelta(seconds=next(seconds))


def village_papers(folder: Path) -> Iterator[Path]:
    """The sample village's papers, in both languages, for the branch and for the level above.

    They are of one day: how long a date is, is a matter of a line here and there.
    """
    for language, branch, author in (("zh_CN", "崔寨子支部", "李霞平"), ("en", "Cuizhaizi", "Li")):
        use_language(language)
        with open_book(folder / f"{language}.json", clock=_clock(), backups=None) as book:
            make_village(book)
            today = book.today
            found = meeting(book.shelf, today - dt.timedelta(days=9), today, today, DEFAULT_HABITS)
        for name, audience, annexes in (
            ("branch", "branch", ()),
            ("above", "above", ()),
            ("annexes", "branch", tuple(ANNEXES)),
        ):
            path = folder / f"village-{name}-{language[:2]}.docx"
            path.write_bytes(paper_bytes(
                found, fmt="docx", audience=audience, branch=branch, author=author, path=path,
                annexes=annexes,
            ))  # fmt: skip
            yield path


def crowded_papers(folder: Path) -> Iterator[Path]:
    """The sample village's report where a dozen matters with long titles are late besides."""
    for language, title, way in (
        ("zh_CN", "打麦场的电线老化下雨天漏电几户人家都不敢用", "由全组劳力分三天换线，队里出料"),
        ("en", "The wires at the threshing floor are old, and leak in rain", "Lay new wires"),
    ):
        use_language(language)
        with (
            tempfile.TemporaryDirectory() as scratch,
            open_book(Path(scratch, "book.json"), clock=_clock(), backups=None) as book,
        ):
            make_village(book)
            today = book.today
            past = today - dt.timedelta(days=2)
            for at, home in enumerate(list(book.shelf.every(Household))[:12]):
                draft = Draft(title=f"{at}. {title}", household=home.id, found_on=past)
                issue = book.issues.raise_(draft).id
                draft = Draft(issues=[issue], method=way, responsible=home.head)
                book.solutions.note(Draft(draft, studied_on=past, due_on=past))
                book.issues.refer([issue])
            since = today - dt.timedelta(days=9)
            found = meeting(book.shelf, since, today, today, DEFAULT_HABITS)
        for name, annexes in (("crowded", ()), ("crowded-annexes", tuple(ANNEXES))):
            path = folder / f"{name}-{language[:2]}.docx"
            path.write_bytes(paper_bytes(
                found, fmt="docx", audience="branch", branch="崔寨子支部", author="李霞平",
                path=path, annexes=annexes,
            ))  # fmt: skip
            yield path


def plain_papers(folder: Path) -> Iterator[Path]:
    """Pages of nothing but words, in both languages."""
    for language, title, text in (
        ("zh_CN", "崔寨子支部工作汇报", PLAIN),
        ("en", "Report on the work of the branch", PLAIN_ENGLISH),
    ):
        use_language(language)
        path = folder / f"plain-{language[:2]}.docx"
        outline = Outline(title, ("2026",), (Heading(1, title), Paragraph(text)))
        path.write_bytes(render(outline, Imprint(title, "", dt.date(2026, 11, 25))))
        yield path


def slips_of_village(folder: Path) -> Iterator[Path]:
    """A slip for every household of the sample village, one of them with more words than room."""
    for language in ("zh_CN", "en"):
        use_language(language)
        with tempfile.TemporaryDirectory() as scratch:
            with open_book(Path(scratch, "book.json"), backups=None) as book:
                make_village(book)
            homes = list(book.shelf.every(Household))
            homes[0] = msgspec.structs.replace(homes[0], head=PLAIN, address=PLAIN_ENGLISH)
            found = slips(book.shelf, homes, DEFAULT_HABITS)
            outline = slips_outline(found, "崔寨子支部", "李霞平")
            path = folder / f"slips-{language[:2]}.docx"
            path.write_bytes(taken_along(outline, fmt="docx", branch="", on=book.today))
            SLIPS[path.name] = len(homes)
        yield path


def minutes_of_village(folder: Path) -> Iterator[Path]:
    """The minutes of the sample village's last meeting."""
    for language, branch in (("zh_CN", "崔寨子支部"), ("en", "Cuizhaizi")):
        use_language(language)
        with tempfile.TemporaryDirectory() as scratch:
            with open_book(Path(scratch, "book.json"), backups=None) as book:
                make_village(book)
            page = page_of_meeting(book.shelf)
            assert page is not None
            held = minutes(book.shelf, page)
        assert any(each.decided for each in held.matters)
        path = folder / f"minutes-{language[:2]}.docx"
        path.write_bytes(minutes_bytes(held, fmt="docx", branch=branch))
        yield path


def turn_into_pdf(papers: list[Path], folder: Path) -> None:
    """Let LibreOffice, with a profile and fonts of its own, print each paper into a PDF."""
    fonts = folder / "fonts.conf"
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{stands_in}</string></edit></match>'
        for name, stands_in in FONTS.items()
    )
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>',
        encoding="utf-8",
    )
    profile = (folder / "profile").absolute().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, papers)],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts.absolute())},
        stdout=subprocess.DEVNULL, timeout=110, check=True,
    )  # fmt: skip


def pdf_problems(folder: Path) -> Iterator[str]:
    """What is wrong with the PDF that the program itself has LibreOffice make."""
    use_language("zh_CN")
    outline = Outline("工作汇报", (), (Heading(1, "一、基本情况"), Paragraph("水渠漏水")))
    path = folder / "own.pdf"
    path.write_bytes(render_pdf(outline, Imprint("崔寨子支部", "", dt.date(2026, 11, 25))))
    said = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    if "Pages:           1\n" not in said or "水渠漏水" not in text.stdout:
        yield "not the one page that was meant"
    told = dict(line.partition(":")[::2] for line in said.splitlines())
    properties = [told.get(each, "").strip() for each in ("Title", "Author")]
    if properties != ["工作汇报", "崔寨子支部"]:
        yield f"its properties are {properties}"


def problems(paper: Path) -> Iterator[str]:
    """What is wrong with the pages of one paper, and with its parts."""
    language = paper.stem[-2:]
    pages = pages_of(paper)
    for number, page in enumerate(pages, 1):
        yield from _beyond(page, number, language)
    yield from _torn_words(paper, pages)
    marks = ([bool(ANNEX.fullmatch(line.text)) for line in page] or [False] for page in pages)
    before = (at + (not first) for at, (first, *rest) in enumerate(marks) if first or any(rest))
    if (report := next(before, len(pages) if "crowded" in paper.stem else 0)) > REPORT:
        yield f"{report} pages before the annexes"
    if len(pages) != SLIPS.get(paper.name, len(pages)):
        yield f"{len(pages)} pages for {SLIPS[paper.name]} households"
    if paper.stem == "plain-zh":
        yield from _miscounted(pages)
    audit = [str(_found("openxml-audit")), "--policy", "strict", str(paper)]
    said = subprocess.run(audit, capture_output=True, text=True, check=False)
    if said.returncode:
        yield said.stdout + said.stderr


def pages_of(paper: Path) -> list[list[Line]]:
    """The lines of each page of the paper's PDF, the number of the page left out."""
    pdf = paper.with_suffix(".pdf")
    told = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, check=True
    ).stdout
    # The file may hold what XML may not: a form feed after each page.
    root = ET.fromstring(told.replace(b"\x0c", b""))
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        [_line(each, space) for each in page.iter(f"{space}line")]
        for page in root.iter(f"{space}page")
    ]


def _line(line: ET.Element, space: str) -> Line:
    words = [each.text or "" for each in line.iter(f"{space}word")]
    left, right, bottom = (float(line.get(name, "0")) for name in ("xMin", "xMax", "yMax"))
    return Line(left, right, bottom, " ".join(words))


def _beyond(page: list[Line], number: int, language: str) -> Iterator[str]:
    """Words beyond the margins."""
    for line in page:
        if _is_number(line):
            continue
        hangs = line.right > RIGHT[language] + 1 and not line.text.endswith(tuple(HANGING))
        if line.left < LEFT[language] - 1 or hangs or line.bottom > BOTTOM[language] + 3:
            yield f"page {number}: beyond the margin: {line}"


def _is_number(line: Line) -> bool:
    """Whether a line is the number of its page."""
    return re.fullmatch(r"(— )?\d+( —)?", line.text) is not None and line.bottom > 740


def _torn_words(paper: Path, pages: list[list[Line]]) -> Iterator[str]:
    """English words that are in the PDF and not in the document: parts of broken ones."""
    with zipfile.ZipFile(paper) as parts:
        root = ET.fromstring(parts.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    text = " ".join("".join(part.itertext()) for part in root.iter(f"{space}p"))
    known = set(WORD.findall(text))
    for number, page in enumerate(pages, 1):
        for line in page:
            if torn := [each for each in WORD.findall(line.text) if each not in known]:
                yield f"page {number}: torn words {torn}"


def _miscounted(pages: list[list[Line]]) -> Iterator[str]:
    """Pages between the first and the last that have not 22 lines of 28 characters."""
    for number, page in enumerate(pages[1:-1], 2):
        rows: Counter[float] = Counter()
        for line in page:
            if not _is_number(line):
                rows[round(line.bottom)] += len(line.text.replace(" ", ""))
        if len(rows) != LINES or set(rows.values()) != {CHARACTERS}:
            yield f"page {number}: {len(rows)} lines of {sorted(set(rows.values()))} characters"
    if len(pages) < 4:
        yield f"only {len(pages)} pages of plain text"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(main(Path(scratch)))

"""The house's rules, held by tests: what no linter of the world knows."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from fieldbook.cli import MODULES
from fieldbook.cli.typed import KINDS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import BY_KIND, BY_TABLE, RECORD_TYPES
from fieldbook.domain.references import REFERENCES
from fieldbook.opening import open_book
from fieldbook.settings import Settings

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "fieldbook"
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

LONGEST = 400
TERSE = 2
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "common",
    "misc",
    "base_utils",
}
PUT_OFF = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE = re.compile(r"(?<![\w.])/(?:root|work)/\w")
"""A path of somebody's machine."""
SKIPS = re.compile(r"\.\s*(?:skip|skipif|xfail|importorskip)\b")
TESTS = re.compile(r"^ *(?:async )?def (test_\w+)", re.MULTILINE)
PROMISE = re.compile(r"(?s:(?!\) -> ).)*\) -> None:(?:  # .*)?\n +r?\"{3}[^\"\s]")
"""What follows the name of a test whose first line is a sentence."""
FEW_WORDS = re.compile(r'^ *r?("(?:"")?)(?!")\s*[^\s"]*(?:\s+[^\s"]+)?\s*\1$', re.MULTILINE)
"""A text that stands alone and has a word or two."""


def ours(*endings: str) -> Iterator[Path]:
    """The repository's own text files with one of these endings."""
    for folder in ("src", "tests", "tools", "bench", "docs"):
        for found in sorted((ROOT / folder).rglob("*")):
            hidden = any("cache" in part for part in found.parts)
            if found.suffix in endings and found.is_file() and not hidden:
                yield found
    yield from (each for each in sorted(ROOT.glob("*")) if each.suffix in endings)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_a_file_can_be_read_in_one_sitting() -> None:
    """No module is longer than 400 lines, and none has a name that says nothing."""
    for path in SOURCE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST, named(path)
        assert path.stem not in VAGUE, named(path)


def test_nothing_is_put_off() -> None:
    """No note to do it later and no path of somebody's machine, in code, documents and settings."""
    for path in ours(".py", ".md", ".toml", ".po", ".tcss"):
        text = path.read_text(encoding="utf-8")
        if path.name != Path(__file__).name:
            assert not PUT_OFF.search(text), named(path)
            assert not MACHINE.search(text), named(path)


def test_no_test_is_skipped() -> None:
    """Nothing is left out but where the system has no such thing at all."""
    for path in ours(".py"):
        text = path.read_text(encoding="utf-8")
        # The words are looked for first: what has none of them need not be taken apart.
        for each in ast.walk(ast.parse(text)) if SKIPS.search(text) else ():
            if path.name.startswith("test_") and isinstance(each, ast.Attribute):
                assert each.attr not in {"skip", "xfail", "importorskip"}, named(path)
            if isinstance(each, ast.Call) and getattr(each.func, "attr", "") == "skipif":
                assert ast.unparse(each.args[0]) == "os.name == 'nt'", named(path)


def test_a_test_states_its_promise() -> None:
    """Every test has one sentence that says what is promised."""
    for path in ours(".py"):
        if path.name.startswith("test_"):
            text = path.read_text(encoding="utf-8")
            for each in TESTS.finditer(text):
                assert PROMISE.match(text, each.end()), f"{named(path)} {each[1]}"


def test_what_is_told_is_told_in_a_sentence() -> None:
    """No docstring is left at one word or two, which tell only whoever knows already."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        # Here, too, what has none of them need not be taken apart.
        for each in ast.walk(ast.parse(text)) if FEW_WORDS.search(text) else ():
            if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
                words = str(each.value.value).split()
                assert len(words) > TERSE or words == ["Ellipsis"], f"{named(path)}: {words}"


def in_a_child(code: str, *, folder: Path) -> str:
    """What a fresh interpreter prints, in a home that is nobody's."""
    own = {name: str(folder) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA")}
    kept = {each: os.environ[each] for each in ("PATH", "SYSTEMROOT") if each in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, **own, "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=folder,
        timeout=120,
    )
    return done.stdout


COMMAND = """
import contextlib, io, sys
from fieldbook.__main__ import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main({words!r})
print(",".join(each for each in {heavy!r} if each in sys.modules))
"""


def test_no_command_loads_the_screens(tmp_path: Path) -> None:
    """A command starts without Textual, and so without its 0.2 seconds."""
    told = ("--help", "path", "list issues", "list visits --json", "search 水渠",
            "export --format md", "undo", "verify", "backup", "import nothing.csv")  # fmt: skip
    book = ["--book", str(tmp_path / "b.json")]
    code = "\n".join(
        COMMAND.format(words=[*words.split(), *book], heavy=["textual"]) for words in told
    )
    loaded = in_a_child(code, folder=tmp_path).splitlines()
    assert dict(zip(told, loaded, strict=True)) == dict.fromkeys(told, "")


SCREENS = """
import sys
from fieldbook.opening import Drafts, open_book
from fieldbook.settings import Settings
from fieldbook.ui.textual_private_start import left_out
with left_out():
    from fieldbook.ui.app import FieldbookApp
with open_book({path!r}) as book:
    app = FieldbookApp(book, Drafts(book.path), Settings())
    loaded = []
    app.keep_loaded = lambda: loaded or (loaded.extend(sys.modules), app.exit())
    app.run(headless=True, size=(80, 24))
print(",".join(sorted(each for each in loaded if each.startswith({late!r}))))
"""
LATE = (
    "fieldbook.ui.forms",
    "fieldbook.book.rooms",
    "fieldbook.domain.acts",
    "fieldbook.domain.merge",
    "fieldbook.domain.seal",
    "fieldbook.domain.writing",
    "fieldbook.pinyin",
    "fieldbook.reports.relapses",
    "fieldbook.ui.widgets.bars",
    "fieldbook.ui.widgets.row_filter",
    "fieldbook.reports.contact_groups",
    "fieldbook.reports.meeting",
    "fieldbook.papers",
    "fieldbook.intake",
    "fieldbook.ledgers",
    "fieldbook.search",
    "fieldbook.sentences",
    "fieldbook.store.sealed",
    "fieldbook.store.unlocking",
    "ssl",
    "textual.command",
    "textual.widgets._input",
    "textual.widgets._tree",
    "textual.widgets.text_area",
)


@pytest.mark.parametrize("titles", [(), ("水渠漏水",)], ids=["empty", "one issue"])
def test_the_first_screen_loads_what_it_shows_and_no_more(
    tmp_path: Path, titles: tuple[str, ...]
) -> None:
    """Acts, forms, papers, search, joining and locking are loaded when they are first asked for."""
    with open_book(tmp_path / "book.json") as book:
        for title in titles:
            book.issues.raise_(Draft(title=title))
    code = SCREENS.format(path=str(tmp_path / "book.json"), late=LATE)
    assert in_a_child(code, folder=tmp_path).strip() == ""


def test_add_loads_next_to_nothing(tmp_path: Path) -> None:
    """``add`` writes a line without TinyDB, msgspec, Textual or a table reader."""
    heavy = ["textual", "rich", "tinydb", "msgspec", "docx", "xlrd", "jinja2"]
    words = ["add", "issue", "水渠漏水", "--book", str(tmp_path / "b.json")]
    code = COMMAND.format(words=words, heavy=heavy)
    assert in_a_child(code, folder=tmp_path).strip() == ""
    assert any(each.name.startswith("b.json-") for each in tmp_path.iterdir())


NO_NETWORK = """
import socket, sys, tempfile
from pathlib import Path

def refuse(*args, **kwargs):
    raise AssertionError("a socket was asked for")

class Refused(socket.socket):
    def __new__(cls, family=-1, *args, **kwargs):
        if family in (socket.AF_INET, socket.AF_INET6, -1):
            refuse()
        return super().__new__(cls)

socket.socket = Refused
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse

import pkgutil, importlib, fieldbook
for each in pkgutil.walk_packages(fieldbook.__path__, "fieldbook."):
    if each.name != "fieldbook.workbooks.__main__":
        importlib.import_module(each.name)

from fieldbook.__main__ import main
from fieldbook.demo import make_village
from fieldbook.opening import open_book

folder = Path(tempfile.mkdtemp(dir=Path.home()))
path = folder / "book.json"
with open_book(path) as book:
    make_village(book)
roster = folder / "roster.csv"
roster.write_text("户主,住址\\n陈大,1号\\n", encoding="utf-8")
for words in (
    ["add", "issue", "x"], ["list", "issues"], ["search", "x"], ["import", str(roster)],
    ["export", "--format", "md", "-o", str(folder / "p.md")],
    ["export", "--format", "docx", "-o", str(folder / "p.docx")],
    ["undo"], ["redo"], ["verify"], ["backup", str(folder / "copies")],
):
    code = main([*words, "--book", str(path)])
    assert code == 0, (words, code)
print("whole")
"""


def test_nothing_asks_for_the_network(tmp_path: Path) -> None:
    """Every module is imported and the main paths are walked where no socket can be had."""
    assert in_a_child(NO_NETWORK, folder=tmp_path).endswith("whole\n")


def test_every_command_is_told() -> None:
    """Every command, every kind that can be listed, and every exit code stands in docs/commands.md."""
    for command in (*MODULES, "demo"):
        assert f"`fieldbook {command}" in COMMANDS, command
    for kind in KINDS:
        assert re.search(rf"\b{kind}\b", COMMANDS), kind
    for code in ("0 done", "1 it could not be", "2 the words"):
        assert code in COMMANDS


def test_every_setting_is_told() -> None:
    """Every setting stands in docs/settings.md with its default."""
    for name, default in Settings._field_defaults.items():
        if name == "keys":
            assert "[keys]" in SETTINGS
            continue
        line = re.escape(f"{name} = {as_toml(default)}")
        assert re.search(rf"^{line}(?:\s+#.*)?$", SETTINGS, re.MULTILINE), name


def as_toml(value: object) -> str:
    if isinstance(value, tuple):
        return str(list(value))
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).lower()


def test_the_readme_begins_with_the_picture_and_two_commands() -> None:
    """A picture the app made, in each of its languages, and exactly two blocks of commands."""
    assert README.startswith("![")
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", README)
    assert len(pictures) == 2
    for picture in pictures:
        svg = (ROOT / picture).read_text(encoding="utf-8")
        assert "rich-terminal" in svg
        assert "url(" not in svg.replace("url(#", ""), "looking at the picture asks no server"
    assert len(shell_commands()) == 2


def test_the_readme_is_read_at_once() -> None:
    """It has at most 600 words, a Chinese character being one; the manual and docs/ have the rest."""
    words = re.findall(r"[A-Za-z][\w'-]*|[\u4e00-\u9fff]", re.sub(r"\]\(.*?\)", "]", README))
    assert len(words) <= 600


def shell_commands() -> list[str]:
    return re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)


def test_ci_runs_what_the_readme_says() -> None:
    """The README's test command is, word for word, a line of .ci/run, which can be started."""
    assert f"\n{shell_commands()[1]}\n" in CI
    assert os.access(ROOT / ".ci" / "run", os.X_OK) or os.name == "nt"
    for each in ("ruff check", "ruff format --check", "mypy", "lint-imports", "tinydb_suite.py"):
        assert each in CI


def test_every_decision_is_linked() -> None:
    """A decision that is not in the list is not found."""
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = sorted(each.name for each in folder.glob("[0-9]*.md"))
    assert re.findall(r"\((\d{4}-[\w-]+\.md)\)", index) == pages
    assert [each[:4] for each in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]


def test_links_lead_somewhere() -> None:
    """Every link between our own documents leads to a file that is there."""
    for path in ours(".md"):
        text = "" if "samples" in path.parts else path.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)", text):
            if not target.startswith("http"):
                assert (path.parent / target).exists(), f"{named(path)} {target}"


def test_a_field_that_names_a_record_is_a_reference() -> None:
    """A field named like a kind or a table of records is in the table of references."""
    for record_type in RECORD_TYPES:
        for field in msgspec.structs.fields(record_type):
            if field.name in {*BY_KIND, *BY_TABLE} and field.type in (str, tuple[str, ...]):
                assert field.name in REFERENCES.get(record_type.kind, {}), field.name


def test_no_field_judges_a_person() -> None:
    """No record has a field for anybody's standing, class, belief or reliability, or a score."""
    forbidden = {
        "class",
        "standing",
        "belief",
        "religion",
        "reliability",
        "score",
        "rating",
        "rank",
    }
    for record_type in RECORD_TYPES:
        for field in msgspec.structs.fields(record_type):
            assert not set(field.name.split("_")) & forbidden


def test_the_glossary_tells_every_record() -> None:
    """Every kind of record stands in the glossary of docs/ARCHITECTURE.md, with its Chinese."""
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for kind in BY_KIND:
        row = re.search(rf"^\| `{kind}` .*$", text, re.MULTILINE)
        assert row, kind
        assert re.search("[一-鿿]", row[0]), kind


def test_the_layout_is_told() -> None:
    """Every module and package directly under fieldbook stands in docs/ARCHITECTURE.md."""
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for each in SOURCE.iterdir():
        if each.suffix == ".py" and each.stem != "__init__":
            assert each.name in text, each.name
        elif each.is_dir() and each.name != "__pycache__":
            assert f"{each.name}/" in text, each.name

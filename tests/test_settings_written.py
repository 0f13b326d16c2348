"""Writing the settings: the lines of what was changed, and no other; whole, or not at all."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.settings import BadSettings, Settings, read_settings, write_settings
from fieldbook.toml_lines import as_toml, changed, statements

OLD = Settings(name="林致远", keys={"visit": "f2"})
TEXT = '# mine\nname = "林致远"  # me\ncolour = 3\n\n[keys]  # mine too\nvisit = "f2"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with comments and a line nobody knows."""
    path = tmp_path / "settings.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("after", "old", "new"),
    [
        (OLD._replace(name="王芳"), '"林致远"', '"王芳"'),
        (OLD._replace(theme="light"), "colour = 3\n", 'colour = 3\ntheme = "light"\n'),
        (OLD._replace(keys={"visit": "v"}), 'visit = "f2"', 'visit = "v"'),
        (OLD._replace(keys={}), 'visit = "f2"\n', ""),
        (
            OLD._replace(keys={**OLD.keys, "issue": "Q"}),
            'visit = "f2"\n', 'visit = "f2"\nissue = "Q"\n',
        ),
        (OLD, "", ""),
    ],
)  # fmt: skip
def test_only_the_lines_of_what_was_changed_are_written(
    path: Path, after: Settings, old: str, new: str
) -> None:
    """Comments, blank lines and what nobody knows stay as they are."""
    write_settings(OLD, after, path)
    assert path.read_text(encoding="utf-8") == TEXT.replace(old, new)
    assert read_settings(path).settings == after


@pytest.mark.parametrize(
    ("text", "changes", "written"),
    [
        ("", {"name": "a"}, 'name = "a"\n'),
        ("# only words", {"name": "a"}, '# only words\nname = "a"\n'),
        ("", {"keys.visit": "v"}, '[keys]\nvisit = "v"\n'),
        ("ascii = true", {"keys.visit": "v"}, 'ascii = true\n\n[keys]\nvisit = "v"\n'),
        ('[keys]\nvisit = "v"\n', {"name": "a"}, 'name = "a"\n[keys]\nvisit = "v"\n'),
        ("name = Helen\n", {"name": "a"}, 'name = "a"\n'),
        ("lang = 7 # x\r\n", {"lang": "zh"}, 'lang = "zh" # x\r\n'),
        ("a = [\n 1,\n 2]\nb = 1\n", {"a": (3,)}, "a = [3]\nb = 1\n"),
        ('name = "#1" # x', {"name": "#2"}, 'name = "#2" # x\n'),
        ('keys = { visit = "v", issue = "i" }\n', {"keys.visit": "f2"},
         'keys.visit = "f2"\nkeys.issue = "i"\n'),
        ('"name" = "a"\n', {"name": 'b"\\'}, 'name = "b\\"\\\\"\n'),
        ("name = 'a'\nname = 'b'\n", {"name": "c"}, "name = \"c\"\nname = 'b'\n"),
    ],
)  # fmt: skip
def test_a_line_is_changed_where_it_stands(
    text: str, changes: dict[str, object], written: str
) -> None:
    """However it was written: in quotes, over several lines, in a table, wrong, or not at all."""
    assert changed(text, changes) == written


VALUES = st.one_of(
    st.text(max_size=8), st.booleans(), st.integers(0, 99), st.lists(st.text(), max_size=3)
)
LINES = st.lists(
    st.one_of(
        st.builds(lambda n, v: f"{n} = {as_toml(v)}", st.sampled_from("abcdef"), VALUES),
        st.sampled_from(["# words", "", "[keys]", "[other]", "wrong", 'x = """', "y = [", "]"]),
    ),
    max_size=10,
)  # fmt: skip


@given(LINES, st.sampled_from(["a", "z", "keys.b", "keys.z"]), VALUES)
def test_any_file_says_afterwards_what_was_written_and_all_it_said_before(
    lines: list[str], name: str, value: object
) -> None:
    """What was written is read back, where it can be, and no other statement is another."""
    before = "\n".join(lines)
    after = changed(before, {name: value})

    def said(text: str) -> list[tuple[str, object]]:
        found = [each for each in statements(text) if not each.wrong and not each.is_head]
        return [(key, held) for each in found for key, held in each.values.items() if key != name]

    assert {key for key, _held in said(after)} == {key for key, _held in said(before)}
    assert [each for each in said(after) if each in said(before)] == said(after)
    first = next(
        each.values[name] for each in statements(after) if name in each.values and not each.wrong
    )
    assert first == value


@pytest.mark.parametrize(
    "text",
    ['keys = { issue = "Q" } # mine\n', 'keys.issue = "Q"\nname = "x"\n', '[keys]\nissue = "Q"\n'],
)
@pytest.mark.parametrize("more", [{}, {"keys.issue": "W"}])
def test_a_table_is_said_once(text: str, more: dict[str, str]) -> None:
    """A key joins its table however that is written; no other reader finds the table twice."""
    found = tomllib.loads(changed(text, {**more, "keys.page": "Z"}))
    assert found["keys"] == {"issue": more.get("keys.issue", "Q"), "page": "Z"}


def test_a_link_stays_a_link_and_a_mark_a_mark(tmp_path: Path) -> None:
    """The file that a link leads to is written, and the mark of UTF-8 stays at its beginning."""
    real = tmp_path / "elsewhere" / "mine.toml"
    real.parent.mkdir()
    real.write_bytes(b"\xef\xbb\xbfascii = true\r\n")
    path = tmp_path / "settings.toml"
    path.symlink_to(real)
    write_settings(Settings(ascii=True), Settings(ascii=True, name="a"), path)
    assert path.is_symlink()
    assert real.read_bytes() == b'\xef\xbb\xbfascii = true\r\nname = "a"\r\n'


@pytest.mark.parametrize("kind", ["read-only", "folder"])
def test_a_file_that_is_not_to_be_written_is_told(path: Path, kind: str) -> None:
    """What its owner closed to writing stays as it is; so does a folder in its place."""
    if kind == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.chmod(0o444)
    with pytest.raises(BadSettings) as wrong:
        write_settings(OLD, OLD._replace(name="x"), path)
    assert wrong.value.what == "not_written"
    assert path.is_dir() or path.read_text(encoding="utf-8") == TEXT


KILLED = """
import os, sys
from pathlib import Path
from fieldbook import files
from fieldbook.settings import Settings, read_settings, write_settings
path, call = Path(sys.argv[1]), int(sys.argv[2])
count = 0
def dying(real):
    def do(*given, **named):
        global count
        count += 1
        if count == call:
            os._exit(9)
        return real(*given, **named)
    return do
for name in ("open", "fsync", "replace", "unlink", "chmod"):
    setattr(os, name, dying(getattr(os, name)))
now = read_settings(path).settings
write_settings(now, now._replace(branch="new"), path)
print("written")
"""


def test_a_killed_write_leaves_the_old_settings_whole(path: Path) -> None:
    """Whatever call to the system the program dies in, the file is the old one or the new one."""
    seen, call = set(), 0
    while True:
        call += 1
        path.write_text(TEXT, encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), str(call)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        held = path.read_text(encoding="utf-8")
        assert held in (TEXT, TEXT.replace("colour = 3\n", 'colour = 3\nbranch = "new"\n'))
        seen.add(held)
        if ran.returncode == 0:
            break
        assert ran.returncode == 9, ran.stderr
    assert len(seen) == 2
    assert call > 3, "it died in the middle, too"

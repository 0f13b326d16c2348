"""Both languages are whole: every word shown is marked, and has its Chinese."""

from __future__ import annotations

import ast
import gettext
import re
import string
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest
from tools import words

import fieldbook
from fieldbook import i18n
from fieldbook.demo import make_village
from fieldbook.papers.outside import OWN_WORDS
from fieldbook.settings import Settings
from tests.ui import hands
from tests.ui.hands import Hands

PACKAGE = Path(fieldbook.__file__).parent
CATALOGUE = words.LOCALES / "zh_CN" / "LC_MESSAGES" / "fieldbook.po"

SHOWN = (
    "ui", "cli", "papers", "reports", "book", "sentences.py", "sentences_of_files.py", "labels.py",
    "opening.py", "crash.py", "__main__.py",
)  # fmt: skip
"""What may say something to the user. Settings, domain and store speak in codes."""
MARKS = {"_", "N_", "P_", "NP_", "ngettext"}
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
NO_WORDS = re.compile(r"^fieldbook |^PgUp |\{\n|: [$\w-]+;|^\{%p |^<[a-z!]|\$fpath")
"""Commands to be typed, names of keys, style sheets, marks of a template and of a web page, a shell's line."""
DISPLAYS = {"notify", "tell", "say", "Static", "Label", "Column", "print"}


def shown_files() -> Iterator[Path]:
    """Every module that may say something to the user."""
    for name in SHOWN:
        place = PACKAGE / name
        yield from [place] if place.is_file() else sorted(place.rglob("*.py"))


def bare_words(tree: ast.AST, displays: AbstractSet[str] = DISPLAYS) -> Iterator[tuple[int, str]]:
    """English that stands outside the marks of gettext."""
    nodes = [tree]
    for node in nodes:  # it grows, by all but the docstrings and what is marked
        match node:
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.Call(func=func) if _name(func) in MARKS:
                continue
            case ast.Call(func=func) if _name(func) in displays:
                for line, text in texts_of(node.args[:1]):
                    if re.search("[A-Za-z]{2}", text):
                        yield line, text
        nodes += ast.iter_child_nodes(node)
    for line, text in texts_of(nodes):
        if SENTENCE.search(text) and not NO_WORDS.search(text):
            yield line, text


def _name(called: ast.expr) -> str:
    return str(getattr(called, "id", getattr(called, "attr", "")))


def texts_of(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """(line, text) of those that are plain texts."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_every_word_in_use_has_its_chinese() -> None:
    """Each word marked in the source is in the catalogue, translated, and none is left over."""
    catalogue, used = words.read(CATALOGUE), words.used_words()
    known = {(each.id, each.context) for each in catalogue if each.id}
    asked = {(each.id, each.context) for each in used if each.id}
    hint = "run: make words"
    assert asked - known == set(), hint
    assert known - asked == set(), hint
    wanting = [each.id for each in words.untranslated(catalogue)]
    assert not wanting, f"write their Chinese into {CATALOGUE.name}: {wanting}"
    assert not any(each.fuzzy for each in catalogue), "a fuzzy word is not a word"


def test_words_for_outside_are_other_words() -> None:
    """Of our own method, the table's words and no others are told otherwise to whoever is outside it."""
    catalogue = words.read(CATALOGUE)
    outside = [each for each in catalogue if each.context == "outside"]
    singular = {each.id if isinstance(each.id, str) else each.id[0] for each in outside}
    assert singular == OWN_WORDS
    inside = {each.id: each.string for each in catalogue if not each.context}
    assert all(each.string != inside[each.id] for each in outside)


def test_the_catalogue_is_in_order() -> None:
    """``make words`` would change nothing: no dates, no line numbers, words in their order."""
    text = CATALOGUE.read_text(encoding="utf-8")
    assert "POT-Creation-Date" not in text
    assert "\n#: " not in text
    ids = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert len(ids) > 500


def placeholders(text: str) -> list[str]:
    """The names a text leaves room for, ``{…}`` and ``%(…)s`` alike."""
    braces = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return sorted(set(braces)) + sorted(set(re.findall(r"%\(?\w*\)?[srd]", text)))


def translated() -> Iterator[tuple[str, str]]:
    """(English, Chinese) of every word in the catalogue; of plural forms the one for many."""
    for message in words.read(CATALOGUE):
        english = message.id if isinstance(message.id, str) else message.id[-1]
        chinese = message.string if isinstance(message.string, str) else (message.string or [""])[0]
        if english and chinese:
            yield english, chinese


def test_a_translation_leaves_room_for_the_same_things() -> None:
    """What is filled into the English is filled into the Chinese, by the same names."""
    for english, chinese in translated():
        assert placeholders(chinese) == placeholders(english), english


def test_a_translation_ends_as_its_english_does() -> None:
    """A sentence stays a sentence: it ends with a full-width mark."""
    for english, chinese in translated():
        if english.count(" ") > 2 and english[-1] in ".:":
            assert chinese.rstrip()[-1] in "。：）", english


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("过期", "逾期"),
        ("家访", "走访"),
        ("复发", "回生"),
        ("报告文件", "会议材料"),
        ("住户", "户"),
        ("作废", "撤销"),
        ("秘书", "书记"),
        ("按时", "按期"),
        ("及时", "按期"),
        ("迟未", "逾期未"),
    ],
)
def test_the_houses_words_are_used(wrong: str, right: str) -> None:
    """One word for one thing, in Chinese too."""
    del right  # it stands there for the reader
    for english, chinese in translated():
        assert wrong not in chinese, english


def test_a_number_stands_close_to_its_chinese_words() -> None:
    """近10天, 还有3项: no blank between a number and what is counted."""
    gap = re.compile(r"([一-鿿] \{count\S*\}|(\d|\{count\S*\}) )[天项条个步份处页]")
    assert [chinese for _, chinese in translated() if gap.search(chinese)] == []


def test_keys_are_parted_from_their_chinese_by_one_sign() -> None:
    """“F2：交换” everywhere, as “回车：确定” has it; no half-width colon before a Chinese word."""
    half = re.compile(r"[A-Za-z0-9]: [一-鿿]")
    assert [chinese for _, chinese in translated() if half.search(chinese)] == []


def test_every_english_sentence_is_marked() -> None:
    """No English stands in the screens, commands and papers that gettext does not see."""
    for path in shown_files():
        # A report's column bears the key of its words, not the words.
        displays = DISPLAYS - {"Column"} if path.parent.name == "reports" else DISPLAYS
        found = list(bare_words(ast.parse(path.read_text(encoding="utf-8")), displays))
        assert found == [], str(path.relative_to(PACKAGE))


def test_a_sentence_that_is_not_marked_is_seen() -> None:
    """The test above sees what it is for."""
    planted = ast.parse('x = "Nothing was found"\nself.tell("Saved")\ny = _("All is well")')
    assert [text for _, text in bare_words(planted)] == ["Saved", "Nothing was found"]


class Strange(gettext.NullTranslations):
    """A language in which no letter is an English one: what is not translated stands out."""

    letters = str.maketrans(
        {each: chr(0x430 + place) for place, each in enumerate(string.ascii_lowercase)}
        | {each: chr(0x410 + place) for place, each in enumerate(string.ascii_uppercase)}
    )

    def gettext(self, message: str) -> str:
        """The message with other letters, its placeholders as they are."""
        parts = re.split(r"(\{[^}]*\}|%\(?\w*\)?[srd])", message)
        return "".join(
            part if number % 2 else part.translate(self.letters)
            for number, part in enumerate(parts)
        )

    def pgettext(self, context: str, message: str) -> str:
        """The same whatever the context."""
        del context
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same for one and for many."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The app speaks the strange language, over Chinese data, in a home that is nobody's."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def use_strange(language: str) -> None:
        i18n.use_language(language)
        monkeypatch.setattr(i18n, "_current", Strange())

    monkeypatch.setattr(hands, "use_language", use_strange)
    yield
    i18n.use_language("en")


KEY_NAMES = {
    "Esc", "Del", "Tab", "Enter", "Ctrl", "PgUp", "PgDn", "Home", "End", "Ins", "Shift", "Space",
    "docx", "md", "csv", "Word", "Markdown",
}  # fmt: skip
"""What stands on keys, and what is called so in every language."""


def english_in(drawn: str) -> list[str]:
    """The English words that are drawn, but for the names of keys."""
    found = re.findall(r"[A-Za-z]{3,}", drawn)
    return [each for each in found if each not in KEY_NAMES]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
@pytest.mark.parametrize("filled", [True, False])
async def test_nothing_is_drawn_in_english_only(
    strange: None, tmp_path: Path, filled: bool, size: tuple[int, int]
) -> None:
    """Every screen, the help, the palette and the forms say nothing that cannot be translated."""
    settings = Settings(name="周正", branch="崔寨子支部")
    fill = make_village if filled else None
    async with hands.sitting(tmp_path / "book.json", size, fill=fill, settings=settings) as user:
        for digit in "1234567":
            await user.press(digit)
            assert english_in(user.seen()) == [], f"screen {digit}\n{user.seen()}"
        await opened(user, "2", "question_mark")
        await opened(user, "2", "ctrl+p")
        await opened(user, "2", "n")
        await opened(user, "6", "w")
        await opened(user, "3", "i")
        if filled:
            for screen, key in ("2v", "3s", "3e", "4d", "4f", "5n"):
                await opened(user, screen, key)


async def opened(user: Hands, screen: str, key: str) -> None:
    """Look at what a key opens on a screen, and go back."""
    await user.press(screen, key)
    assert english_in(user.seen()) == [], f"{screen} {key}\n{user.seen()}"
    await user.press("escape")

"""Hostile templates of every kind, tried by the command: each is one sentence, and nothing is written.

    python tools/try_templates.py [WORD]

Tries those whose names have the word in them, or all. Prints a line a template: the command's result, its seconds, its largest memory with its children's, and
the sentence. What goes wrong is marked, and makes the result 1.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import docx

from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book

SECONDS: Final = 10.0
MEGABYTES: Final = 300
_TEXT: Final = "word/document.xml"
_LINKS: Final = "word/_rels/document.xml.rels"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Make = Callable[[], bytes]


def template(*lines: str, body: str = "{{p body }}") -> bytes:
    """A template of these lines, and the place for the text."""
    own = docx.Document()
    for each in (*lines, body):
        own.add_paragraph(each)
    return _saved(own)


def _saved(own: docx.document.Document) -> bytes:
    target = io.BytesIO()
    own.save(target)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Each part of a document by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A document of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return target.getvalue()


def changed(part: str, old: bytes, new: bytes) -> bytes:
    """A good template with something in one part replaced."""
    parts = parts_of(template("hello"))
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    return packed(parts)


def without(*names: str) -> bytes:
    """A good template with parts left out."""
    return packed({k: v for k, v in parts_of(template()).items() if k not in names})


def with_parts(**parts: bytes) -> bytes:
    """A good template with further parts, named by hand below."""
    return packed({**parts_of(template()), **{_FURTHER[each]: parts[each] for each in parts}})


_FURTHER: Final[Mapping[str, str]] = MappingProxyType(
    {"bomb": "word/media/bomb.bin", "macro": "word/vbaProject.bin", "climbing": "../../../../tmp/x"}
)


def linked(kind: str, target: str) -> bytes:
    """A template that loads something from elsewhere as it is opened."""
    link = f'<Relationship Id="rId99" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return changed(_LINKS, b"</Relationships>", f"{link}</Relationships>".encode())


def entities(doctype: str, mark: bytes = b"&a;") -> bytes:
    """A template whose text begins with a document type."""
    parts = parts_of(template("hello"))
    text = parts[_TEXT].replace(b"hello", mark, 1)
    parts[_TEXT] = text.replace(b"<w:document ", f"{doctype}<w:document ".encode(), 1)
    return packed(parts)


def laughing() -> bytes:
    """Entities that unfold into gigabytes."""
    more = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return entities(f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{more}]>', b"&a11;")


def encrypted() -> bytes:
    """What Word writes where a password is asked for: a compound file, and no archive."""
    return (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") * 40
    )


def locked_archive() -> bytes:
    """An archive whose parts are marked as encrypted."""
    data = bytearray(template())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def lying() -> bytes:
    """An archive that says its parts are small, and is wrong."""
    parts = {**parts_of(template()), "word/styles.xml": bytes(250 << 20)}
    data = bytearray(packed(parts))
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(sign)
        while at >= 0:
            if int.from_bytes(data[at + place : at + place + 4], "little") > 1 << 20:
                data[at + place : at + place + 4] = (100).to_bytes(4, "little")
            at = data.find(sign, at + 4)
    return bytes(data)


def bloated_text() -> bytes:
    """A text of a hundred megabytes that packs into nothing."""
    return changed(_TEXT, b"hello", b"a" * (150 << 20))


def giant_picture() -> bytes:
    """A picture that says it is 60,000 signs wide and high, in a few bytes."""
    head = (60_000).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    picture = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
        for name, data in chunks
    )
    own = docx.Document()
    own.add_picture(io.BytesIO(picture))
    own.add_paragraph("{{ nothing }}")
    return _saved(own)


def deep(many: int) -> bytes:
    """Elements within elements, as deep as nobody nests them."""
    return changed(_TEXT, b"hello", b"x</w:t>" + b"<w:r>" * many + b"</w:r>" * many + b"<w:t>")


def many_paragraphs() -> bytes:
    """A hundred thousand paragraphs, each with a mark that is wrong at the end."""
    line = b"</w:t></w:r></w:p><w:p><w:r><w:t>{{ title }}"
    return changed(_TEXT, b"hello", line * 100_000 + b"{{ titel }}")


def macro() -> bytes:
    """A document with a program in it."""
    parts = parts_of(template())
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(plain, kind).replace(
        b"<Default ", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default ', 1
    )  # fmt: skip
    program = b'<Relationship Id="rId98" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    parts[_LINKS] = parts[_LINKS].replace(b"</Relationships>", program + b"</Relationships>")
    return packed({**parts, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(600)})


def hidden_macro() -> bytes:
    """A program in a document that does not say so."""
    parts = parts_of(macro())
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(kind, plain)
    return packed(parts)


_INSIDE: Final = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
HOSTILE: Final[Mapping[str, Make]] = MappingProxyType(
    {
        # loops and sums without an end
        "loop of 10^9": lambda: template("{% for a in range(10**9) %}x{% endfor %}"),
        "loops in loops": lambda: template(
            "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"
        ),
        "empty loops": lambda: template(
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
        ),
        "a long word": lambda: template("{{ 'x' * 10 ** 12 }}"),
        "long words": lambda: template(
            "{% for a in range(9999) %}{{ 'x' * 10 ** 6 }}{% endfor %}"
        ),
        "a tower of powers": lambda: template("{{ 9 ** (9 ** 9) }}"),
        "a padded word": lambda: template("{{ '%0999999999d' % 1 }}"),
        "a formatted word": lambda: template("{{ '{:>999999999}'.format(1) }}"),
        "a centred word": lambda: template("{{ 'x'.center(999999999) }}"),
        "a list that doubles": lambda: template(
            "{% set a = [1] %}{% for i in range(60) %}{% set _ = a.extend(a) %}{% endfor %}"
        ),
        "a macro that calls itself": lambda: template(
            "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"
        ),
        "a word replaced by itself": lambda: template(
            "{{ ('x' * 99999).replace('x', 'x' * 99999) }}"
        ),
        "lorem": lambda: template("{{ lipsum(n=99999999) }}"),
        # what a template has no business with
        "classes inside": lambda: template(_INSIDE),
        "globals inside": lambda: template("{{ cycler.__init__.__globals__.os.popen('id').read() }}"),
        "attr of classes": lambda: template("{{ ''|attr('__class__') }}"),
        "format of classes": lambda: template("{{ '{0.__class__.__mro__}'.format(title) }}"),
        "itself": lambda: template("{{ self._TemplateReference__context }}"),
        "including": lambda: template("{% include '/etc/passwd' %}"),
        "importing": lambda: template("{% import 'os' as os %}"),
        "extending": lambda: template("{% extends 'x' %}"),
        # marks
        "an unknown field": lambda: template("{{ titel }}"),
        "a broken mark": lambda: template("{{ title }"),
        "an open loop": lambda: template("{% for line in lines %}{{ line }}"),
        "a mark of junk": lambda: template("{{ ~ }}"),
        "deep brackets": lambda: template("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"),
        "division by nothing": lambda: template("{{ 1 / 0 }}"),
        "no place for the text": lambda: template(body="{{ title }}"),
        # archives and what is in them
        "nothing": lambda: b"",
        "a text": lambda: b"no template at all\n" * 99,
        "a cut archive": lambda: template()[:9000],
        "an empty archive": lambda: b"PK\x05\x06" + bytes(18),
        "an archive of something else": lambda: packed({"a.txt": b"x"}),
        "a bomb": lambda: with_parts(bomb=bytes(250 << 20)),
        "a bomb that lies": lying,
        "a bloated text": bloated_text,
        "a password": encrypted,
        "a locked archive": locked_archive,
        "no text": lambda: without(_TEXT),
        "no list of parts": lambda: without("[Content_Types].xml"),
        "no links": lambda: without("_rels/.rels"),
        "a name that climbs": lambda: packed(
            {"../" * 6 + "tmp/climbed": b"x", **parts_of(template("{{ titel }}"))}
        ),
        "links that climb": lambda: changed("_rels/.rels", b"word/document.xml", b"../../../etc/passwd"),
        "no encoding": lambda: changed(_TEXT, b"hello", b"\xff\xfe\xba\xd0"),
        "torn XML": lambda: changed(_TEXT, b"</w:body>", b""),
        "deep XML": lambda: deep(100_000),
        "many paragraphs": many_paragraphs,
        "entities that unfold": laughing,
        "an entity of a file": lambda: entities('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "an entity from afar": lambda: entities('<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>'),
        "a type from afar": lambda: entities('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/a">', b"x"),
        "a template from afar": lambda: linked("attachedTemplate", "http://127.0.0.1:9/a.dotm"),
        "a picture from afar": lambda: linked("image", "http://127.0.0.1:9/a.png"),
        "an object from afar": lambda: linked("oleObject", "http://127.0.0.1:9/a.html!"),
        "a giant picture": giant_picture,
        "a program": macro,
        "a hidden program": hidden_macro,
    }
)  # fmt: skip


_WITNESS: Final = """
import resource, subprocess, sys
run = subprocess.run(sys.argv[1:], capture_output=True, timeout=120)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(run.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.stdout.flush()
sys.stdout.buffer.write(run.stderr)
"""
"""Runs one command and tells its result, seconds of the processor, megabytes, and what it said."""


def main(word: str = "") -> int:
    """Try them."""
    chosen = {name: make for name, make in HOSTILE.items() if word in name}
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with open_book(place / "book.json", backups=None) as book:
            book.issues.raise_(Draft(title="水渠漏水"))
        for name, make in chosen.items():
            own = place / "own.docx"
            own.write_bytes(make())
            told, faults = tried(place, own)
            wrong += bool(faults)
            print(f"{', '.join(faults) or 'ok':12} {name:28} {told}", flush=True)
    print(f"{len(chosen)} tried, {wrong} went wrong")
    return 1 if wrong else 0


def tried(place: Path, own: Path) -> tuple[str, list[str]]:
    """What the command said of one, and what was wrong with that."""
    target = place / "paper.docx"
    before = _files(place)
    command = (
        sys.executable, "-m", "fieldbook", "export", "--book", str(place / "book.json"),
        "--template", str(own), "-o", str(target),
    )  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", _WITNESS, *command],
        env={**os.environ, "HOME": str(place), "PYTHONUTF8": "1"}, capture_output=True, check=True,
    )  # fmt: skip
    head, _, words = run.stdout.partition(b"\n")
    code, seconds, memory = map(float, head.split())
    said = words.decode(errors="replace").strip()
    faults = [
        what
        for what, is_so in (
            (f"exit {code:.0f}", code != 1),
            ("lines", "\n" in said or not said or "Traceback" in said),
            ("written", _files(place) != before),
            ("slow", seconds > SECONDS),
            ("large", memory > MEGABYTES),
        )
        if is_so
    ]
    target.unlink(missing_ok=True)
    return f"{seconds:5.1f} s {memory:4.0f} MB  {said}", faults


def _files(place: Path) -> list[str]:
    return sorted(each.name for each in place.iterdir() if not each.name.startswith("book.json"))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

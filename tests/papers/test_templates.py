"""A branch's own template: filled where it is right, and told what is wrong with it where it is not."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm

from fieldbook import children, i18n
from fieldbook.domain.errors import PaperError
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.shelf import Shelf
from fieldbook.papers import paper_bytes
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Entry, Fact, Heading, Outline, Paragraph, Table
from fieldbook.papers.word import plain_template, render, templates
from fieldbook.papers.word.fields import FIELDS
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.reports.named import Named
from fieldbook.sentences import sentence

TODAY = dt.date(2026, 11, 21)
IMPRINT = Imprint("崔寨子支部", "李霞平", TODAY)
OUTLINE = Outline(
    "Paper",
    ("period", "author"),
    (
        Heading(1, "1. Water"),
        Paragraph("Three houses."),
        Entry("1. The canal", "#1", (Fact("Asked", "<{{ water }}> & {% more %}"),)),
        Table(("Due", "What"), (("11-25", "cement"), ("11-26", "the bend"))),
    ),
)


def template(path: Path, *paragraphs: str, body: str = "{{p body }}") -> Path:
    """A template of these paragraphs."""
    own = docx.Document()
    for each in (*paragraphs, body):
        own.add_paragraph(each)
    own.core_properties.author = "somebody's computer"
    own.save(str(path))
    return path


def refusal(path: Path) -> PaperError:
    with pytest.raises(PaperError) as refused:
        render(OUTLINE, IMPRINT, path)
    return refused.value


def filled(path: Path) -> Any:
    return docx.Document(io.BytesIO(render(OUTLINE, IMPRINT, path)))


def repacked(path: Path, part: str, old: str, new: str) -> Path:
    """The document with something in one of its parts replaced."""
    with zipfile.ZipFile(path) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


def test_every_field_is_filled(tmp_path: Path) -> None:
    """A template gets every field it asks for, in text, headers and footers, and keeps its own words."""
    path = tmp_path / "own.docx"
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "{{ branch }}"
    own.sections[0].footer.paragraphs[0].text = "{{ date }}"
    for each in ("Red head of {{ branch }}", "{{ title }}, {{author}}", "{%p for line in lines %}",
                 "- {{ line }}", "{%p endfor %}", "{{p body }}"):  # fmt: skip
        own.add_paragraph(each)
    own.save(str(path))
    made = filled(path)
    assert [each.text for each in made.paragraphs[:7]] == [
        "Red head of 崔寨子支部", "Paper, 李霞平", "- period", "- author", "1. Water",
        "Three houses.", "1. The canal  #1",
    ]  # fmt: skip
    assert made.sections[0].header.paragraphs[0].text == "崔寨子支部"
    assert made.sections[0].footer.paragraphs[0].text == "21\u00a0November 2026"
    assert made.paragraphs[7].text == "Asked: <{{ water }}> & {% more %}"
    assert made.core_properties.author == "崔寨子支部"
    assert made.core_properties.last_modified_by == ""


@pytest.mark.parametrize(("language", "child"), [("en", False), ("zh_CN", True)])
def test_our_own_template_is_one_to_start_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, *, child: bool
) -> None:
    """Our layout as a template gives the very paper that is written without one."""
    i18n.use_language(language)
    monkeypatch.setattr(children, "_has_python", lambda: child)
    path = tmp_path / "own.docx"
    path.write_bytes(plain_template())
    ours = docx.Document(io.BytesIO(render(OUTLINE, IMPRINT)))
    made = filled(path)
    assert [each.text for each in made.paragraphs] == [each.text for each in ours.paragraphs]
    assert [each._p.style for each in made.paragraphs] == [
        each._p.style for each in ours.paragraphs
    ]


@pytest.mark.usefixtures("without_child")
def test_styles_are_found_by_their_names(tmp_path: Path) -> None:
    """A template whose styles have other ids, as a Chinese Word's have, gives the text their looks."""
    path = template(tmp_path / "own.docx")
    repacked(path, "word/styles.xml", 'w:styleId="Heading1"', 'w:styleId="1"')
    made = filled(path)
    assert made.paragraphs[0].text == "1. Water"
    assert made.paragraphs[0]._p.pPr.pStyle.val == "1"
    assert made.paragraphs[0].style.name == "Heading 1"


@pytest.mark.usefixtures("without_child")
def test_what_a_template_lacks_comes_along(tmp_path: Path) -> None:
    """Table lines and the styles of entries are lent to a template that has none of them."""
    made = filled(template(tmp_path / "own.docx"))
    [table] = made.tables
    assert table.style.name == "Paper Table"
    assert made.paragraphs[2].style.name == "Entry Title"


@pytest.mark.usefixtures("without_child")
def test_a_template_whose_style_has_our_id_keeps_it(tmp_path: Path) -> None:
    """Another style under the id of one that is lent stays what it is; ours comes under an id of its own."""
    path = template(tmp_path / "own.docx")
    own = docx.Document(str(path))
    theirs = own.styles.add_style("Theirs", WD_STYLE_TYPE.PARAGRAPH)
    lent = filled(path).paragraphs[2].style.style_id
    theirs._element.styleId = lent
    own.save(str(path))
    made = filled(path)
    assert made.paragraphs[2].style.name == "Entry Title"
    assert made.paragraphs[2].style.style_id == f"Paper{lent}"
    assert made.styles["Theirs"].style_id == lent


@pytest.mark.usefixtures("without_child")
def test_a_table_is_as_wide_as_the_templates_text(tmp_path: Path) -> None:
    """On a template's narrower page a table does not run over the margin."""
    own = docx.Document()
    own.sections[0].page_width = Mm(148)
    own.sections[0].left_margin = own.sections[0].right_margin = Mm(20)
    own.add_paragraph("{{p body }}")
    own.save(str(tmp_path / "own.docx"))
    [table] = filled(tmp_path / "own.docx").tables
    assert sum(each.width for each in table.columns) <= Mm(108.1)


@pytest.mark.parametrize(
    ("line", "what", "told"),
    [
        ("{{ titel }}", "unknown_field", "titel"),
        ("{% for x in rows %}{{ x }}{% endfor %}", "unknown_field", "rows"),
        ("{{ title }", "broken_mark", "{{ title }"),
        ("{ title }}", "broken_mark", "{ title }}"),
        ("{{ title", "broken_mark", "{{ title"),
        ("{% for line in lines %}{{ line }}", "broken_mark", "{% for line in lines %}"),
        ("{% endif %}", "broken_mark", "{% endif %}"),
        ("{% for x in %}{% endfor %}", "broken_mark", "{% for x in %}"),
        ("{{ title | nothing }}", "broken_mark", "{{ title | nothing }}"),
        ("{{ title.nothing }}", "broken_mark", "{{ title.nothing }}"),
        ("{{ 1 / 0 }}", "broken_mark", "{{ 1 / 0 }}"),
        ("{{ ''.__class__.__mro__ }}", "broken_mark", "{{ ''.__class__.__mro__ }}"),
        ("{% include 'x' %}", "broken_mark", "{% include 'x' %}"),
        ("see {{p body }} here", "body_not_alone", "{{p body }}"),
        ("{{ body }}", "body_not_alone", "{{p body }}"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.usefixtures("without_child")
def test_what_is_wrong_is_named(
    tmp_path: Path, line: str, what: str, told: str, language: str
) -> None:
    """A wrong field or mark is named in a sentence that names the template too."""
    i18n.use_language(language)
    path = template(tmp_path / "own.docx", line)
    error = refusal(path)
    assert error.what == what
    words = sentence(error)
    assert told in words
    assert str(path) in words
    if what == "unknown_field":
        assert all(each in words for each in FIELDS)


@pytest.mark.usefixtures("without_child")
def test_a_wrong_field_in_a_header_is_named(tmp_path: Path) -> None:
    """Headers and footers are looked at like the text."""
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "{{ brnach }}"
    own.add_paragraph("{{p body }}")
    own.save(str(tmp_path / "own.docx"))
    assert refusal(tmp_path / "own.docx").data["field"] == "brnach"


@pytest.mark.usefixtures("without_child")
def test_a_template_without_a_place_for_the_text_is_refused(tmp_path: Path) -> None:
    """A template that would give an empty paper is told what it lacks."""
    error = refusal(template(tmp_path / "own.docx", body="{{ title }}"))
    assert error.what == "no_body"
    assert "{{p body }}" in sentence(error)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18), b"PK\x03\x04junk"])
@pytest.mark.usefixtures("without_child")
def test_a_file_that_is_no_document_is_no_template(tmp_path: Path, content: bytes) -> None:
    """An empty file, a text, an empty and a broken archive are refused as templates."""
    path = tmp_path / "own.docx"
    path.write_bytes(content)
    assert refusal(path).what == "bad_template"


def test_what_cannot_be_read_is_no_template(tmp_path: Path) -> None:
    """A missing file, a folder and a device are refused before anything is read."""
    for path in (tmp_path / "none.docx", tmp_path, Path("/dev/zero")):
        assert refusal(path).what == "no_template"


@pytest.mark.parametrize(
    "line",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ 'x' * 10 ** 12 }}",
        "{{ 9 ** (9 ** 9) }}",
        "{% for a in range(9999) %}{{ 'x' * 10 ** 6 }}{% endfor %}",
    ],
)
def test_a_template_made_to_exhaust_is_given_up(
    tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a template asks for, its child ends by time or memory, and it is told."""
    monkeypatch.setattr(templates, "PATIENCE", 1)
    assert refusal(template(tmp_path / "own.docx", line)).what == "template_too_much"


def test_parts_that_unfold_too_far_are_not_unfolded(tmp_path: Path) -> None:
    """A small archive of parts that fill the memory is refused by what it says of their size."""
    path = template(tmp_path / "own.docx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/bomb.bin", b"")
        packed.getinfo("word/media/bomb.bin").file_size = 201 << 20  # what it says, and no more
    assert refusal(path).what == "template_too_much"


def test_an_entity_that_multiplies_is_harmless(tmp_path: Path) -> None:
    """A document type that would unfold into gigabytes is no template, and is told at once."""
    path = template(tmp_path / "own.docx", "hello")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{bomb}]><w:document '
    repacked(path, "word/document.xml", "<w:document ", doctype)
    repacked(path, "word/document.xml", "hello", "&a11;")
    assert refusal(path).what == "bad_template"


def test_without_an_interpreter_it_is_filled_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no child can be started, the template is filled all the same, and refused alike."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert filled(template(tmp_path / "own.docx", "{{ title }}")).paragraphs[0].text == "Paper"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert refusal(template(tmp_path / "own.docx", "{{ titel }}")).what == "unknown_field"


def telling(path: Path) -> Path:
    """A template that tells in every corner who made it: properties, paths, authors."""
    own = docx.Document()
    own.add_paragraph("{{p body }}")
    for name in ("author", "category", "comments", "content_status", "identifier", "keywords",
                 "language", "last_modified_by", "subject", "title", "version"):  # fmt: skip
        setattr(own.core_properties, name, "陈桂生")
    own.save(str(path))
    wordprocessing = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    attached = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="file:///C:/陈桂生/a.dotx" TargetMode="External"/>'
        "</Relationships>"
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Owner"><vt:lpwstr>陈桂生'
        "</vt:lpwstr></property></Properties>"
    )
    repacked(path, "docProps/app.xml", "<Company/>", "<Company>陈桂生</Company>")
    repacked(path, "customXml/item1.xml", "/>", '><Manager xmlns="">陈桂生</Manager></b:Sources>')
    repacked(path, "_rels/.rels", "</Relationships>",
             '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
             'relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>')  # fmt: skip
    repacked(path, "[Content_Types].xml", "</Types>",
             '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
             'officedocument.custom-properties+xml"/></Types>')  # fmt: skip
    repacked(path, "word/settings.xml", "<w:zoom",
             f'<w:attachedTemplate xmlns:w="{wordprocessing}" r:id="rId1"/><w:zoom')  # fmt: skip
    repacked(path, "word/document.xml", "<w:sectPr",
             '<w:p><w:ins w:id="1" w:author="陈桂生"><w:r><w:t>x</w:t></w:r></w:ins></w:p><w:sectPr')  # fmt: skip
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("docProps/custom.xml", custom)
        packed.writestr("word/_rels/settings.xml.rels", attached)
    return path


@pytest.mark.parametrize("outside", [True, False])
@pytest.mark.usefixtures("without_child")
def test_a_template_does_not_tell_others_who_made_it(tmp_path: Path, *, outside: bool) -> None:
    """In papers for others no property, path or author of the template is left; the branch keeps its own."""
    path = telling(tmp_path / "own.docx")
    data = render(OUTLINE, IMPRINT._replace(outside=outside), path)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        told = {each for each in packed.namelist() if "陈桂生".encode() in packed.read(each)}
        assert packed.testzip() is None
        settings = packed.read("word/settings.xml")
    assert bool(told) is not outside
    assert (b"attachedTemplate" in settings) is not outside, "it would lead to what is not there"
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.author == "崔寨子支部"
    assert document.core_properties.title == "Paper"
    assert "1. Water" in {each.text for each in document.paragraphs}


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("经办：陈桂生", ("above", "public")),
        ("送 柳河村东头3号", ("above", "public")),
        ("电话 13800000001", ("above", "public")),
        ("值班电话 13911112222", ()),
        ("书记 李霞平", ("public",)),
        ("送县委办公室", ()),
    ],
)
@pytest.mark.usefixtures("without_child")
def test_a_template_for_others_names_nobody_of_the_book(
    tmp_path: Path, words: str, refused: tuple[str, ...]
) -> None:
    """What stands in it before anything is filled in is looked through as well, and told."""
    people = Named(
        people=("陈桂生",), members=("李霞平",), phones=("13800000001",),
        addresses=("柳河村东头3号",),
    )  # fmt: skip
    found = meeting(Shelf(()), TODAY, TODAY, TODAY, DEFAULT_HABITS)._replace(named=people)
    own = template(tmp_path / "own.docx")
    letterhead = docx.Document(str(own))
    paragraph = letterhead.sections[0].header.paragraphs[0]
    for sign in words:  # as Word cuts a line that was worked on
        paragraph.add_run(sign)
    letterhead.save(str(own))
    for audience in ("branch", "above", "public"):
        if audience not in refused:
            assert written(found, audience, own)
            continue
        with pytest.raises(PaperError) as told:
            written(found, audience, own)
        assert told.value.what == "names_somebody"
        assert words in sentence(told.value)


def written(found: Meeting, audience: str, own: Path) -> bytes:
    return paper_bytes(
        found, fmt="docx", audience=audience, branch="", author="", path=own, template=own
    )


@pytest.mark.usefixtures("without_child")
def test_words_of_pictures_and_links_are_a_templates_own(tmp_path: Path) -> None:
    """What stands beside the text in a file is read with it."""
    own = template(tmp_path / "own.docx", "见附图")
    old, new = "<w:t>见附图</w:t>", '<w:t title="陈桂生家门前">见附图</w:t>'
    assert "陈桂生家门前" in templates.words(repacked(own, "word/document.xml", old, new))

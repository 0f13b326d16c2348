"""The styles of a branch's template, as the text asks for them: by their names, which all share.

A style's id differs from one language of Word to another, where its name does not. What a template
lacks of ours comes along, so that tables have their lines.
"""

from __future__ import annotations

import copy
import re
from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import qn

_ASKED: Final = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]+)(")')


def with_its_styles(body: str, styles: Any, ours: str) -> str:
    """The text, asking for the styles by the template's ids.

    Args:
        body: the text, asking by our ids.
        styles: the template's styles; what they lack is added to them.
        ours: the styles of our own layout, as XML.
    """
    theirs = {_name(each): each.get(qn("w:styleId")) for each in _all(styles)}
    own = {each.get(qn("w:styleId")): each for each in _all(parse_xml(ours.encode()))}
    ids: dict[str, str] = {}
    for asked in sorted({match[2] for match in _ASKED.finditer(body)}):
        _lend(asked, own, theirs, ids, styles)
    return _ASKED.sub(lambda match: match[1] + ids.get(match[2], match[2]) + match[3], body)


def _lend(
    asked: str, own: dict[str, Any], theirs: dict[str, str], ids: dict[str, str], styles: Any
) -> None:
    """Find the template's style of that name, or lend it ours with those it is based on."""
    if asked in ids or asked not in own:
        return
    style = own[asked]
    if found := theirs.get(_name(style)):
        ids[asked] = found
        return
    taken = set(theirs.values())
    ids[asked] = asked if asked not in taken else f"Paper{asked}"
    lent = copy.deepcopy(style)
    lent.set(qn("w:styleId"), ids[asked])
    for tag in ("w:basedOn", "w:next"):
        for points in lent.findall(qn(tag)):
            _lend(points.get(qn("w:val")), own, theirs, ids, styles)
            points.set(qn("w:val"), ids.get(points.get(qn("w:val")), points.get(qn("w:val"))))
    styles.append(lent)
    theirs[_name(style)] = ids[asked]


def _all(styles: Any) -> list[Any]:
    return [each for each in styles.findall(qn("w:style")) if each.find(qn("w:name")) is not None]


def _name(style: Any) -> str:
    """A style's name with its kind; Word minds no capitals in it."""
    return f"{style.get(qn('w:type'))} {style.find(qn('w:name')).get(qn('w:val'))}".casefold()

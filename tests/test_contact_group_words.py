"""What a contact group is called, however its name was typed."""

from __future__ import annotations

import pytest

from fieldbook.i18n import use_language
from fieldbook.units import contact_group_text


@pytest.mark.parametrize(
    ("lang", "name", "text"),
    [
        ("zh", "1", "第1联系组"), ("zh", "三", "第三联系组"), ("zh", "第1联系组", "第1联系组"),
        ("zh", "支委", "支委联系组"), ("zh", "一组", "一组"), ("zh", "", "没有编入联系组"),
        ("en", "1", "contact group 1"), ("en", "North", "contact group North"),
        ("en", "Group 2", "Group 2"), ("en", "", "in no contact group"),
    ],
)  # fmt: skip
def test_a_contact_group_is_called_so_once(lang: str, name: str, text: str) -> None:
    """A number gets its words; who typed them gets no others beside them."""
    use_language(lang)
    assert contact_group_text(name) == text

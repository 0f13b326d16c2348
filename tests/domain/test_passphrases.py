"""How good a passphrase is."""

from __future__ import annotations

import pytest

from fieldbook.domain.passphrases import quality


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "1",
        "12345678",
        "13900001234",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "qwertyuiop",
        "Secret1",
        "老井",
    ],
)
def test_what_is_guessed_soon_is_weak(passphrase: str) -> None:
    """What is short, repeats, counts on or follows the keyboard is weak, however long."""
    assert quality(passphrase) == "weak"


@pytest.mark.parametrize(
    "passphrase", ["correct horse battery staple", "南坡地先浇一遍再下种", "kV7!pQ2x#mR9d"]
)
def test_several_words_are_good(passphrase: str) -> None:
    """Words, Chinese ones too, and a random row of signs are good."""
    assert quality(passphrase) == "good"


def test_a_word_more_never_makes_it_worse() -> None:
    """What is typed behind a passphrase makes it no weaker."""
    order = ("weak", "fair", "good")
    text = "water flows south past old barley fields"
    found = [order.index(quality(text[:end])) for end in range(len(text) + 1)]
    assert found == sorted(found)
    assert set(found) == {0, 1, 2}


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("kmqxwbtzfj", "weak"),
        ("k7m2q9x4w1", "fair"),
        ("k!m#q%x&w", "fair"),
        ("㐀㐆㐌㐖㐜㐩㐫", "good"),
    ],
)
def test_a_random_row_is_worth_more_than_a_word(passphrase: str, said: str) -> None:
    """Ten letters may be a word; with digits or signs among them they are none; rare signs are signs."""
    assert quality(passphrase) == said

"""Somebody is found however they are written, and nobody else is."""

import pytest

from tracker.privacy.spellings import Spellings

pytestmark = pytest.mark.one_database

SPELLINGS = Spellings(
    ["René Müller-Østby", "Müller-Østby"], ["rene@post.example"], ["+32 2 209 92 11"],
    label="erased person 3", address="erased-3@erased.invalid",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("René Müller-Østby came.", "erased person 3 came."),
        ("RENE MULLER-OSTBY", "erased person 3"),
        ("by Rene\u0301 Mu\u0308ller\u2011Østby\u0301, today", "by erased person 3, today"),
        ("rené\n müller-østby", "erased person 3"),
        ("Mr Müller-Østby’s", "Mr erased person 3’s"),
        ("<Rene@Post.Example>", "<erased-3@erased.invalid>"),
        ("call +32 (2) 209.92.11 or 3222099211", "call erased person 3 or erased person 3"),
        ("René came with Müller", "René came with Müller"),
        ("Müller-Østbyson, xrene@post.example, 1322209921145", "Müller-Østbyson, xrene@post.example, 1322209921145"),
        ("", ""),
    ],
)
def test_what_stands_in_their_place(text: str, anew: str) -> None:
    assert SPELLINGS.replaced(text) == anew


def test_an_archived_text_keeps_its_length() -> None:
    assert SPELLINGS.blackened("To René Müller-Østby.") == "To █████████████████."


def test_a_value_of_json_keeps_its_form() -> None:
    value = {"René Müller-Østby": ["rene müller-østby", 3, None, {"a": "b"}]}
    assert SPELLINGS.anew(value, SPELLINGS.replaced) == {"erased person 3": ["erased person 3", 3, None, {"a": "b"}]}


def test_whoever_has_no_name_is_nowhere() -> None:
    assert not Spellings([], [" "], ["12"], label="", address="").is_in("12 ")

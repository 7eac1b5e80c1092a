"""The encoding of a text, by what its letters tell."""

from io import BytesIO

import pytest

from tracker.imports.reading.encodings import ALPHABETS, CHOICES, MARKS, Encoding, encoding_of

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Procès-verbal de la réunion à Évry"),
        ("cp1252", "Größe der Straße; cœur; señor"),
        ("cp1252", "Bring £5 and €5 – it’s enough"),
        ("cp1250", "Spotkanie w Łomży i Świdnicy\nSchůzka s předsedou"),
        ("cp1250", "Őszi ülés"),
        ("cp1251", "Встреча с делегацией"),
        ("cp1253", "Συνάντηση στην Αθήνα"),
        ("cp1254", "Ağustos görüşmesi için yazı"),
        ("cp1257", "Sēde Jūrmalā, šķērsiela"),
        ("mac_roman", "Procès-verbal de la réunion à Évry"),
        ("utf-16-le", "Встреча с делегацией\nОтвет"),
        ("utf-16-be", "Réunion\nNote"),
        ("utf-8", "Встреча – réunion"),
    ],
)
def test_it_is_that_in_which_a_language_explains_the_letters(encoding: str, words: str) -> None:
    found = encoding_of(BytesIO(f"Title;Due\n{words};9.10.2031\n".encode(encoding)))
    assert (found.name if found else None) == encoding


@pytest.mark.parametrize("letters", [b"x\x81y", b"A\x81\x8dB"])
def test_letters_that_no_encoding_has_are_read_by_none(letters: bytes) -> None:
    assert encoding_of(BytesIO(b"Title;Due\n" + letters + b";9.10.2031\n")) is None


def test_a_mark_says_it_and_whatever_is_found_can_be_chosen() -> None:
    found = [encoding_of(BytesIO("Réunion".encode(name))) for name in ("utf-8-sig", "utf-16")]
    assert found == [Encoding("utf-8", "marked"), Encoding("utf-16-le", "marked")]
    assert {*ALPHABETS, *MARKS.values()} == CHOICES.keys()

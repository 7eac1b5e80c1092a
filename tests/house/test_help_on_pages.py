"""A page explains itself in at most three sentences: the guide, one click away, says the rest."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.house.drawings import FOLDER, HEAD

pytestmark = pytest.mark.one_database

MOST = 3
CATALOGUE = settings.ROOT / "locale/fr/LC_MESSAGES/django.po"
# What templates say, and the report beside its figures. What a field asks for belongs to the field.
PROSE = ("templates/", "tracker/reports/sentences.py")
# Drawn as well, and no pages, or several in one; and forms, whose help is that of their fields.
NO_PAGES = (
    *("admin_deeds", "asked", "at_work", "bare", "deeds", "entrance", "file_", "form_", "lists_", "names", "persons"),
    *("refusals", "second", "seldom", "tags", "wrong", "by_template"),
    # In states in which several things are told at once.
    *("crowded_cut", "of_meetings", "outside", "rare", "states"),
)
# Whoever comes by a link has no guide beside it, and is told whose the page is.
BY_LINK = ("told: circulation:by_link", "told: partner_links:by_link")
# Said of a row or of a figure, not of the page.
OF_ROWS = {
    "No reason was given.",
    "%(number)s imported follow-up is left out of what came in: nobody said when it was agreed.",
    "%(number)s imported follow-up is left out of what finished: nobody said when it ended.",
}
FILLED_IN = re.compile(r"%\(\w+\)[sd]|%%")
END = re.compile(r"\.(?=\s|$)")
FEWEST_WORDS = 4


def sentences() -> dict[str, list[str]]:
    """What is prose of pages, with its pieces between what is filled in."""
    found = {}
    for entry in polib.pofile(str(CATALOGUE)):
        is_prose = any(place.startswith(PROSE) for place, _line in entry.occurrences)
        if is_prose and entry.msgid.endswith(".") and len(entry.msgid.split()) >= FEWEST_WORDS:
            pieces = [" ".join(piece.split()) for piece in FILLED_IN.split(entry.msgid)]
            found[entry.msgid] = [piece for piece in pieces if len(piece) > 1]
    return {words: pieces for words, pieces in found.items() if words not in OF_ROWS}


def pages() -> dict[str, str]:
    """What each drawn page says, by its file and its name there."""
    found: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.txt")):
        if not file.stem.startswith(NO_PAGES):
            found |= {f"{file.stem}: {name}": said for name, said in _pages_in(file)}
    return found


def _pages_in(file: Path) -> list[tuple[str, str]]:
    first, *others = re.split(rf"^{HEAD}", file.read_text(), flags=re.MULTILINE)
    named = [other.split("\n", 1) for other in others]
    return [("", " ".join(first.split())), *((name, " ".join(said.split())) for name, said in named)]


def test_a_page_explains_itself_in_at_most_three_sentences() -> None:
    prose = sentences()
    wordy = {}
    for page, said in pages().items():
        told = [words for words, pieces in prose.items() if all(piece in said for piece in pieces)]
        if page not in BY_LINK and sum(len(END.findall(words)) for words in told) > MOST:
            wordy[page] = told
    assert wordy == {}

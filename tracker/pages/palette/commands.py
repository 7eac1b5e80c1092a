"""What somebody asks to be done, in words: "move F-2026-031 to done", "assign to Jean", "due in two weeks"."""

import re
from dataclasses import dataclass

from tracker.follow_ups.models.reference import WRITTEN, read_reference
from tracker.kit.text import fold

# By deed the words that ask for it, in the languages of the house.
ASKING = {
    "move": "move set status mark passer mettre statut marquer deplacer",
    "owner": "assign give owner attribuer confier donner responsable",
    "due": "due deadline echeance",
    "snooze": "snooze hide veille",
    "priority": "priority priorite",
}
DEEDS = {word: deed for deed, words in ASKING.items() for word in words.split()}
# So many letters of such a word are enough.
BEGUN = 3
# What leads to the rest says nothing by itself.
_LEADING = "to as at for on until by date the a au aux en pour le la les de du jusqu comme"
LEADING = frozenset(_LEADING.split())
REFERENCE = re.compile(rf"(?<!\w){WRITTEN.pattern}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Command:
    """`deed` is empty where only a follow-up was named; `rest` is what is to become of it."""

    deed: str
    reference: str
    rest: str


def read_command(typed: str) -> Command:
    """Nothing of it must be there: what is not said is empty."""
    named = REFERENCE.search(typed)
    reference = read_reference(named[0]) if named else ""
    words = (typed[: named.start()] + " " + typed[named.end() :] if named else typed).split()
    deed = _deed(words[0]) if words else ""
    return Command(deed, reference, " ".join(_without_leading(words[1:] if deed else words)))


def _deed(word: str) -> str:
    begun = fold(word)
    if begun in DEEDS:
        return DEEDS[begun]
    return next((deed for known, deed in DEEDS.items() if len(begun) >= BEGUN and known.startswith(begun)), "")


def _without_leading(words: list[str]) -> list[str]:
    at = next((at for at, word in enumerate(words) if fold(word).split("'")[0] not in LEADING), len(words))
    return words[at:]

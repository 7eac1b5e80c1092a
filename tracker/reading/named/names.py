"""What a person's name looks like."""

from tracker.reading.grammar import Grammar
from tracker.reading.spans import spaced

_CAP = r"(?:[A-ZÉÈÀÂÇÎÔÖÜÁÓŠŽĆ][\w'-]*[\w]|[A-Z]\b\.?)"
_LINK = r"(?:de|van|von|der|den|del|della|da|dos|bin|al|el|la|le|du|des|ter|ten|Al-?)"
NAME = spaced(rf"{_CAP}(?: (?:{_LINK} ){{0,2}}{_CAP}){{0,3}}")
FULL = rf"{_CAP}(?: (?:{_LINK} ){{0,2}}{_CAP}){{1,3}}(?![\w])"


def is_body(name: str, grammar: Grammar) -> bool:
    """Or the name of a post."""
    words = {word.lower().strip(".") for word in name.split()}
    return bool(words & (grammar.words["body_words"] | grammar.words["roles"] | grammar.words["no_person"]))

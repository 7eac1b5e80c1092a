"""What words suggest of the follow-up that comes from them: guesses that the form starts with, never more.

No guess is better than a wrong one: other, agreed and unconditional is what is said when the words say nothing.
"""

import re
from collections.abc import Iterable, Mapping

from tracker.follow_ups.choices import Kind, Strength
from tracker.follow_ups.suggestions.cue_words import CONDITIONS, INVITES, KINDS, STRENGTHS, TITLES, UNKNOWN, Cues
from tracker.kit.text import fold

Patterns = Mapping[str, re.Pattern[str]]

# Folded it would be the verb: "on 25 May" says nothing of doubt.
_MONTH = re.compile(r"\bMay\b")


def _pattern(cues: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(cues)})(?!\w)")


def _patterns(table: Mapping[str, Cues]) -> Mapping[str, Patterns]:
    """By language; each knows what is written alike in both, too."""
    alike = table[UNKNOWN]
    return {
        language: {each: _pattern((*cues, *alike.get(each, ()))) for each, cues in by_cue.items()}
        for language, by_cue in table.items()
    }


_KINDS, _STRENGTHS, _TITLES = _patterns(KINDS), _patterns(STRENGTHS), _patterns(TITLES)
_CONDITIONS, _INVITES = (
    {language: _pattern(cues) for language, cues in table.items() if cues} for table in (CONDITIONS, INVITES)
)


def suggest_kind(words: str, language: str = UNKNOWN) -> Kind:
    """By how the words begin, then by all of them."""
    first = _first(_TITLES, words, language, begins=True)
    return Kind(first or _first(_KINDS, words, language) or Kind.OTHER)


def suggest_kind_of_title(title: str, language: str) -> Kind:
    """In that language, then in another, as people write in both."""
    kinds = (suggest_kind(title, each) for each in (language, *KINDS))
    return next((kind for kind in kinds if kind != Kind.OTHER), Kind.OTHER)


def suggest_strength(words: str, language: str = UNKNOWN) -> Strength:
    """An invitation is offered, unless it is less."""
    said = _first(_STRENGTHS, words, language)
    return Strength(said or (Strength.OFFERED if _holds(_INVITES, words, language) else Strength.AGREED))


def suggest_conditional(words: str, language: str = UNKNOWN) -> bool:
    """Whether it waits for resources."""
    return _holds(_CONDITIONS, words, language)


def _holds(patterns: Patterns, words: str, language: str) -> bool:
    pattern = patterns.get(language)
    return bool(pattern and pattern.search(fold(words)))


def _first(patterns: Mapping[str, Patterns], words: str, language: str, *, begins: bool = False) -> str | None:
    folded = fold(_MONTH.sub(" ", words)).strip()
    known = patterns.get(language, {}).items()
    return next((each for each, cue in known if (cue.match if begins else cue.search)(folded)), None)

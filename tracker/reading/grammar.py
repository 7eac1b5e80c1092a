"""A language's words, from its file: phrases that are cues, titles that mean something, words that fields know."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tracker.reading.phrases import Beginning, Phrases, phrases_of

LANGUAGES = Path(__file__).parent / "languages"
# A language is told by so many letters; by so many of its commonest words, and so many times those of any other.
_LOOKED_AT, _FEWEST, _TIMES = 5_000, 5, 3
_NOT_TITLE = re.compile(r"[^\w&/' -]+")
_TAG = re.compile(r"<[^<>]{1,200}>|\]\([^()\s]{1,200}\)")
# Of men and women at once: "Présent.e.s", "Présent·e·s", "Excusé(e)s", "Présent-e-s".
_OF_BOTH = re.compile(r"(?<=\w)[.·•‧(/-]e[.·•‧)/-]?(s?)\)?(?!\w)")


class NoGrammarError(LookupError):
    """The language has no file of words yet."""


@dataclass(frozen=True)
class Grammar:
    """What a language's file holds, ready to search with."""

    language: str
    cues: dict[str, Phrases]
    titles: dict[str, str]
    columns: dict[str, str]
    kinds: dict[str, dict[str, float]]
    mandates: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]] = field(repr=False)
    ordered: dict[str, list[str]] = field(repr=False)
    now: frozenset[str] = field(repr=False)
    firsts: dict[str, list[tuple[str, Beginning]]] = field(repr=False)

    def is_verb(self, word: str) -> bool:
        """Whether it may be a verb as dictionaries write it."""
        word = word.rpartition("'")[2]
        if word in self.words["verb"]:
            return True
        return self._ends(word, "infinitive")

    def may_do(self, word: str) -> bool:
        """Whether it is one after a name and "to"."""
        return self.is_verb(word) or word in self.words["verb_or_noun"]

    def is_future(self, word: str) -> bool:
        return self._ends(word, "future") or word.rpartition("'")[2] in self.words["short_future"]

    def is_done_now(self, word: str) -> bool:
        """Whether it says what somebody does, of the tasks that lists of decisions tell so: "Anna rédige la lettre"."""
        return word in self.now

    @property
    def has_infinitives(self) -> bool:
        return "infinitive" in self.words

    def _ends(self, word: str, kind: str) -> bool:
        endings = tuple(self.words.get(kind, ()))
        return bool(endings) and len(word) > 4 and word.endswith(endings) and word not in self.words[f"not_{kind}"]

    def kind_of_mandate(self, name: str) -> str:
        """By the last of its words that tells: an agreement on a plan is a plan. What no word tells is a decision."""
        told = [kind for word in name.lower().split() for kind, words in self.mandates.items() if word in words]
        return told[-1] if told else "decision"

    def section(self, title: str) -> str:
        """What a heading means, or "" for nothing known."""
        plain = _OF_BOTH.sub(r"\1", _TAG.sub(" ", title.lower()).replace("’", "'"))
        words = _NOT_TITLE.sub(" ", plain).split()
        while words and (words[0].isdigit() or len(words[0]) == 1 or words[0] in self.words["before_title"]):
            words = words[1:]
        return self.titles.get(" ".join(words), "") or self._told_by_a_word(words)

    def _told_by_a_word(self, words: list[str]) -> str:
        """Who was there, or that a meeting comes, one word of a short title tells, and two. What is to do none tells:
        "items for action" is an agenda.
        """
        if len(words) > 6:
            return ""
        found = set(words)
        if found & self.words["in_next"] and found & self.words["in_meeting"]:
            return "next_meeting"
        return next((meaning for meaning in ("absent", "people") if self.words[f"in_{meaning}"] & found), "")


@cache
def grammar_of(language: str) -> Grammar:
    """Raises NoGrammarError."""
    path = LANGUAGES / f"{language.partition('-')[0].lower()}.toml"
    if not path.is_file():
        raise NoGrammarError(language)
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    words = {name: frozenset(text.split()) for name, text in data["words"].items()}
    cues = {name: phrases_of(lines, words) for name, lines in data["cues"].items()}
    return Grammar(
        language=path.stem,
        cues=cues,
        titles={title: meaning for meaning, titles in data["titles"].items() for title in _lines(titles)},
        columns={title: meaning for meaning, titles in data["columns"].items() for title in _lines(titles)},
        kinds={kind: _inflected(_weighed(text), "infinitive" in words) for kind, text in data["kinds"].items()},
        mandates={kind: frozenset(text.split()) for kind, text in data["mandates"].items()},
        words=words,
        ordered={name: text.split() for name, text in data["ordered"].items()},
        now=_present(words),
        firsts=_firsts(cues),
    )


def languages() -> list[str]:
    return sorted(path.stem for path in LANGUAGES.glob("*.toml"))


def language_of(text: str) -> str:
    """Which of these languages the text is written in; "" where its commonest words do not tell."""
    said = Counter(re.findall(r"[^\W\d_]+", text[:_LOOKED_AT].lower()))
    found = {each: sum(said[word] for word in grammar_of(each).words["common"]) for each in languages()}
    first, *others = sorted(found, key=lambda each: -found[each])
    is_plain = found[first] >= max(_FEWEST, _TIMES * max(found[each] for each in others))
    return first if is_plain else ""


def _firsts(cues: dict[str, Phrases]) -> dict[str, list[tuple[str, Beginning]]]:
    """By their first words, the phrases of all cues but the marks, which stand only at the beginning."""
    firsts: dict[str, list[tuple[str, Beginning]]] = {}
    for name, phrases in cues.items():
        for word, pattern in phrases.by_first.items() if name != "mark" else ():
            firsts.setdefault(word, []).append((name, pattern))
    return firsts


def _present(words: dict[str, frozenset[str]]) -> frozenset[str]:
    """What he and they do, of verbs whose own form says so, without those that only tell what was said."""
    stems = [verb[:-2] for verb in words["verb"] if verb.endswith("er")] if "now" in words else []
    told = {stem + end for stem in stems for end in ("e", "ent")}
    return frozenset(told | words.get("now", frozenset())) - words.get("not_now", frozenset())


def _weighed(text: str) -> dict[str, float]:
    """ "meet call:0.5": a word counts for 1 where it says nothing else."""
    pairs = (word.partition(":") for word in text.split())
    return {word: float(weight or 1) for word, _, weight in pairs}


def _inflected(weights: dict[str, float], has_infinitives: bool) -> dict[str, float]:
    """With what he does, will do or has done, of verbs whose own form says so: "relancer", "relancera", "relancée"."""
    ends = {
        "er": ("e", "ent", "era", "eront", "ons", "é", "ée", "és", "ées"),
        "re": ("ra", "ront"),
        "ir": ("ira", "iront"),
    }
    forms = {
        word[:-2] + end: weight
        for word, weight in weights.items()
        if has_infinitives and len(word) > 4
        for end in ends.get(word[-2:], ())
    }
    return {**forms, **weights}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

"""Whom words mention: "@" and a name, or the e-mail of an account, as it was typed or taken from what was offered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.directory.models import Person, PersonQuerySet
from tracker.kit.names.find_by_name import called
from tracker.kit.text import fold

# An e-mail holds the sign, too: no letter stands before that of a mention.
SIGN = re.compile(r"(?<![\w.@])@(?=\w)")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORD = re.compile(r"[\w'’.-]*[\w]")
LONGEST_NAME, MOST_MENTIONS, MOST_READ = 6, 20, 50


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person with an account, and the words that name them."""

    words: str
    person: Person

    @property
    def user(self) -> User:
        assert self.person.account
        return self.person.account


def with_account(people: Any) -> PersonQuerySet:
    """Those who can be told of it: they may sign in."""
    found: PersonQuerySet = people.filter(account__is_active=True).select_related("account")
    return found


def mentioned_in(text: str, people: Any) -> list[Mentioned]:
    """Each of `people` once. A name that several have names nobody, and stays words."""
    return [*{one.person.pk: one for one in reversed(_read(text, people)) if isinstance(one, Mentioned)}.values()][::-1]


def naming_nobody(text: str, people: Any) -> list[str]:
    """The word after each sign by which none of `people` is told, or of several nobody knows which."""
    return [one for one in dict.fromkeys(_read(text, people)) if isinstance(one, str)]


def _read(text: str, people: Any) -> list[Mentioned | str]:
    """Whom each sign names, or else the word that stands there."""
    rests = [text[sign.end() :].partition("\n")[0] for sign in SIGN.finditer(text)][:MOST_MENTIONS]
    return [_named(rest, with_account(people)) or next(reversed([*_beginnings(rest)]), "") for rest in rests]


def _named(text: str, people: PersonQuerySet) -> Mentioned | None:
    """The person whose e-mail, or the longest whose name, `text` begins with; or the only one who is called so."""
    if mail := E_MAIL.match(text):
        person = people.filter(account__email__iexact=mail[0].rstrip(".")).first()
        return Mentioned(mail[0], person) if person else None
    beginnings = [*_beginnings(text)]
    if not beginnings:
        return None
    # All who could be meant are called by the first word.
    may = list(people.find(beginnings[-1])[: MOST_READ + 1])
    for words in beginnings:
        try:
            person = called(may, words)
        except ValidationError:
            return None
        if person:
            return Mentioned(words, person)
    first = fold(beginnings[-1])
    alone = [person for person in may if first in fold(person.name).split()]
    return Mentioned(beginnings[-1], alone[0]) if len(alone) == 1 and len(may) <= MOST_READ else None


def _beginnings(text: str) -> Iterator[str]:
    """What a name at the beginning of `text` may be: its first words, the most of them first."""
    ends, at = list[int](), 0
    while len(ends) < LONGEST_NAME and (word := WORD.match(text, at)):
        ends.append(word.end())
        at = word.end() + 1
        if text[word.end() : at] not in (" ", "\u00a0"):
            break
    yield from (text[:end] for end in reversed(ends))

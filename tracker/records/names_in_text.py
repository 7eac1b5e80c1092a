"""The people and organisations that a text names, of those whom its reader may know: nobody else is looked for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched, islice
from typing import Any

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.kit.text import fold, in_lines

# Who was there stands on the first pages; a name of more words is in no list of names.
MOST_LETTERS = 20_000
MOST_WORDS = 8
MOST_NAMED = 20
AT_ONCE = 400
_WORD = re.compile(r"[^\W_]+")
# Of organisations these stand between spaces, too: "Customs & Excise", "Trade, Industry and the Sea".
_WITHIN_NAME = re.compile(r"\s?[-‐‑–—'’.,&+/]?\s?")
_PARTICLES = "de|du|des|la|le|van|von|der|den|ten|di|da|dos|al|el|bin|ben"
_CAPITAL = r"(?![a-zà-ÿ\d_])\w[\w’'‐-]+"
_TITLE = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Mme|Mlle|M)\b"
# Of a list, each on a line: the next of it is no second word of a name.
_ADDRESSED = re.compile(rf"\b{_TITLE}\.?\s((?:(?:{_PARTICLES})\s|d['’])*{_CAPITAL})((?:\s(?!{_TITLE}){_CAPITAL})?)")


@dataclass(frozen=True, slots=True)
class Named:
    """In the order of the text. `posts` are those that the people hold or held."""

    people: list[Person]
    organisations: list[Organisation]
    posts: list[Appointment]

    def spoke_for(self, person: Person) -> Organisation | None:
        """The organisation of the text in which the person holds a post, or held one."""
        theirs = {post.organisation_id for post in self.posts if post.person_id == person.pk}
        return next((each for each in self.organisations if each.pk in theirs), None)

    @property
    def guests(self) -> list[Person]:
        """Those who hold no post with us."""
        ours = {post.person_id for post in self.posts if post.organisation.is_ours}
        return [person for person in self.people if person.pk not in ours]


def named_in_text(text: str, user: User) -> Named:
    """Whom the text calls by their whole name, or politely by a surname that one alone has; at most `MOST_NAMED`."""
    lines = in_lines(text[:MOST_LETTERS])
    phrases = dict(_phrases(lines.replace("\n", " ")))
    people = _people(lines, phrases, user)
    posts = Appointment.objects.visible_to(user).filter(person__in=people).select_related("organisation")
    return Named(people, _organisations(phrases, user), list(posts))


def _phrases(text: str) -> Iterator[tuple[str, int]]:
    """What could be a name, from one capital to another, and where it stands first, the last first."""
    found = list(_WORD.finditer(text))
    for at in reversed(range(len(found))):
        if found[at][0][0].islower():
            continue
        for last in range(at, min(at + MOST_WORDS, len(found))):
            if last > at and not _WITHIN_NAME.fullmatch(text, found[last - 1].end(), found[last].start()):
                break
            if not found[last][0][0].islower():
                yield text[found[at].start() : found[last].end()], found[at].start()


def _people(lines: str, phrases: dict[str, int], user: User) -> list[Person]:
    known = Person.objects.listed_for(user)
    places = {fold(phrase): place for phrase, place in phrases.items() if " " in phrase}
    found = _alone(_rows(known, "folded", places), lambda person: person.folded)
    at = {person: places[name] for name, person in found.items()}
    for surnames, place in _surnames(lines):
        if person := _called(known, surnames, at):
            at.setdefault(person, place)
    return sorted(at, key=at.__getitem__)[:MOST_NAMED]


def _organisations(phrases: dict[str, int], user: User) -> list[Organisation]:
    known = Organisation.objects.listed_for(user)
    short = {phrase: place for phrase, place in phrases.items() if " " not in phrase}
    by_name = _alone(_rows(known, "name", phrases), lambda each: each.name)
    by_short_name = _alone(_rows(known, "short_name", short), lambda each: each.short_name)
    at: dict[Organisation, int] = {}
    for name, each in [*by_name.items(), *by_short_name.items()]:
        at[each] = min(phrases[name], at.get(each, phrases[name]))
    return sorted(at, key=at.__getitem__)[:MOST_NAMED]


def _rows(known: Any, column: str, names: Iterable[str]) -> list[Any]:
    return [row for some in batched(names, AT_ONCE) for row in known.filter(**{f"{column}__in": some})]


def _alone(rows: Iterable[Any], name_of: Any) -> dict[str, Any]:
    """By its name each that no other has."""
    by_name: dict[str, list[Any]] = {}
    for row in rows:
        by_name.setdefault(name_of(row), []).append(row)
    return {name: same[0] for name, same in by_name.items() if len(same) == 1}


def _surnames(lines: str) -> Iterator[tuple[list[str], int]]:
    """Of "Mr. de Kerchove", folded, each once with its first place.

    A second word on the next line is the name's, or else begins what is said there: both are given, the longer first.
    """
    first: dict[str, tuple[list[str], int]] = {}
    for match in _ADDRESSED.finditer(lines):
        whole = [match[1] + match[2], *([match[1]] if match[2].startswith("\n") else [])]
        names = [fold(name.replace("\n", " ")).removesuffix("'s") for name in whole]
        first.setdefault(names[0], (names, match.start(1)))
    return islice(first.values(), MOST_NAMED)


def _called(known: Any, surnames: list[str], there: Iterable[Person]) -> Person | None:
    """By the first of the surnames that tells: somebody who is named already, or the only one who has it."""
    for surname in surnames:
        if person := next((each for each in there if _ends(each, surname)), None) or _only(known, surname):
            return person
    return None


def _ends(person: Person, surname: str) -> bool:
    return f" {person.folded}".endswith(f" {surname}")


def _only(known: Any, surname: str) -> Person | None:
    """The one of this surname; so many are looked at that others of it would be seen."""
    found: list[Person] = list(known.search(surname, names=True)[: AT_ONCE + 1])
    same = [person for person in found if _ends(person, surname)]
    return same[0] if len(same) == 1 and len(found) <= AT_ONCE else None

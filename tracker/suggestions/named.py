"""The partners and mandates that the words of suggestions name: those of the house, and names that it does not know."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import accumulate, batched
from operator import or_

from django.db.models import Q

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.kit.text import fold, on_one_line
from tracker.mandates.models import Mandate
from tracker.reading.known import known_in
from tracker.reading.results import Known, Reading
from tracker.reading.spans import plain
from tracker.records.names_in_text import MOST_LETTERS, Named, named_in_text

MOST_MENTIONS = 40
_CAPITAL = re.compile(r"(?<![\w-])(?=[^\W\da-zà-ÿ_])")
_NUMBER = re.compile(r"(?<!\d)\d{3,6}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AT_ONCE = 400
_APART = "\n0_0\n"


@dataclass(frozen=True, slots=True)
class NamedThere:
    """In the order of the words; `new_…` are names as the text writes them, that nobody of the house's has."""

    partners: list[Organisation] = field(default_factory=list)
    mandates: list[Mandate] = field(default_factory=list)
    new_partners: list[str] = field(default_factory=list)
    new_mandates: dict[str, str] = field(default_factory=dict)  # with the kind that each seems to be

    def partner(self, usual: Organisation | None) -> Organisation | None:
        """The meeting's own where it is named, or nobody else is."""
        return usual if usual in self.partners or not self.partners else self.partners[0]


def named_there(said: Sequence[str], reading: Reading, user: User) -> list[NamedThere]:
    """For each of the words in `said`. Looks for all at once, and only among what `user` may know."""
    organisations = {f"o{each.pk}": each for each in _organisations(said, user)}
    mandates, mentions = _mandates(said, reading, user)
    known = [
        *(Known(key, name) for key, each in organisations.items() for name in (each.name, each.short_name) if name),
        *(Known(key, name, "mandate") for name, key in mentions.items()),
    ]
    known += [Known("+body", one.name) for one in reading.bodies]
    known += [Known("+mandate", one.name, "mandate") for one in reading.mandates]
    kinds = {one.name: one.kind for one in reading.mandates}
    return [_there(found, organisations, mandates, kinds) for found in _by_words(said, known)]


def _by_words(said: Sequence[str], known: list[Known]) -> list[list[Known]]:
    """What each of the words name, each once. All are looked through in one go, apart by what nobody is called."""
    starts = list(accumulate((len(words) + len(_APART) for words in said), initial=0))
    found: list[dict[tuple[str, str], Known]] = [{} for _ in said]
    for one, span in known_in(plain(_APART.join(said)), known):
        found[bisect_right(starts, span.start) - 1].setdefault((one.key, one.name), one)
    return [list(each.values()) for each in found]


def _there(
    found: list[Known], organisations: dict[str, Organisation], mandates: dict[str, Mandate], kinds: dict[str, str]
) -> NamedThere:
    keys = list(dict.fromkeys(one.key for one in found))
    return NamedThere(
        partners=[each for key in keys if (each := organisations.get(key)) and not each.is_ours],
        mandates=[mandates[key] for key in keys if key in mandates],
        new_partners=[one.name for one in found if one.key == "+body"],
        new_mandates={one.name: kinds[one.name] for one in found if one.key == "+mandate"},
    )


def _organisations(said: Sequence[str], user: User) -> Iterable[Organisation]:
    """A long text is looked through in pieces."""
    found: dict[int, Organisation] = {}
    for text in _pieces(said):
        named: Named = named_in_text(text, user)
        found |= {each.pk: each for each in named.organisations}
    return found.values()


def _pieces(said: Iterable[str]) -> Iterator[str]:
    piece: list[str] = []
    size = 0
    for words in said:
        if piece and size + len(words) > MOST_LETTERS:
            yield "\n".join(piece)
            piece, size = [], 0
        piece.append(f"{on_one_line(words)}.")
        size += len(words) + 2
    if piece:
        yield "\n".join(piece)


def _mandates(said: Sequence[str], reading: Reading, user: User) -> tuple[dict[str, Mandate], dict[str, str]]:
    """By key; and by each name under which the text may call it, which key that is."""
    text = "\n".join(map(on_one_line, said))
    mentions = [one.name for one in reading.mandates if one.name in text][:MOST_MENTIONS]
    rows = _rows(mentions, user)
    names: dict[str, str] = {}
    for row in rows:
        names |= {name: f"m{row.pk}" for name in (row.title, row.symbol) if name}
    for mention in mentions:
        if (number := _number(mention)) and len(same := [row for row in rows if number in row.numbers]) == 1:
            names.setdefault(mention, f"m{same[0].pk}")
    return {f"m{row.pk}": row for row in rows}, names


def _rows(mentions: Iterable[str], user: User) -> list[Mandate]:
    """What is called like a part of what is mentioned, or has its number."""
    found: dict[int, Mandate] = {}
    known = Mandate.objects.visible_to(user)
    for some in batched(dict.fromkeys(part for one in mentions for part in _parts(one)), _AT_ONCE):
        called = Q(title__in=some) | Q(symbol__in=some) | Q(folded__in=[fold(each) for each in some])
        found |= {row.pk: row for row in known.filter(called)}
    if numbers := {number for one in mentions if (number := _number(one))}:
        numbered = reduce(or_, (Q(symbol__contains=number) for number in sorted(numbers)))
        found |= {row.pk: row for row in known.filter(numbered)[:_AT_ONCE]}
    return list(found.values())


def _parts(mention: str) -> Iterator[str]:
    """From each word with a capital to the end, and to each further such word: names stand in one another."""
    starts = [found.start() for found in _CAPITAL.finditer(mention)]
    ends = [*(len(mention[:start].rstrip()) for start in starts[1:]), len(mention)]
    return (mention[start:end] for start in starts for end in ends if end > start)


def _number(mention: str) -> str:
    """2347 of "Security Council Resolution 2347 (2017)"; of nothing but a year none."""
    return next((number for number in _NUMBER.findall(mention) if not _YEAR.fullmatch(number)), "")

"""Which row is meant by typed words: its name, its beginning, its number, "me"; or the name that is to be added."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.kit.text import fold

# So many rows are looked at; where there are more, nobody can say that just one begins so.
MOST_READ = 200
MOST_NAMED = 5
SHORTEST_BEGINNING = 2
# How people call themselves in the languages of the interface.
ME = {"me", "moi"}
# What stands behind a name and is none.
BEHIND_NAMES = {"jr", "sr", "phd", "ph.d", "md", "esq", "ii", "iii"}
# What stands between the names of several: "Weber, Anna; Jonas Meyer" is nobody the other way round.
BETWEEN_NAMES = re.compile(r"[;/&\n]|\s(and|et|und|y)\s", re.IGNORECASE)
# What one row is called, the most telling name first.
_NAMES = (lambda row: row.label, str, lambda row: getattr(row, "name", ""))


def row_meant(rows: Any, words: str, *, is_whole: bool, may_be_new: bool) -> Any:
    """The one of `rows` that is called so, or was; or that the words begin or number, unless they are a whole name.

    None without one. Raises ValidationError when several can be meant.
    """
    found = list(rows.find(words)[:MOST_READ]) if fold(words) else []
    row = called(found, words) or formerly_called(rows, words) or turned(found, words, is_whole=is_whole)
    if row is None and not is_whole:
        row = own_row(rows, words) or begun(found, words, may_be_new=may_be_new) or numbered(found, words)
    return row


def by_key(rows: Any, key: int) -> Any:
    """The row of this key, or what stands for it among rows that know of such."""
    return rows.by_key(key) if hasattr(rows, "by_key") else rows.filter(pk=key).first()


def called(rows: Sequence[Any], words: str) -> Any:
    """The one of `rows` that is called so, None without one. Raises ValidationError when several are."""
    for name in _NAMES:
        if one := _only([row for row in rows if fold(name(row)) == fold(words)], words):
            return one
    return None


def _only(rows: Sequence[Any], words: str) -> Any:
    if len(rows) > 1:
        sentence = _("Several are called “%(name)s”. Choose one from the list.")
        raise ValidationError(sentence, code="several", params={"name": words})
    return rows[0] if rows else None


def formerly_called(rows: Any, words: str) -> Any:
    """What stands now for one that was called so, among rows that know of such."""
    formerly: Callable[[str], Any] = getattr(rows, "formerly", lambda _words: None)
    return formerly(words)


def turned(rows: Sequence[Any], words: str, *, is_whole: bool = False) -> Any:
    """The one of `rows`, of people, who is called so the other way round: "Brennan, Aoife" or "BRENNAN Aoife".

    Words that are a whole name are turned only where a comma or capitals say that they begin with the last name.
    """
    names = {fold(" ".join(each)) for each in _turns(words, says_so=is_whole)}
    return _only([row for row in rows if getattr(row, "has_last_name", False) and fold(row.name) in names], words)


def _turns(words: str, *, says_so: bool) -> list[list[str]]:
    last, comma, first = words.partition(",")
    if comma:
        return [[*first.split(), *last.split()]]
    parts = words.split()
    capitals = len(list(takewhile(str.isupper, parts)))
    if 0 < capitals < len(parts):
        return [parts[capitals:] + parts[:capitals]]
    return [] if says_so else [parts[at:] + parts[:at] for at in range(1, len(parts))]


def first_name_first(words: str) -> str:
    """ "Brennan, Aoife" as she is called; words of which a comma parts something else, as they are."""
    last, comma, first = (part.strip() for part in words.partition(","))
    is_one = "," not in first and not BETWEEN_NAMES.search(words)
    is_turned = last and first and is_one and fold(first).strip(".") not in BEHIND_NAMES
    return " ".join(f"{first} {last}".split()) if comma and is_turned else words


def own_row(rows: Any, words: str) -> Any:
    """Whoever types "me", if they are among `rows`."""
    own = getattr(rows, "own", None)
    key = own() if own and fold(words) in ME else None
    return rows.filter(pk=key).first() if key else None


def begun(rows: Sequence[Any], words: str, *, may_be_new: bool) -> Any:
    """The only one of `rows` whose name begins so, None without one. Raises ValidationError when several do.

    Of a whole and its parts, which begin alike, the whole is meant. With `may_be_new` the words may be a name of their
    own just as well: then the person is asked.
    """
    wanted = fold(words)
    if len(wanted) < SHORTEST_BEGINNING:
        return None
    found = _wholes([row for row in rows if any(fold(name(row)).startswith(wanted) for name in _NAMES)])
    if not found or (len(found) == 1 and len(rows) < MOST_READ and not may_be_new):
        return found[0] if found else None
    sentence = _("Several begin with “%(name)s”: %(known)s. Type more of the name, or choose one from the list.")
    if len(found) == 1:
        sentence = _("“%(name)s” is how a known name begins: %(known)s. Type more of it, or say that it is new.")
    known = ", ".join(row.label for row in found[:MOST_NAMED]) + ("…" if len(found) > MOST_NAMED else "")
    raise ValidationError(sentence, code="begins", params={"name": words, "known": known})


def numbered(rows: Sequence[Any], words: str) -> Any:
    """The one of `rows` that has this number, of rows that have `numbers`: "2347" of "S/RES/2347 (2017)".

    None without one. Raises ValidationError when several have it.
    """
    if not words.isdecimal() or len(words) < SHORTEST_BEGINNING or len(rows) >= MOST_READ:
        return None
    return _only([row for row in rows if words in getattr(row, "numbers", ())], words)


def _wholes(rows: list[Any]) -> list[Any]:
    """Without the parts of what is there as a `whole`."""
    return [row for row in rows if (whole := getattr(row, "whole", None)) is None or whole not in rows]


def add_words(name: str) -> str:
    """What one chooses to put a new name into the directory."""
    return gettext("Add “%(name)s” to the directory") % {"name": name}


def new_name(words: str) -> str:
    """The name in what `add_words` says in some language; empty in other words."""
    spaced = " ".join(words.split())
    return next((match[1] for match in (each.fullmatch(spaced) for each in _additions()) if match), "")


@cache
def _additions() -> list[re.Pattern[str]]:
    said = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            before, after = " ".join(add_words("⟦⟧").split()).split("⟦⟧")
            said.append(re.compile(f"{re.escape(before.strip())} ?(.+?) ?{re.escape(after.strip())}"))
    return said

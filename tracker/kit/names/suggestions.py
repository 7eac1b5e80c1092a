"""What is offered under a field while a name is typed: rows with what tells them apart, "me", and the name as new."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tracker.kit.names.find_by_name import ME, add_words
from tracker.kit.text import fold

MOST_SUGGESTIONS = 12
# What a field asks of its suggestions, beside the words, when a name may be added.
ADDS = "adds"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`value` is what the field says once it is chosen; `about` stands beside it."""

    value: str
    about: str = ""
    adds: bool = False


def suggestions(
    request: HttpRequest,
    rows: Any,
    *,
    about: Callable[[list[Any]], Mapping[int, str]] = lambda _rows: {},
    usual: Callable[[], Any] = lambda: (),
) -> HttpResponse:
    """What is offered for the words typed so far, as options of a listbox; `usual()` before any are typed.

    `about` says by their keys what tells some rows from others. With `ADDS` asked for, the last option adds the name.
    """
    words = typed_words(request)
    own = _own_key(rows)
    found = list(rows.find(words)[:MOST_SUGGESTIONS]) if fold(words) else []
    found = _with_own(rows, own, words, found if words else list(usual()[:MOST_SUGGESTIONS]))[:MOST_SUGGESTIONS]
    said = {**about(found)}
    if own is not None and own in {row.pk for row in found}:
        said[own] = " · ".join(filter(None, [_("me"), said.get(own)]))
    offered = [Suggestion(row.label, said.get(row.pk, "")) for row in found]
    if ADDS in request.GET and words and not any(fold(words) in (fold(row.label), fold(str(row))) for row in found):
        offered.append(Suggestion(add_words(words), adds=True))
    return offer(offered)


def offer(offered: list[Suggestion]) -> HttpResponse:
    return HttpResponse(render_to_string("kit/suggestions.html", {"offered": offered}))


def typed_words(request: HttpRequest) -> str:
    """The field's own name is the last parameter's."""
    return str(next(reversed([*request.GET.values()]), ""))[:250].replace("\x00", "").strip()


def _own_key(rows: Any) -> int | None:
    """That of whoever is signed in, among rows that know of such."""
    own: Callable[[], int | None] = getattr(rows, "own", None) or (lambda: None)
    return own()


def _with_own(rows: Any, own: int | None, words: str, found: list[Any]) -> list[Any]:
    """Whoever types "me", or nothing yet, is offered themselves first."""
    if own is None or (words and fold(words) not in ME):
        return found
    return [*rows.filter(pk=own), *(row for row in found if row.pk != own)]

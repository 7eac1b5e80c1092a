"""A choice one click away above a list: the filters it puts on, with the count of what it shows."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from tracker.kit.paging import Count


@dataclass(frozen=True, slots=True)
class Choice:
    """Without a count there are too many to count them honestly."""

    label: str | Promise
    query: str
    count: Count | None
    is_on: bool


def is_asked(request: HttpRequest, query: str) -> bool:
    """Whether the address asks for just what `query` asks for, however it is sorted and paged."""
    asked = {name: value for name, value in request.GET.items() if value and name not in ("sort", "page")}
    return asked == QueryDict(query).dict()

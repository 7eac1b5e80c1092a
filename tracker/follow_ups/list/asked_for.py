"""What somebody asked to be changed of follow-ups: another date, or to drop them. Requests stand above: by relation."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.dates.as_said import said_of

# Of an open request, by the name under which a row of the list holds it.
READ = {
    "requested_kind": "kind", "requested_begins": "due_begins", "requested_on": "due_on",
    "requested_words": "due_words",
}  # fmt: skip


def _model() -> Any:
    return FollowUp._meta.get_field("change_requests").related_model


def _open(user: User) -> Any:
    return _model().objects.visible_to(user).open()


def is_requested(user: User) -> Q:
    return Q(pk__in=_open(user).values("follow_up"))


def requested(name: str, user: User) -> Subquery:
    """Of the rows of a list: what of the open request is called `name`."""
    return Subquery(_open(user).filter(follow_up=OuterRef("pk")).order_by().values(READ[name])[:1])


def mark_requested(follow_ups: Iterable[Any], user: User) -> None:
    """Let each know in `requested` what is asked for, in words. The rows are such as `user` sees."""
    rows = {each.pk: each for each in follow_ups}
    for key, said in requests_about(rows, user).items():
        rows[key].requested = said


def requests_about(keys: Collection[int], user: User) -> dict[int, str]:
    """What is asked for in words, by the keys of follow-ups that `user` sees."""
    if not keys:
        return {}
    found = _model().objects.open().filter(follow_up__in=keys).readable_by(user)
    return {request.follow_up_id: request.said for request in found}


def say_requested(follow_up: Any) -> str:
    return getattr(follow_up, "requested", "")


def said_of_request(kind: str | None, first: date | None, last: date | None, words: str | None) -> str:
    """The same, of the columns of a request."""
    if not kind:
        return ""
    said: str = _model().say(kind, said_of(first, last, words or ""))
    return said

"""What must be true once all have pressed: nothing that was acknowledged is lost, nothing is there twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NamedTuple

from django.db.models import Model, Sum

from proof.browser import Answer
from proof.bursts.matter import Matter
from tracker.accounts.models import User
from tracker.history.models import Entry
from tracker.needs.models import Allocation

TAKEN = (HTTPStatus.OK, HTTPStatus.NO_CONTENT, HTTPStatus.FOUND)


@dataclass(frozen=True)
class Pressed:
    """`words` are those of this press alone."""

    by: User
    words: str
    answer: Answer

    @property
    def is_taken(self) -> bool:
        """A form that is refused is shown again, with 422 or 409; what is gone already is 404."""
        return self.answer.status in TAKEN


class Loss(NamedTuple):
    lost: int = 0
    twice: int = 0


Presses = Sequence[Pressed]
Verdict = Callable[[Presses], Loss]
# Looks at how things stand before; what it gives judges afterwards.
Check = Callable[[Matter], Verdict]


def own_words(model: type[Model], column: str) -> Check:
    """Each of those who were told that it is done finds their own words, in one row."""

    def verdict(presses: Presses) -> Loss:
        rows = model._base_manager.all()
        counts = {each: rows.filter(**{f"{column}__contains": each.words}).count() for each in presses}
        return Loss(
            sum(each.is_taken and not number for each, number in counts.items()),
            sum(max(number - 1, 0) for number in counts.values()),
        )

    return lambda _matter: verdict


def own_edit(thing: str) -> Check:
    """Each of those who were told that it is saved finds it in the history of the thing, as their own and once."""

    def before(matter: Matter) -> Verdict:
        known, about = newest(), matter[thing]

        def verdict(presses: Presses) -> Loss:
            entries = list(Entry.objects.about(about).filter(pk__gt=known))
            counts = {each: sum(each.words in written(entry, each.by) for entry in entries) for each in presses}
            lost = sum(each.is_taken and not number for each, number in counts.items())
            return Loss(lost, sum(max(number - 1, 0) for number in counts.values()))

        return verdict

    return before


def written(entry: Entry, by: User) -> str:
    """What this person wrote with it."""
    changes: Mapping[str, Any] = entry.changes
    return f"{entry.note} {[change['to'] for change in changes.values()]}" if entry.by_id == by.pk else ""


def once(thing: str, *, entries: int = 1) -> Check:
    """So many entries tell of it, however many pressed."""

    def before(matter: Matter) -> Verdict:
        known, about = newest(), matter[thing]

        def verdict(presses: Presses) -> Loss:
            return short_of(entries, Entry.objects.about(about).filter(pk__gt=known).count(), presses)

        return verdict

    return before


def one_row(model: type[Model], *, rows: int = 1, **values: Any) -> Check:
    """So many rows more than before."""

    def before(_matter: Matter) -> Verdict:
        def number() -> int:
            return model._base_manager.filter(**values).count()

        known = number()
        return lambda presses: short_of(rows, number() - known, presses)

    return before


def as_many(model: type[Model]) -> Check:
    """As many rows more as were acknowledged."""

    def before(_matter: Matter) -> Verdict:
        known = model._base_manager.count()

        def verdict(presses: Presses) -> Loss:
            taken, found = sum(each.is_taken for each in presses), model._base_manager.count() - known
            return Loss(max(taken - found, 0), max(found - taken, 0))

        return verdict

    return before


def one_of_their_passwords(matter: Matter) -> Verdict:
    """The password is one that somebody was told is theirs now."""
    user: User = matter["newcomer"]

    def verdict(presses: Presses) -> Loss:
        user.refresh_from_db()
        return Loss(not any(each.is_taken and user.check_password(each.words) for each in presses), 0)

    return verdict


def within_the_pledge(matter: Matter) -> Verdict:
    """As many allocations as were acknowledged, and never more than was pledged."""
    count = as_many(Allocation)(matter)

    def verdict(presses: Presses) -> Loss:
        spent = Allocation.objects.filter(pledge=matter["pledge"]).aggregate(all=Sum("quantity"))["all"] or 0
        loss = count(presses)
        return Loss(loss.lost, loss.twice + (spent > matter["pledge"].quantity))

    return verdict


def short_of(wanted: int, found: int, presses: Presses) -> Loss:
    any_taken = any(each.is_taken for each in presses)
    return Loss(max(wanted - found, 0) if any_taken else 0, max(found - wanted, 0))


def newest() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

"""A pledge changes, and with it what its allocations cover: needs, follow-ups and their history move along.

The verbs of a pledge stand a floor below and know of no needs. Whoever changes a pledge does it through these.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.undo import undo
from tracker.needs.models import Allocation
from tracker.pledges.models import Pledge

PledgeChange = Callable[[], Entry | None]


def move_pledge(pledge: Pledge, stage: str, *, by: User, **given: Any) -> Entry | None:
    return _done(pledge, lambda: pledge.move_to(stage, by=by, **given), by)


def edit_pledge(pledge: Pledge, *, by: User, **values: Any) -> Entry | None:
    return _done(pledge, lambda: pledge.edit(by=by, **values), by)


def remove_pledge(pledge: Pledge, *, by: User) -> Entry | None:
    return _done(pledge, lambda: pledge.remove(by=by), by)


def restore_pledge(pledge: Pledge, *, by: User) -> Entry | None:
    return _done(pledge, lambda: pledge.restore(by=by), by)


def undo_pledge(pledge: Pledge, entry: Entry, *, by: User) -> Entry | None:
    """Take back the last change of the pledge. Raises `NotLast` when it has changed again since."""
    return _done(pledge, lambda: undo(pledge, entry, by=by), by)


def _done(pledge: Pledge, deed: PledgeChange, by: User) -> Entry | None:
    """The deed and what follows. ValidationError when it cannot be; then nothing is done."""
    try:
        with transaction.atomic():
            return _follow(pledge, deed, by)
    except ValidationError:
        pledge.refresh_from_db()
        raise


def _follow(pledge: Pledge, deed: PledgeChange, by: User) -> Entry | None:
    # The deed refuses a stale copy, so that what this one says was true until now.
    before, was = pledge.share, _stands(pledge)
    entry = deed()
    if entry is None:
        return None
    rows = list(pledge.allocations.select_related("need__follow_up__meeting").order_by("need"))
    if pledge.share != before:
        _carry_over(pledge, rows, before)
        for key in sorted({row.need.follow_up_id for row in rows}):
            _settle(pledge, [row for row in rows if row.need.follow_up_id == key], was, by)
    return entry


def _carry_over(pledge: Pledge, rows: list[Allocation], before: str) -> None:
    for row in rows:
        if before:
            row.need.shift(before, -row.quantity)
        if pledge.share and not row.need.shift(pledge.share, row.quantity):
            raise ValidationError(_("What it was meant for is covered by others meanwhile. Take that back first."))


def _settle(pledge: Pledge, rows: list[Allocation], was: str, by: User) -> None:
    follow_up = FollowUp.objects.select_for_update().get(pk=rows[0].need.follow_up_id)
    said = {"from_text": f"{pledge}, {was}", "to_text": f"{pledge}, {_stands(pledge)}"}
    follow_up.settle("allocated", by=by, also={"pledge": {"from": pledge.pk, "to": pledge.pk, **said}})


def _stands(pledge: Pledge) -> str:
    return _("removed") if pledge.is_removed else str(pledge.get_stage_display())

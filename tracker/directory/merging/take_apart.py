"""Taking a merge apart: every row goes back to whom it named, but for those that somebody changed since."""

from collections.abc import Mapping, Sequence
from itertools import batched
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.get_or_add import one_at_a_time
from tracker.directory.merging import with_account
from tracker.directory.merging.merge import AT_ONCE, held
from tracker.directory.merging.models import Merge
from tracker.directory.merging.naming_rows import Naming, is_general, naming
from tracker.directory.models import Organisation
from tracker.directory.restricted_names import Name
from tracker.history.stored_values import raw


@transaction.atomic
def take_apart(done: Merge, *, by: User) -> int:
    """How many rows that `by` may know of stay where they are, because they changed since. A second time does nothing.

    Raises ValidationError when the one that stayed was itself merged into another since, or is not theirs to merge.
    """
    kept, merged = done.kept, done.merged
    one_at_a_time(type(kept))
    kept, merged = held(kept), held(merged)
    done.refresh_from_db(from_queryset=Merge.objects.select_for_update())
    if done.undone_at:
        return 0
    if kept.merged_into_id:
        raise ValidationError(
            _("%(name)s was itself merged into another since. Take that apart first.") % {"name": kept}
        )
    if refused := with_account.refused(by, kept, merged):
        raise ValidationError(refused)
    left = _put_back(done, kept, merged, by)
    given = _given_back(done, kept)
    own = {"account": kept.account} if "account" in given else {}
    kept.change("unmerged", by=by, **given)
    merged.change("unmerged", by=by, merged_into=None, **own)
    for name in (merged, kept):
        _lead_out_of_a_ring(name, by)
    done.undone_at, done.undone_by = timezone.now(), by
    done.save(update_fields=["undone_at", "undone_by"])
    with_account.record(_("%(merged)s and %(kept)s are two again."), by=by, merged=merged, kept=kept)
    return left


def _put_back(done: Merge, kept: Name, merged: Name, by: User) -> int:
    """How many stay, as far as `by` may know of them: what everybody reads since never names whom only some know."""
    there = {(each.model._meta.label_lower, each.column): each for each in naming(type(kept))}
    # Whether another row says it of the one that stayed is asked before rows leave it.
    again = [
        row
        for row in serializers.deserialize("python", done.dropped)
        if _is_said(row.object, kept, merged, there) and _may_name(row.object, merged)
    ]
    left = 0
    for label, column, keys in done.moved:
        each = there[label, column]
        for some in batched(keys, AT_ONCE):
            rows = each.of(kept).filter(pk__in=some)
            back = (
                [row.pk for row in rows.select_for_update() if _may_name(row, merged)] if merged.is_restricted else some
            )
            moved = rows.filter(pk__in=back).update(**{column: merged.pk})
            left += _changed_since(each, some, merged, by) if moved < len(some) else 0
    for row in again:
        row.save()
    return left


def _may_name(row: Model, name: Name) -> bool:
    return not (name.is_restricted and is_general(row))


def _is_said(row: Model, kept: Name, merged: Name, there: Mapping[tuple[str, str], Naming]) -> bool:
    """Whether a dropped row may come back: what it said was not taken back since, and its place is free."""
    if type(row)._base_manager.filter(pk=row.pk).exists():
        return False
    of_it = [each for (label, _column), each in there.items() if label == row._meta.label_lower]
    return any(
        getattr(row, row._meta.get_field(each.column).attname) == merged.pk and each.is_said(row, kept)  # type: ignore[union-attr]
        for each in of_it
    )


def _changed_since(each: Naming, keys: Sequence[int], merged: Name, by: User) -> int:
    seen = each.seen_by(by)
    return 0 if seen is None else seen.filter(pk__in=keys).exclude(**{each.column: merged.pk}).count()


def _given_back(done: Merge, kept: Name) -> dict[str, Any]:
    """What the one that stayed took over and still has, as it was before."""
    taken = done.entry.changes if done.entry else {}
    still = {name: change for name, change in taken.items() if raw(kept.value_of(name)) == change["to"]}
    return {name: kept.from_raw(name, change["from"]) for name, change in still.items()}


def _lead_out_of_a_ring(name: Name, by: User) -> None:
    """What was moved in the tree meanwhile may stand above it and below it now: it stands by itself then."""
    above, seen = getattr(name, "parent_id", None), set[int]()
    while above and above not in seen:
        seen.add(above)
        above = Organisation._base_manager.filter(pk=above).values_list("parent", flat=True).first()
    if name.pk in seen:
        name.change("edited", by=by, parent=None)

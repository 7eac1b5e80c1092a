"""Undoing a change of an organisation: what the tree and the names of others have become since is asked again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.get_or_add import namesakes, one_at_a_time
from tracker.directory.models import Organisation
from tracker.history.models import Entry
from tracker.history.undo import last_change, undo


@transaction.atomic
def undo_organisation(organisation: Organisation, entry: Entry, *, by: User) -> Entry | None:
    """As `undo`. ValidationError where it would stand below itself, or beside another one of its name."""
    # One after the other, so that two moves which are fine alone never make a ring together.
    one_at_a_time(Organisation)
    before = {name: organisation.from_raw(name, change["from"]) for name, change in entry.changes.items()}
    parent, name = before.get("parent", organisation.parent), before.get("name", organisation.name)
    if before.get("parent") and organisation.holds(before["parent"]):
        refusal = _("%(part)s is %(whole)s itself or a part of it, so it cannot stand above it.")
        raise ValidationError(refusal % {"part": parent, "whole": organisation})
    twins = namesakes(Organisation(pk=organisation.pk, name=name), by) if before.keys() & {"parent", "name"} else []
    if parent in [twin.parent for twin in twins]:
        raise ValidationError(_("There is one of this name in the same place already."))
    undid = undo(organisation, entry, by=by)
    if undid and "is_ours" in undid.changes and not organisation.is_ours:
        _let_parts_follow(organisation, entry, by)
    return undid


def _let_parts_follow(organisation: Organisation, entry: Entry, by: User) -> None:
    """The parts that became ours by the change that `entry` tells of, and stand as they did then, follow it back."""
    for part in Organisation.objects.ours().filter(parent=organisation):
        last = last_change(part)
        if last and last.pk > entry.pk and last.by_id == entry.by_id and [*last.changes] == ["is_ours"]:
            undo_organisation(part, last, by=by)

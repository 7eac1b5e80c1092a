"""Merging: of two that are one in the world, one stays, and whatever names the other names it from now on.

No row of another noun counts it as a change: what it says of the world is the same, so neither its version nor its
history knows of it. The one that goes is kept, out of sight, with its own history; `take_apart` brings it back.
"""

import json
from itertools import batched
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.directory.get_or_add import one_at_a_time
from tracker.directory.merging import with_account
from tracker.directory.merging.models import Merge
from tracker.directory.merging.naming_rows import Naming, naming
from tracker.directory.models import Organisation, Person
from tracker.directory.restricted_names import Name

AT_ONCE = 5_000


@transaction.atomic
def merge[Thing: Organisation | Person](goes: Thing, stays: Thing, *, by: User) -> Merge:
    """Let `stays` stand for `goes` too. Raises ValidationError that says why they cannot be one.

    The caller has seen both of them as they stand, neither merged into another.
    """
    one_at_a_time(type(goes))
    goes, stays = held(goes), held(stays)
    if wrong := hindrance(goes, stays, by):
        raise ValidationError(wrong)
    taken = taken_over(goes, stays)
    own: dict[str, Any] = {"account": None} if "account" in taken else {}
    goes.change("merged", by=by, merged_into=stays, **own)
    entry = stays.change("took over", by=by, **taken)
    done = Merge(kind=ContentType.objects.get_for_model(goes), kept_id=stays.pk, merged_id=goes.pk, by=by, entry=entry)
    for each in naming(type(goes)):
        _move(each, goes, stays, done)
    done.save()
    with_account.record(_("%(goes)s is merged into %(stays)s."), by=by, goes=goes, stays=stays)
    return done


def held[Thing: Organisation | Person](name: Thing) -> Thing:
    """As it stands now, so that nobody else changes it, or names it, before this is done."""
    rows: Any = type(name)._base_manager.select_for_update()
    found: Thing = rows.get(pk=name.pk)
    return found


def hindrance(goes: Organisation | Person, stays: Organisation | Person, by: User) -> str:
    """Why the one cannot be merged into the other by this person; empty when it can."""
    names = {"goes": goes, "stays": stays}
    if goes.pk == stays.pk or goes.merged_into_id == stays.pk:
        return _("These are one already.")
    if goes.merged_into_id or stays.merged_into_id:
        return _("One of them was merged into another meanwhile. Look at both again.")
    if stays.is_restricted and not goes.is_restricted:
        return _("%(stays)s is restricted, and everybody knows %(goes)s: let that one stay.") % names
    if goes.is_restricted and not stays.is_restricted and goes.posts_once_open():
        return _("Everybody would read the posts of %(goes)s. Make that general on its own page first.") % names
    if isinstance(goes, Person) and isinstance(stays, Person) and goes.account_id and stays.account_id:
        return _("Both sign in with an account of their own. Let an administrator take one of the accounts away first.")
    if isinstance(goes, Organisation) and isinstance(stays, Organisation) and goes.is_ours and not stays.is_ours:
        return _("%(goes)s is ours and %(stays)s is not: let that one stay.") % names
    return with_account.refused(by, goes, stays)


def taken_over(goes: Name, stays: Name) -> dict[str, Any]:
    """What `stays` gets in its own columns: the account, what it left empty, and a place in the tree outside of itself.

    What only some know of the one that goes is not said of one that everybody knows.
    """
    empty = [] if goes.is_restricted and not stays.is_restricted else stays.TAKEN_OVER
    taken = {name: getattr(goes, name) for name in empty if getattr(goes, name) and not getattr(stays, name)}
    if isinstance(goes, Organisation) and isinstance(stays, Organisation):
        taken |= {"parent": goes.parent} if goes.holds(stays) else {}
        taken |= {"head": goes.head} if goes.head and not stays.head and empty else {}
    if isinstance(goes, Person) and goes.account:
        taken["account"] = goes.account
    return taken


@transaction.atomic
def move_late(done: Merge) -> None:
    """Move what came to name the one that went in the moment in which it was merged, and was written just after."""
    one_at_a_time(type(done.merged))
    goes = held(done.merged)
    done.refresh_from_db(from_queryset=Merge.objects.select_for_update())
    if done.undone_at is None and goes.merged_into:
        for each in naming(type(goes)):
            _move(each, goes, goes.merged_into, done)
        done.save(update_fields=["moved", "dropped"])


def _move(each: Naming, goes: Name, stays: Name, done: Merge) -> None:
    if twice := each.said_twice(goes, stays):
        done.dropped += json.loads(serializers.serialize("json", twice))
        each.rows.filter(pk__in=[row.pk for row in twice]).delete()
    if keys := list(each.of(goes).values_list("pk", flat=True)):
        for some in batched(keys, AT_ONCE):
            each.rows.filter(pk__in=some).update(**{each.column: stays.pk})
        done.moved.append([each.model._meta.label_lower, each.column, keys])

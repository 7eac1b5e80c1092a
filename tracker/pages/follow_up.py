"""The page of a follow-up: what it is, its event, its needs and its history; and a glance at it from a calendar."""

from collections.abc import Iterable, Set
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.agendas.carried import carried_at
from tracker.agendas.models import Appearance
from tracker.agendas.taken_up import history_of_agendas, taken_up
from tracker.agendas.taken_up import standing as still_on_agendas
from tracker.change_requests.models import ChangeRequest
from tracker.change_requests.told import requests_about
from tracker.directory.absences.away import absence_on
from tracker.directory.left import mark_leavers
from tracker.files.files_of_thing import files_of
from tracker.files.models import AttachedFile
from tracker.follow_ups.acceptance.answer import answer_of
from tracker.follow_ups.conditions import has_passed
from tracker.follow_ups.links.sides import history_of_links, known_links, standing
from tracker.follow_ups.models import FollowUp, Link
from tracker.follow_ups.views.shared import visible_follow_up
from tracker.history.models import Entry
from tracker.history.undo import undoable
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.invitations.models import Invitation
from tracker.lists.compiled_rows import CompiledRows
from tracker.needs.coverage import coverage_of
from tracker.needs.models import Need
from tracker.notes.forms import NoteForm
from tracker.notes.mentions_of_person import open_mentions
from tracker.notes.models import Mention, Watch
from tracker.notes.thread import threads
from tracker.notes.watchers import NOBODY, watchers_of
from tracker.notifications.escalation.in_words import announced
from tracker.notifications.models import Silence
from tracker.notifications.unread import read_about

MOST_ENTRIES = 200
# By the name of a part the rows that lead to their follow-up by a column of that name.
PARTS: dict[str, Any] = {
    "appearances": Appearance, "mentions": Mention, "needs": Need, "requests": ChangeRequest, "silences": Silence,
    "targets": FollowUp.mandates.through, "watches": Watch,
}  # fmt: skip
HAS = "has_"


@require_safe
def follow_up_page(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    there, today = _parts_of(follow_up), timezone.localdate()
    if "mentions" in there:
        open_mentions(request, follow_up)
    read_about(request, follow_up)
    context = {
        "follow_up": follow_up,
        **_history(request, follow_up, there),
        "watchers": watchers_of(follow_up, request.user) if "watches" in there else NOBODY,
        "announced": announced(follow_up, today) if "silences" in there else [],
        "absence": absence_on(follow_up.owner, today) if follow_up.is_active else None,
        "answer": answer_of(follow_up, request.user),
        "bars": coverage_of([follow_up], request.user).get(follow_up.pk, []) if "needs" in there else [],
        "tags": list(follow_up.tags.all()) if "tags" in there else [],
        "targets": follow_up.targets if "targets" in there else [],
        "note_form": NoteForm(follow_up=follow_up, user=request.user, auto_id="note_%s"),
        "may_update": permissions.may_update(request.user, follow_up),
        "may_confirm": follow_up.is_to_confirm and permissions.may_confirm(request.user, follow_up),
        "may_choose_owner": permissions.may_choose_owner(request.user, follow_up),
        "has_passed": follow_up.is_active and has_passed(follow_up, today),
    }
    return render(request, "pages/follow_up.html", context | _steps(follow_up))


def _parts_of(follow_up: FollowUp) -> Set[str]:
    """The names of those that have rows, of most but few: the others need not be asked for.

    Whether the reader sees the rows is for each part to ask.
    """
    [found] = _parts(follow_up.pk, ContentType.objects.get_for_model(FollowUp).pk)
    return {name.removeprefix(HAS) for name, is_there in found.items() if is_there}


def _with_parts(key: Any, kind: Any) -> QuerySet[Any, Any]:
    own = OuterRef("pk")
    rows: dict[str, QuerySet[Any]] = {name: model._base_manager.filter(follow_up=own) for name, model in PARTS.items()}
    rows |= {
        "files": AttachedFile.objects.filter(content_type=kind, object_id=own),
        "links": Link.objects.filter(Q(first=own) | Q(second=own)),
        "tags": FollowUp.tags.through._base_manager.filter(followup=own),
    }
    found: QuerySet[Any, Any] = FollowUp._base_manager.filter(pk=key)
    return found.values(**{f"{HAS}{name}": Exists(each.order_by()) for name, each in rows.items()})


_parts = CompiledRows(_with_parts)


_own_history = CompiledRows(
    lambda key, kind: (
        Entry.objects.filter(content_type=kind, object_id=key)
        .select_related("by")
        .order_by("-at", "-id")[:MOST_ENTRIES]
    )
)


def _history(request: Request, follow_up: FollowUp, there: Set[str]) -> dict[str, Any]:
    """What happened to it, and with it what hangs on it and tells a part of that."""
    user = request.user
    own = _own_history(follow_up.pk, ContentType.objects.get_for_model(FollowUp).pk)
    # Asked before anything is taken out of them.
    last = undoable(follow_up, user, _newest_first(own) if len(own) < MOST_ENTRIES else None)
    told = [(entry, verb_label(entry), changed_fields(entry)) for entry in without_hidden(own, user)]
    links = known_links(follow_up, user) if "links" in there else []
    files = files_of(follow_up, user, are_any="files" in there)
    found = taken_up(follow_up, user) if "appearances" in there else []
    requests = requests_about(follow_up, user, are_any="requests" in there)
    told += [*history_of_links(links, user), *history_of_agendas(found, user), *files.told, *requests.told]
    told = sorted(told, key=lambda each: (each[0].at, each[0].pk), reverse=True)[:MOST_ENTRIES]
    return {
        "threads": threads(told, follow_up, user),
        "last": last,
        "linked": standing(links),
        "files": files,
        "asked": requests.open,
        "may_ask": requests.may_ask,
        "taken_up": (on_agendas := still_on_agendas(found)),
        "carried": carried_at([each.appearance for each in on_agendas], follow_up),
    }


def _newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.pk, reverse=True)


@require_safe
def glance(request: Request, pk: int) -> HttpResponse:
    """What a calendar has no room for, in its dialog: what it is, and how to move it on."""
    return render(request, "pages/follow_up_glance.html", {"follow_up": visible_follow_up(request, pk)})


# With whom it names, and by whose calendar the organiser works.
_event = CompiledRows(
    lambda key: Invitation.objects.select_related("organiser__parent__parent", "speaker", "answered_by").filter(
        follow_up=key
    )
)


def _steps(follow_up: FollowUp) -> dict[str, Any]:
    found = _event(follow_up.pk) if follow_up.has_event else []
    if not found:
        return {"steps": []}
    [event] = found
    follow_up.invitation = event
    steps, countries = list(event.steps.select_related("owner", "done_by")), event.countries
    mark_leavers([event.speaker, *(step.responsible for step in steps)])
    on_days_off = [step for step in steps if follow_up.is_active and step.moves_to(countries)]
    return {"steps": steps, "countries": countries, "on_days_off": on_days_off}

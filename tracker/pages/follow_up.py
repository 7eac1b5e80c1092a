"""The page of a follow-up: what it is, its event, its needs and its history; and a glance at it from a calendar."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.agendas.carried import carried_at
from tracker.agendas.taken_up import history_of_agendas, taken_up
from tracker.agendas.taken_up import standing as still_on_agendas
from tracker.change_requests.told import requests_about
from tracker.directory.absences.away import absence_on
from tracker.directory.left import mark_leavers
from tracker.files.files_of_thing import files_of
from tracker.follow_ups.acceptance.answer import answer_of
from tracker.follow_ups.conditions import has_passed
from tracker.follow_ups.links.sides import history_of_links, known_links, standing
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.views.shared import visible_follow_up
from tracker.history.undo import undoable
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.needs.coverage import coverage_of
from tracker.notes.forms import NoteForm
from tracker.notes.mentions_of_person import open_mentions
from tracker.notes.thread import threads
from tracker.notes.watchers import watchers_of
from tracker.notifications.escalation.in_words import announced
from tracker.notifications.unread import read_about

MOST_ENTRIES = 200


@require_safe
def follow_up_page(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    open_mentions(request, follow_up)
    read_about(request, follow_up)
    own = follow_up.history.select_related("by", "content_type").order_by("-at", "-id")[:MOST_ENTRIES]
    told = [(entry, verb_label(entry), changed_fields(entry)) for entry in without_hidden(list(own), request.user)]
    links = known_links(follow_up, request.user)
    files, found = files_of(follow_up, request.user), taken_up(follow_up, request.user)
    requests = requests_about(follow_up, request.user)
    told += [
        *history_of_links(links, request.user),
        *history_of_agendas(found, request.user),
        *files.told,
        *requests.told,
    ]
    told = sorted(told, key=lambda each: (each[0].at, each[0].pk), reverse=True)[:MOST_ENTRIES]
    context = {
        "follow_up": follow_up,
        "threads": threads(told, follow_up, request.user),
        "watchers": watchers_of(follow_up, request.user),
        "linked": standing(links),
        "files": files,
        "asked": requests.open,
        "announced": announced(follow_up, timezone.localdate()),
        "absence": absence_on(follow_up.owner, timezone.localdate()) if follow_up.is_active else None,
        "answer": answer_of(follow_up, request.user),
        "may_ask": requests.may_ask,
        "taken_up": (on_agendas := still_on_agendas(found)),
        "carried": carried_at([each.appearance for each in on_agendas], follow_up),
        "last": undoable(follow_up, request.user),
        "bars": coverage_of([follow_up], request.user).get(follow_up.pk, []),
        "note_form": NoteForm(follow_up=follow_up, user=request.user, auto_id="note_%s"),
        "may_update": permissions.may_update(request.user, follow_up),
        "may_confirm": follow_up.is_to_confirm and permissions.may_confirm(request.user, follow_up),
        "may_choose_owner": permissions.may_choose_owner(request.user, follow_up),
        "has_passed": follow_up.is_active and has_passed(follow_up, timezone.localdate()),
    }
    return render(request, "pages/follow_up.html", context | _steps(follow_up))


@require_safe
def glance(request: Request, pk: int) -> HttpResponse:
    """What a calendar has no room for, in its dialog: what it is, and how to move it on."""
    return render(request, "pages/follow_up_glance.html", {"follow_up": visible_follow_up(request, pk)})


def _steps(follow_up: FollowUp) -> dict[str, Any]:
    event = follow_up.event
    if not event:
        return {"steps": []}
    steps, countries = list(event.steps.select_related("owner", "done_by")), event.countries
    mark_leavers([event.speaker, *(step.responsible for step in steps)])
    on_days_off = [step for step in steps if follow_up.is_active and step.moves_to(countries)]
    return {"steps": steps, "countries": countries, "on_days_off": on_days_off}

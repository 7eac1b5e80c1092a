"""Handing over all that a person has open: the form, the note to print, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.left import mark_leavers, say_person
from tracker.directory.models import Person
from tracker.follow_ups.action_forms import HandOverForm
from tracker.follow_ups.hand_over import entries_of, handed_over, handover_items, open_of, standing, take_back
from tracker.follow_ups.hand_over import hand_over as give_all
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.history.models import Entry
from tracker.history.undo_page import is_visible
from tracker.kit import form_responses
from tracker.kit.form_responses import tell


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, pk: int) -> HttpResponse:
    person = _giver(request, pk)
    form = HandOverForm(form_data(request), person=person, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        entry = give_all(person, data["taker"], by=request.user, on=data["on"], words=data["note"])
        if entry is None:
            messages.info(request, _("%(name)s has nothing open to hand over.") % {"name": person})
            return redirect(person)
        words, taker = _("%(name)s has them now.") % {"name": data["taker"]}, data["taker"]
        undo = reverse("follow_ups:hand_over_undo", args=[person.pk, entry.pk])
        tell(request, words, about=taker if is_visible(taker, request.user) else None, undo=undo)
        return redirect("follow_ups:handed_over", person.pk, entry.pk)
    number = open_of(person, request.user).count()
    about = ngettext("%(number)s open follow-up of %(name)s", "%(number)s open follow-ups of %(name)s", number)
    context: dict[str, Any] = {"title": _("Hand over"), "button": _("Hand over"), "form": form, "person": person}
    context["about"] = about % {"number": number, "name": say_person(person)}
    return form_responses.form_page(request, "follow_ups/hand_over.html", default=person.get_absolute_url(), **context)


@require_safe
def note(request: Request, pk: int) -> HttpResponse:
    """What the other person has to know, before anything is handed over."""
    person = _giver(request, pk)
    return _note_page(request, person, open_of(person, request.user))


@require_safe
def handed(request: Request, pk: int, entry: int) -> HttpResponse:
    """The same for what was handed over."""
    person = _giver(request, pk)
    first = _handover_of(request, person, entry)
    rows = handed_over(first, request.user)
    taker = Person.objects.visible_to(request.user).by_key(first.changes["owner"]["to"])
    may = permissions.may_take_back(request.user, person, first)
    context: dict[str, Any] = {"first": first, "taker": taker, "undo": may and standing(first, request.user).exists()}
    # What they gave out of their own sight: they know how many it was.
    unseen = entries_of(first).count() - rows.count() if first.by_id == request.user.pk else 0
    return _note_page(request, person, rows, unseen=unseen, **context)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    person = _giver(request, pk)
    first = _handover_of(request, person, entry)
    if not permissions.may_take_back(request.user, person, first):
        raise PermissionDenied
    done, left = take_back(first, by=request.user)
    words = ngettext(
        "%(number)s follow-up is back with %(name)s.", "%(number)s follow-ups are back with %(name)s.", done
    )
    if done:
        tell(request, words % {"number": done, "name": person}, about=person)
    elif not left:
        messages.warning(request, _("Nothing of it could be taken back."))
    if left:
        words = ngettext(
            "%(number)s had changed again since, and stays.", "%(number)s had changed again since, and stay.", left
        )
        messages.warning(request, words % {"number": left})
    return redirect(person)


def _giver(request: Request, pk: int) -> Person:
    person: Person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if not permissions.may_hand_over(request.user, person):
        raise PermissionDenied
    return person


def _handover_of(request: Request, person: Person, key: int) -> Entry:
    """An entry of a handover of that person's, which this one did or of which they know; 404 for every other entry."""
    given = Entry.objects.readable_by(request.user).about(FollowUp).select_related("by")
    entry: Entry = get_object_or_404(given, pk=key, verb="given")
    seen = FollowUp.objects.visible_to(request.user).filter(pk=entry.object_id)
    if entry.by_id != request.user.pk and not seen.exists():
        raise Http404
    if entry.changes.get("owner", {}).get("from") != person.pk or not entry.note:
        raise Http404
    return entry


def _note_page(request: Request, person: Person, rows: FollowUpQuerySet, **context: Any) -> HttpResponse:
    mark_leavers([person, context.get("taker")])
    context |= {"person": person, "rows": handover_items(rows, request.user), "today": timezone.localdate()}
    return render(request, "follow_ups/handover_note.html", context)

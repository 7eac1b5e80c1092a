"""Notes on a follow-up: writing one, answering, mending it; watching; and having seen that one was mentioned."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts.how_often import search_within
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.views.shared import updatable_follow_up, visible_follow_up
from tracker.history.models import Entry
from tracker.history.write_entry import TooLate
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.names.suggestions import offer, typed_words
from tracker.notes.forms import NoteForm, WordsForm
from tracker.notes.models import Mention, Watch
from tracker.notes.offered import names_offered
from tracker.notes.thread import can_be_answered
from tracker.notes.write_note import mend_note, write_note

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def new(request: Request, pk: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    form = NoteForm(form_data(request), follow_up=follow_up, user=request.user)
    return _written(request, follow_up, form, title=_("Note"), button=_("Save"))


@read_or_write
def reply(request: Request, pk: int, entry: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    answered = _entry(request, follow_up, entry)
    if not can_be_answered(answered):
        raise PermissionDenied
    form = WordsForm(form_data(request), follow_up=follow_up, user=request.user)
    page = {"title": _("Reply"), "button": _("Reply"), "answered": answered}
    return _written(request, follow_up, form, answers=answered, **page)


def _written(
    request: Request, follow_up: FollowUp, form: WordsForm, *, answers: Entry | None = None, **page: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        how: dict[str, Any] = {"mentions": form.mentions, "on": data.get("on"), "progress": data.get("progress")}
        try:
            write_note(follow_up, data["note"], by=request.user, answers=answers, **how)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            _say_untold(request, form)
            return form_responses.redirect_back(request, follow_up.get_absolute_url())
    return _form_page(request, follow_up, form, **page)


def _say_untold(request: Request, form: WordsForm) -> None:
    if form.untold:
        words = _("Nobody is told by %(names)s: no one is called so here, or several are.")
        messages.info(request, words % {"names": ", ".join(f"@{name}" for name in form.untold)})


@read_or_write
def edit(request: Request, pk: int, entry: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    found = _entry(request, follow_up, entry)
    if found.by_id != request.user.pk or found.verb != "noted":
        raise PermissionDenied
    form = WordsForm(form_data(request), follow_up=follow_up, user=request.user, initial={"note": found.note})
    if request.method == "POST" and form.is_valid():
        try:
            mend_note(found, follow_up, form.cleaned_data["note"], by=request.user, mentions=form.mentions)
        except TooLate as refusal:
            form.add_error("note", str(refusal))
        else:
            return form_responses.redirect_back(request, follow_up.get_absolute_url())
    return _form_page(request, follow_up, form, title=_("Edit the note"), button=_("Save"))


def _form_page(request: Request, follow_up: FollowUp, form: WordsForm, **page: Any) -> HttpResponse:
    show = partial(form_responses.form_page, request, "notes/note.html")
    return show(default=follow_up.get_absolute_url(), form=form, about=follow_up.title, **page)


@require_safe
@search_within
def names(request: Request, pk: int) -> HttpResponse:
    """Whom a note may mention, as options under its field: only people who may see what it is about."""
    return offer(names_offered(visible_follow_up(request, pk), typed_words(request), request.user))


@require_POST
def still_on(request: Request, pk: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    write_note(follow_up, _("Still on."), by=request.user)
    tell(request, _("Noted today: %(reference)s is still on.") % {"reference": follow_up.reference}, about=follow_up)
    return form_responses.redirect_back(request, follow_up.get_absolute_url())


@require_POST
def watch(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    Watch.begin(follow_up, request.user)
    undo = reverse("notes:unwatch", args=[follow_up.pk])
    words = _("You watch %(reference)s.") % {"reference": follow_up.reference}
    tell(request, words, about=follow_up, undo=undo, here=True)
    return form_responses.redirect_back(request, follow_up.get_absolute_url())


@require_POST
def unwatch(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    Watch.end(follow_up, request.user)
    undo = reverse("notes:watch", args=[follow_up.pk])
    words = _("You watch %(reference)s no more.") % {"reference": follow_up.reference}
    tell(request, words, about=follow_up, undo=undo, here=True)
    return form_responses.redirect_back(request, follow_up.get_absolute_url())


@require_POST
def seen(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    Mention.objects.mark_seen(request.user, follow_up, timezone.now())
    tell(request, _("Seen: %(title)s") % {"title": follow_up}, about=follow_up)
    return form_responses.redirect_back(request, reverse("desk"))


def _entry(request: Request, follow_up: FollowUp, pk: int) -> Entry:
    """One of the follow-up's own, as far as this person may read it."""
    known = follow_up.history.readable_by(request.user).select_related("by", "content_type")
    found: Entry = get_object_or_404(known, pk=pk)
    return found

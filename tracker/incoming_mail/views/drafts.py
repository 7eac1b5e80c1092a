"""What somebody mailed in: their drafts, what they make of them, and throwing one away."""

from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.appointment_changes import unit_of
from tracker.files.content_types import OTHER
from tracker.files.storage import FOLDER, name_of
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.suggestions.kind_of_title import FROM_TITLE
from tracker.follow_ups.suggestions.suggest_from_words import suggest_kind
from tracker.follow_ups.views.log import log_with
from tracker.incoming_mail.forms import RecordOfMailForm
from tracker.incoming_mail.models import Draft, DraftFile
from tracker.incoming_mail.use_draft import use
from tracker.incoming_mail.what_was_made import with_what_is_seen
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.records.create_meeting_with_record import add_record

MOST = 200
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def drafts(request: Request) -> HttpResponse:
    own = Draft.objects.visible_to(request.user).select_related("mail").prefetch_related("files_held")
    made = with_what_is_seen(own.exclude(used_at=None).order_by("-used_at")[:10], request.user)
    thrown = Draft.objects.removed_for(request.user)[:10]
    page: dict[str, Any] = {"open": own.open()[:MOST], "made": made, "thrown": thrown}
    page |= {"own": request.user.email, "address": settings.MAIL_IN_ADDRESS}
    return render(request, "incoming_mail/drafts.html", page)


@require_safe
def draft(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    seen = with_what_is_seen([found], request.user)[0]
    return render(request, "incoming_mail/draft.html", {"draft": found, "made": seen.made, "files": _files(found)})


@read_or_write
def follow_up(request: Request, pk: int) -> HttpResponse:
    found = _loggable(request, pk)
    if found.used_at:
        return redirect(found)
    kind = suggest_kind(found.title)
    started = {"title": found.title, "detail": found.detail[:20_000], "unit": unit_of(request.user)}
    started |= {"kind": FROM_TITLE if kind == Kind.OTHER else kind}
    return log_with(request, started, then=lambda made: use(found, follow_up=made, by=request.user))


@read_or_write
def record(request: Request, pk: int) -> HttpResponse:
    found = _loggable(request, pk)
    if found.used_at:
        return redirect(found)
    form = RecordOfMailForm(form_data(request), user=request.user, draft=found)
    if request.method == "POST" and form.is_valid():
        meeting = form.cleaned_data["meeting"]
        made = add_record(meeting, by=request.user, **form.values())
        use(found, meeting=meeting, by=request.user)
        tell(
            request, _("%(record)s is added. Select words in it to make follow-ups.") % {"record": made}, about=meeting
        )
        return redirect("suggestions:read", made.pk)
    page = partial(form_responses.form_page, request, default=found.get_absolute_url(), form=form, about=str(found))
    return page(title=_("Record of a meeting"), button=_("Add the record"))


@require_POST
def throw_away(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    found.remove(by=request.user)
    undo = reverse("incoming_mail:restore", args=[found.pk])
    tell(request, _("“%(title)s” is thrown away.") % {"title": found}, undo=undo)
    return redirect("incoming_mail:drafts")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    found: Draft = get_object_or_404(Draft.objects.removed_for(request.user), pk=pk)
    found.restore(by=request.user)
    tell(request, _("“%(title)s” is back.") % {"title": found}, about=found)
    return redirect("incoming_mail:drafts")


@require_safe
def file(request: Request, pk: int) -> FileResponse:
    """To be downloaded: what it holds nobody has looked at yet."""
    own = Draft.objects.visible_to(request.user).values("pk")
    found = get_object_or_404(DraftFile, pk=pk, draft__in=own)
    try:
        opened = FOLDER.open(name_of(found.digest))
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(opened, as_attachment=True, filename=found.name, content_type=OTHER)


def _files(found: Draft) -> list[DraftFile]:
    return list(found.files_held.all())


def _own(request: Request, pk: int) -> Draft:
    rows = Draft.objects.visible_to(request.user)
    # Of two presses at once the second waits, and sees what the first one made.
    found: Draft = get_object_or_404(rows.select_for_update() if request.method == "POST" else rows, pk=pk)
    return found


def _loggable(request: Request, pk: int) -> Draft:
    found = _own(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return found

"""Adding a record to a meeting, editing its text, undoing that, and reading its old versions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.history.editing import edit_page
from tracker.history.models import Entry
from tracker.history.undo_page import is_visible, tell_change, undo_page
from tracker.kit import form_responses
from tracker.meetings.views import editable_meeting
from tracker.records.create_meeting_with_record import add_record
from tracker.records.forms import EditForm, RecordForm
from tracker.records.models import Record
from tracker.records.save_version import revise
from tracker.records.text_changes import Change, changes

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def add(request: Request, pk: int) -> HttpResponse:
    meeting = editable_meeting(request, pk)
    form = RecordForm(form_data(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        record = add_record(meeting, by=request.user, **form.values())
        answer = _saved(request, record, None, _("%(record)s is added. Select words in it to make follow-ups."))
        return redirect("suggestions:read", record.pk) if is_visible(record, request.user) else answer
    page: dict[str, Any] = {"title": _("Add a record"), "button": _("Add the record"), "meeting": meeting}
    return form_responses.form_page(request, "records/form.html", default=meeting.get_absolute_url(), form=form, **page)


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    record = _editable(request, pk)
    form = EditForm(form_data(request), record=record)

    def save() -> HttpResponse:
        data = form.cleaned_data
        note, number = data["note"], data["number"]
        entry = revise(record, data["version"], number, by=request.user, note=note, **form.values())
        return _saved(request, record, entry, _("%(record)s is saved."))

    page: dict[str, Any] = {"title": _("Edit the record"), "meeting": record.meeting}
    page["default"] = record.meeting.get_absolute_url()
    return edit_page(request, record, form, save, template="records/form.html", record=record, **page)


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    return undo_page(request, _editable(request, pk), entry, elsewhere="meetings:list")


@require_safe
def version(request: Request, pk: int, number: int) -> HttpResponse:
    record = visible_record(request, pk)
    texts = record.versions.readable_by(request.user).select_related("by")
    shown, versions = get_object_or_404(texts, number=number), list(texts.defer("text"))
    before = texts.filter(number=number - 1).first()
    told = changes(before.text, shown.text) if before else [Change("same", shown.text)]
    context = {"record": record, "shown": shown, "versions": versions, "changes": told, "before": before}
    return render(request, "records/version.html", context)


def visible_record(request: Request, pk: int) -> Record:
    record: Record = get_object_or_404(Record.objects.visible_to(request.user).select_related("meeting"), pk=pk)
    return record


def _editable(request: Request, pk: int) -> Record:
    record = visible_record(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return record


def _saved(request: Request, record: Record, entry: Entry | None, words: str) -> HttpResponse:
    tell_change(request, record, entry, words % {"record": record}, "records:undo")
    if not is_visible(record, request.user):
        messages.warning(request, _("The record is restricted, and you are not among those who see it."))
    return redirect(record.meeting)

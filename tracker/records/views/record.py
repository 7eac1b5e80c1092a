"""Adding a record to a meeting, editing its text, and reading its old versions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts import gates
from tracker.accounts.kept import posted
from tracker.accounts.request import Request
from tracker.history.merge import Clash
from tracker.history.saving import keep_mine
from tracker.meetings.views import editable_meeting
from tracker.records.changes import Change, changes
from tracker.records.forms import EditForm, RecordForm
from tracker.records.log import add_record
from tracker.records.models import Record
from tracker.records.revise import revise

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def add(request: Request, pk: int) -> HttpResponse:
    meeting = editable_meeting(request, pk)
    form = RecordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        record = add_record(meeting, by=request.user, **form.values())
        return _saved(request, record, _("The record is added. Select words in it to make follow-ups."))
    context = {"title": _("Add a record"), "button": _("Add the record"), "meeting": meeting}
    return _page(request, form, context)


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    record = visible_record(request, pk)
    if not gates.may_log(request.user):
        raise PermissionDenied
    form = EditForm(posted(request), record=record)
    context = {"title": _("Edit the record"), "button": _("Save"), "meeting": record.meeting}
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, context)
    data = form.cleaned_data
    started = data["version"], data["number"]
    clashes = revise(record, *started, by=request.user, note=data["note"], **form.values())
    if not clashes:
        return _saved(request, record, _("The record is saved."))
    status = keep_mine(form, record.version, number=record.number)
    return _page(request, form, context | _worded(clashes), status)


@require_safe
def version(request: Request, pk: int, number: int) -> HttpResponse:
    record = visible_record(request, pk)
    versions = list(record.versions.select_related("by").defer("text"))
    shown = get_object_or_404(record.versions.select_related("by"), number=number)
    before = record.versions.filter(number=number - 1).first()
    told = changes(before.text, shown.text) if before else [Change("same", shown.text)]
    context = {"record": record, "shown": shown, "versions": versions, "changes": told, "before": before}
    return render(request, "records/version.html", context)


def visible_record(request: Request, pk: int) -> Record:
    record: Record = get_object_or_404(Record.objects.visible_to(request.user).select_related("meeting"), pk=pk)
    return record


def _saved(request: Request, record: Record, words: str) -> HttpResponse:
    messages.success(request, words)
    if not Record.objects.visible_to(request.user).filter(pk=record.pk).exists():
        messages.warning(request, _("The record is restricted, and you are not among those who see it."))
    return redirect(record.meeting)


def _worded(clashes: list[Clash]) -> dict[str, object]:
    """The clash of two texts is shown as what differs between them, the others side by side."""
    text = next((clash for clash in clashes if clash.field == "text"), None)
    return {
        "clashes": [clash for clash in clashes if clash.field != "text"],
        "text_clash": text,
        "changes": changes(text.theirs, text.mine) if text else [],
    }


def _page(request: Request, form: RecordForm, context: dict[str, object], status: int | None = None) -> HttpResponse:
    wrong = request.method == "POST" and not form.is_valid()
    return render(request, "records/form.html", {"form": form, **context}, status=status or (422 if wrong else 200))

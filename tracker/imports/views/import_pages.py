"""Importing follow-ups from a spreadsheet: the file, its columns, what it would do, and the confirmation."""

from collections import Counter
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from tracker.accounts import permissions
from tracker.accounts.how_often import IMPORT, is_within
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.imports.forms import UploadForm
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.models import TO_WRITE, Import, RowOutcome
from tracker.imports.questions.asked_rows import answers_for_all, asked_by_number
from tracker.imports.questions.names import taken_names, unknown_names
from tracker.imports.reading.columns_form import ColumnsForm
from tracker.imports.spreadsheet import Refused
from tracker.imports.table_reader import SENTENCES
from tracker.imports.tasks import begin, bring, preview
from tracker.imports.views.columns_page import columns_page
from tracker.imports.views.own_import import own_import
from tracker.imports.views.progress import Preparation, Progress
from tracker.imports.views.row_display import import_row_views
from tracker.kit.form_responses import tell
from tracker.kit.set_up_fields import start_in_first_field
from tracker.lists.keyset_ordering import Order
from tracker.lists.paging import read_page

MOST_LISTED = 50
BY_ROW = Order("number", "number")
# The others only where there are rows of theirs.
ALWAYS_SHOWN = (RowOutcome.CHANGED, RowOutcome.NEW, RowOutcome.SAME, RowOutcome.REFUSED)


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    words = form_data(request)
    form = UploadForm(words, request.FILES if words is not None else None)
    if request.method != "POST" or not form.is_valid():
        return _choose(request, form, 422 if form.errors else 200)
    if not is_within(request.user, IMPORT):
        form.add_error(form.given, SENTENCES["often"])
        return _choose(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        source = bring(form.name, form.brought, by=request.user)
    except Refused as refusal:
        form.add_error(form.given, SENTENCES[str(refusal)])
        return _choose(request, form, 422)
    return redirect("imports:columns", source.pk)


def _choose(request: Request, form: UploadForm, status: int) -> HttpResponse:
    start_in_first_field(form)
    own, lists = Import.objects.visible_to(request.user), ImportedList.objects.named_by(request.user)
    context = {"form": form, "imports": own[:MOST_LISTED], "lists": lists[:MOST_LISTED]}
    return render(request, "imports/imports.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, pk: int) -> HttpResponse:
    source = own_import(request, pk)
    if source.confirmed_at or Preparation.of(source):
        return redirect(source)
    form = ColumnsForm(form_data(request), source=source)
    if request.method == "POST" and form.is_valid():
        preview(source, **form.values())
        return redirect(source)
    return columns_page(request, source, form)


@require_safe
def import_page(request: Request, pk: int) -> HttpResponse:
    """What the import would do; once it is confirmed, what it did."""
    source = own_import(request, pk)
    if not source.previewed_at:
        return _preparation(request, source)
    counts = Counter(dict(source.counts()))
    show = request.GET.get("show", "")
    show = show if show in RowOutcome else next((each for each in RowOutcome if counts[each]), RowOutcome.NEW)
    lines = source.lines.filter(outcome=show)
    page = read_page(lines, BY_ROW, request.GET.get("page"), shown=source.lines.all())
    progress = Progress.of(source)
    if request.htmx and not progress.is_going_on:
        # The page that looked on is drawn anew, with all that is done.
        return HttpResponseClientRefresh()
    context = {
        "source": source,
        "progress": progress,
        "show": show,
        "choices": [(outcome, counts[outcome]) for outcome in RowOutcome if counts[outcome] or outcome in ALWAYS_SHOWN],
        "to_change": counts[RowOutcome.CHANGED],
        "to_add": counts[RowOutcome.NEW],
        "may_undo": source.confirmed_at and progress.is_still and _is_left(source),
        "refused": counts[RowOutcome.REFUSED],
        "kept": counts[RowOutcome.KEPT],
        "names_stay": bool(source.undone_at) and source.lines.written().exclude(names={}).exists(),
        "asked": asked_by_number(source) if counts[RowOutcome.ASKED] else 0,
        "unknown_names": unknown_names(source),
        "taken_names": taken_names(source),
        "answers": answers_for_all(source) if show == RowOutcome.ASKED else [],
        "page": page,
        "lines": import_row_views(page.rows, request.user),
    }
    return render(request, "imports/import.html", context)


def _is_left(source: Import) -> bool:
    """Whether something that it wrote stands, to be taken back."""
    written = source.lines.written().filter(outcome__in=(*TO_WRITE, RowOutcome.KEPT))
    return bool(written.exists())


def _preparation(request: Request, source: Import) -> HttpResponse:
    """Before anything can be seen: how far it is, or what its columns are."""
    preparation = Preparation.of(source)
    if request.htmx and (preparation is None or preparation.is_given_up):
        return HttpResponseClientRefresh()
    if preparation is None:
        return redirect("imports:columns", source.pk)
    return render(request, "imports/preparation.html", {"source": source, "preparation": preparation})


@transaction.non_atomic_requests
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """Write what was seen. Once more: go on where it broke off."""
    source = own_import(request, pk)
    if source.previewed_at and not source.undone_at and not begin(source):
        undo_at = reverse("imports:undo", args=[source.pk])
        tell(request, _("%(file)s is imported.") % {"file": source.name}, about=source, undo=undo_at)
    return redirect(source)


@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    """Before it is confirmed its columns can be said anew; later what is written stays, and the rest can follow."""
    source = own_import(request, pk)
    source.stop()
    return redirect(source)


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Throw away the copy of the table. The follow-ups that came from it stay."""
    source = own_import(request, pk)
    source.throw_away()
    tell(request, _("%(file)s is taken off this list.") % {"file": source.name})
    return redirect("imports:imports")

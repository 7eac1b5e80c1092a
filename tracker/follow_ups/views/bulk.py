"""Changing many follow-ups at once: choosing them, a look at what becomes of each, doing it, taking it back."""

from http import HTTPStatus
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from tracker.accounts.how_often import CHOOSE, is_within, too_often
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.bulk.bulk_edit import Refusal
from tracker.follow_ups.bulk.forms import DIRECT, SAY_WHAT, BulkEditForm, DirectForm, direct_columns
from tracker.follow_ups.bulk.preview import Preview
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.follow_ups.models.bulk_change import AT_A_TIME, MOST, BulkOutcome
from tracker.kit import form_responses
from tracker.kit.row_by_name_field import is_key
from tracker.kit.templatetags.kit import grouped

MOST_NAMED = 100


@require_POST
def choose(request: Request, column: str = "") -> HttpResponse:
    """Those ticked, or with `whole` all that fit the query of the list; to be changed in `column`, if it names one."""
    if column and column not in DIRECT:
        raise Http404
    query = request.POST.get("query", "")[:5_000]
    rows: Any = FollowUp.objects.visible_to(request.user)
    if request.POST.get("whole"):
        filtered = FollowUpFilter(QueryDict(query), rows, user=request.user)
        rows = filtered.qs if filtered.is_valid() else rows.none()
    else:
        ticked = {int(key) for key in request.POST.getlist("row") if is_key(key)}
        rows = rows.filter(pk__in=sorted(ticked)[: MOST + 1])
    chosen = list(rows.by_due().values_list("pk", "version")[: MOST + 1])
    if not chosen or len(chosen) > MOST:
        most = number_format(MOST, force_grouping=True)
        many = _("These are more than %(most)s. Narrow the list down first.") % {"most": most}
        messages.warning(request, many if chosen else _("Tick the follow-ups that you want to change first."))
        # No dialog holds the list.
        lead = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
        return lead(f"{reverse('follow_ups:list')}{'?' if query else ''}{query}")
    if not is_within(request.user, CHOOSE):
        return too_often(request, reverse("follow_ups:list"))
    bulk = BulkChange.choose(chosen, by=request.user, query=query)
    return redirect("follow_ups:bulk_column", bulk.pk, column) if column else redirect(bulk)


@require_safe
def bulk_page(request: Request, pk: int) -> HttpResponse:
    bulk = _own(request, pk)
    if bulk.started_at:
        return render(request, "follow_ups/bulk_done.html", _standing(request, bulk))
    return _draft(request, bulk, request.GET)


@transaction.non_atomic_requests
@require_POST
def do(request: Request, pk: int) -> HttpResponse:
    """Start it when it is not, and change the next of them."""
    bulk = _own(request, pk)
    if not bulk.started_at:
        form = BulkEditForm(request.POST, user=request.user)
        if not form.is_valid() or not form.bulk_edit().asks:
            return _draft(request, bulk, request.POST, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        bulk.start(form.bulk_edit())
    bulk.go_on()
    if not bulk.asked.is_note:
        undo_at = reverse("follow_ups:bulk_undo", args=[bulk.pk])
        form_responses.remember_deed(request, _("Change of several follow-ups"), undo_at)
    return redirect(bulk)


@transaction.non_atomic_requests
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take it back, the next of them at a time."""
    bulk = _own(request, pk)
    if bulk.started_at and not bulk.asked.is_note:
        bulk.take_back()
    form_responses.forget_deed(request)
    return _led_back(request, bulk)


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def change_column(request: Request, pk: int, column: str) -> HttpResponse:
    """Change what is ticked without a look at each before: what became of them is said, with the way back."""
    bulk = _own(request, pk)
    if column not in direct_columns(request.user):
        raise Http404
    form = DirectForm(form_data(request), column=column, user=request.user)
    if bulk.started_at or (request.method == "POST" and form.is_valid()):
        if not bulk.started_at:
            bulk.start(form.bulk_edit())
            bulk.go_on()
        return _led_back(request, bulk)
    title = ngettext("Change %(said)s follow-up", "Change %(said)s follow-ups", bulk.total) % {"said": bulk.total}
    return form_responses.form_page(request, default=_list_of(bulk), title=title, button=_("Change"), form=form)


def _led_back(request: Request, bulk: BulkChange) -> HttpResponse:
    """To its own page as long as it is at work, and from there; else to where one was, and say it there."""
    place = bulk.get_absolute_url()
    address = form_responses.next_address(request, place)
    if bulk.is_at_work or urlsplit(address).path == place:
        return redirect(place)
    _say_done(request, bulk)
    return redirect(address)


def _say_done(request: Request, bulk: BulkChange) -> None:
    counts, stayed = bulk.counts, BulkOutcome.KEPT if bulk.undone_at else BulkOutcome.LEFT
    if bulk.undone_at:
        done = counts[BulkOutcome.UNDONE]
        said = ngettext("%(said)s taken back", "%(said)s taken back", done) % {"said": grouped(done)}
    else:
        done = counts[BulkOutcome.CHANGED]
        said = ngettext("%(said)s changed", "%(said)s changed", done) % {"said": grouped(done)}
    if left := counts[stayed]:
        said += ", " + ngettext("%(said)s left alone", "%(said)s left alone", left) % {"said": grouped(left)}
        whys = set(bulk.rows.filter(outcome=stayed).values_list("why", flat=True))
        said += "".join([f". {Refusal(why).label}" for why in whys if len(whys) == 1])
    words = format_html('<a href="{}">{}</a>', bulk.get_absolute_url(), said)
    if not done:
        messages.warning(request, words)
        return
    may_undo = not bulk.undone_at and not bulk.asked.is_note
    undo_at = reverse("follow_ups:bulk_undo", args=[bulk.pk]) if may_undo else ""
    form_responses.tell(request, words, undo=undo_at, here=True)


def _list_of(bulk: BulkChange) -> str:
    return f"{reverse('follow_ups:list')}?{bulk.query}"


def _own(request: Request, pk: int) -> BulkChange:
    bulk: BulkChange = get_object_or_404(BulkChange.objects.filter(by=request.user), pk=pk)
    return bulk


def _draft(request: Request, bulk: BulkChange, typed: QueryDict, status: int = HTTPStatus.OK) -> HttpResponse:
    form = BulkEditForm(typed if typed or status != HTTPStatus.OK else None, user=request.user)
    bulk_edit = form.bulk_edit() if form.is_valid() else None
    asks = bulk_edit is not None and bulk_edit.asks
    if bulk_edit and not asks:
        form.add_error(None, SAY_WHAT)
    context = {
        "bulk": bulk,
        "form": form,
        "preview": Preview(bulk, bulk_edit if asks else None, request.user),
        "sent": [(name, value) for name, values in typed.lists() for value in values if name in form.fields],
        "list": _list_of(bulk),
    }
    return render(request, "follow_ups/bulk.html", context, status=status)


def _standing(request: Request, bulk: BulkChange) -> dict[str, Any]:
    """How far it is, and which were left alone and why."""
    counts = bulk.counts
    rows = bulk.rows.filter(outcome__in=(BulkOutcome.LEFT, BulkOutcome.KEPT)).order_by("outcome", "why", "id")[
        :MOST_NAMED
    ]
    keys = [row.follow_up_id for row in rows]
    names = {each.pk: each for each in FollowUp.objects.visible_to(request.user).filter(pk__in=keys)}
    left = [
        (Refusal(why).label, [names[row.follow_up_id] for row in group if row.follow_up_id in names])
        for (_outcome, why), group in groupby(rows, lambda row: (row.outcome, row.why))
    ]
    return {
        "bulk": bulk,
        "counts": counts,
        "done": bulk.total - counts[BulkOutcome.CHANGED if bulk.undone_at else BulkOutcome.WAITING],
        "changed": counts[BulkOutcome.CHANGED] + counts[BulkOutcome.UNDONE] + counts[BulkOutcome.KEPT],
        "asked": bulk.asked,
        "lines": bulk.asked.summary(request.user),
        "left": left,
        "further": counts[BulkOutcome.LEFT] + counts[BulkOutcome.KEPT] - len(keys),
        "at_a_time": AT_A_TIME,
        "list": _list_of(bulk),
    }

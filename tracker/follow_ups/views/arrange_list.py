"""Choosing the columns of the follow-ups list, and by what it is grouped. It all stands in the address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.group_form import GroupForm
from tracker.follow_ups.list.sorting import columns_of, order_of
from tracker.kit.form_responses import next_address
from tracker.lists.sorting import headings


@require_safe
def arrange(request: Request) -> HttpResponse:
    """Which columns the list of this address shows, in which order, and in which groups."""
    columns = columns_of(request.GET.get("columns", ""))
    place = reverse("follow_ups:list")
    context = {
        "columns": headings(COLUMNS, order_of(request.GET.get("sort", "")), columns.names, columns=columns),
        "further": [(name, COLUMNS[name].label, columns.joined_by(name)) for name in columns.further],
        "words": columns.words,
        "form": GroupForm(group=request.GET.get("group", "")),
        "kept": [(name, value) for name, value in request.GET.items() if name not in ("columns", "group", "page")],
        "list": place,
        "back": next_address(request, place),
    }
    return render(request, "follow_ups/arrange.html", context)

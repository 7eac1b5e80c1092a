"""The list of people, and as a file."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.databases.reading import read_from_replica
from tracker.directory.field_register import LISTED, PEOPLE
from tracker.directory.models import Person
from tracker.directory.people.bounces import mark_bounces
from tracker.directory.people.filters import quick_choices
from tracker.directory.people.people_list import PeopleQuery, sheet_for
from tracker.directory.people.posts_held import with_posts, with_sorted_columns
from tracker.exports.export_response import exported
from tracker.lists.filters import chips
from tracker.lists.paging import capped_count, read_page
from tracker.lists.quick_choices import tabs_of
from tracker.lists.sorting import headings


@read_from_replica
@require_safe
def people(request: Request) -> HttpResponse:
    asked = PeopleQuery.of(request)
    filtered, order, today = asked.filtered, asked.order, asked.today
    rows = filtered.qs if filtered.is_valid() else asked.everybody.none()
    shown = with_posts(with_sorted_columns(Person.objects.all(), request.user, today), request.user, today)
    quick = quick_choices(request, asked.everybody, today)
    page = read_page(rows, order, request.GET.get("page"), shown=shown)
    mark_bounces(page.rows)
    context = {
        "form": filtered.form,
        # Where a tab is lit it says all that is on.
        "chips": [] if any(choice.is_on for choice in quick) else chips(request, filtered.form),
        "tabs": tabs_of(quick),
        "nothing_fits": filtered.nothing_fits,
        "columns": headings(PEOPLE, order, LISTED, filtered.form),
        "page": page,
        "count": capped_count(rows),
    }
    return render(request, "directory/people.html", context, status=200 if filtered.is_valid() else 400)


@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, sheet_for, "directory:people")

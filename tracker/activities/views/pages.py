"""The list of activities, and an activity's own page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.activities.field_register import COLUMNS
from tracker.activities.filters import NEWEST_FIRST, ActivityFilter
from tracker.activities.models import Activity
from tracker.databases.reading import read_from_replica
from tracker.files.files_of_thing import files_of, with_files
from tracker.history.undo import undoable
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.lists.filters import chips
from tracker.lists.paging import capped_count, read_page
from tracker.lists.sorting import headings_by_name

MOST_ENTRIES = 200


@read_from_replica
@require_safe
def activities(request: Request) -> HttpResponse:
    everything = Activity.objects.visible_to(request.user)
    filtered = ActivityFilter(request.GET, everything, user=request.user)
    rows = filtered.qs if filtered.is_valid() else everything.none()
    shown = Activity.objects.with_names().with_targets()
    context = {
        "form": filtered.form,
        "heads": headings_by_name(COLUMNS, filtered.form),
        "chips": chips(request, filtered.form),
        "nothing_fits": filtered.nothing_fits,
        "page": read_page(rows, NEWEST_FIRST, request.GET.get("page"), shown=shown),
        "count": capped_count(rows),
    }
    return render(request, "activities/list.html", context, status=200 if filtered.is_valid() else 400)


@require_safe
def activity_page(request: Request, pk: int) -> HttpResponse:
    activity = visible_activity(request, pk)
    entries = activity.history.select_related("by", "content_type").order_by("-id")[:MOST_ENTRIES]
    files = files_of(activity, request.user)
    told = [(entry, verb_label(entry), changed_fields(entry)) for entry in without_hidden(list(entries), request.user)]
    context = {
        "activity": activity,
        "entries": with_files(told, files),
        "files": files,
        "last": undoable(activity, request.user),
    }
    return render(request, "activities/activity.html", context)


def visible_activity(request: Request, pk: int) -> Activity:
    activity: Activity = get_object_or_404(Activity.objects.visible_to(request.user).with_names(), pk=pk)
    return activity

"""The calendar: a month as a grid or as an agenda. All of its state stands in the address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.pages.calendar_month import Month, read_meetings, read_month


@require_safe
def calendar(request: Request) -> HttpResponse:
    today = timezone.localdate()
    whose = "all" if request.GET.get("whose") == "all" else "mine"
    view = "agenda" if request.GET.get("view") == "agenda" else "month"
    is_mine = whose == "mine"
    shows_house = read_meetings(request.GET.get("meetings", ""), usual=not is_mine)
    first = read_month(request.GET.get("month", ""), today)
    month = Month(first, request.user, mine=is_mine, shows_house=shows_house)
    context = {"month": month, "whose": whose, "view": view, "today": today}
    return render(request, "pages/calendar.html", context)

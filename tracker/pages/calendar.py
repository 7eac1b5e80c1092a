"""The calendar: a month as a grid or as an agenda. All of its state stands in the address."""

import re
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.databases.reading import read_from_replica
from tracker.pages.calendar_month import YEARS, Month


@read_from_replica
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


def read_meetings(asked: str, *, usual: bool) -> bool:
    """Whether the address asks for all meetings of the house; without a word of it, as usual."""
    return {"on": True, "off": False}.get(asked, usual)


def read_month(words: str, today: date) -> date:
    """The first day of the month that "2018-05" names; of this month for anything else."""
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", words)
    year, month = (int(found[1]), int(found[2])) if found else (today.year, today.month)
    return date(year, month, 1) if year in YEARS else today.replace(day=1)

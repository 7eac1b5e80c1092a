"""My desk: the home page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.follow_ups import desk
from tracker.follow_ups.headline import headline


@require_safe
def my_desk(request: Request) -> HttpResponse:
    today = timezone.localdate()
    sections = desk.sections(request.user, today)
    counts = {section.name: section.count.number for section in sections}
    passed = desk.passed(request.user, today)
    context = {
        "today": today,
        "headline": headline(counts["late"], counts["week"]),
        "sections": sections,
        "passed": passed,
        "snoozed": (snoozed := desk.snoozed(request.user, today)),
        "steps": desk.next_steps(request.user, today),
        "is_empty": not any(counts.values()) and not passed.rows and not snoozed,
        "meetings": desk.next_meetings(request.user, today),
        "ending": desk.ending_agreements(request.user, today),
        "lately": desk.lately(request.user, today),
    }
    return render(request, "follow_ups/desk.html", context)

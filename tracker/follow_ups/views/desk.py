"""My desk: the home page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts.adapter import SIGNED_IN_NOW
from tracker.accounts.request import Request
from tracker.follow_ups import desk
from tracker.follow_ups.headline import headline
from tracker.follow_ups.models import SavedView, StartView
from tracker.follow_ups.saved import note_use


@require_safe
def my_desk(request: Request) -> HttpResponse:
    if request.session.pop(SIGNED_IN_NOW, False) and (start := _start(request)):
        return redirect(start)
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


def _start(request: Request) -> SavedView | None:
    """The view with which this person starts. Whether there are any is asked once, when they sign in."""
    if SavedView.objects.visible_to(request.user).exists():
        note_use(request)
    return StartView.of(request.user)

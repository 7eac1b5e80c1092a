"""Find anything: a word, a name or a reference, in all nouns at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.follow_ups.finding import found_follow_ups, sections
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.reference import read_reference

LONGEST = 200


@require_safe
def find(request: Request) -> HttpResponse:
    """While a person still types, only what was found is asked for, and no reference leads away."""
    words = " ".join(request.GET.get("q", "")[:LONGEST].replace("\x00", "").split())
    is_typing = bool(request.htmx)
    if read_reference(words) and not is_typing:
        follow_ups = FollowUp.objects.visible_to(request.user)
        if named := follow_ups.filter(reference=words.upper()).first():
            return redirect(named)
    context: dict[str, Any] = {"found_words": words}
    if words:
        context |= {"follow_ups": found_follow_ups(request.user, words), "sections": sections(request.user, words)}
    return render(request, "follow_ups/find.html", context)

"""Find anything: a word, a name or a reference, in all nouns at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting

MOST = 8
LONGEST = 200


@require_safe
def find(request: Request) -> HttpResponse:
    words = " ".join(request.GET.get("q", "")[:LONGEST].replace("\x00", "").split())
    follow_ups = FollowUp.objects.visible_to(request.user)
    if words and (named := follow_ups.filter(reference__iexact=words).first()):
        return redirect(named)
    context: dict[str, Any] = {"found_words": words}
    if words:
        context |= {
            "follow_ups": follow_ups.saying(words).with_names().order_by("-id")[:MOST],
            "meetings": Meeting.objects.visible_to(request.user).find(words)[:MOST],
            "organisations": Organisation.objects.visible_to(request.user).find(words)[:MOST],
            "people": Person.objects.visible_to(request.user).find(words)[:MOST],
            "mandates": Mandate.objects.visible_to(request.user).find(words)[:MOST],
        }
    return render(request, "follow_ups/find.html", context)

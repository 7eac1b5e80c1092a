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
from tracker.records.hits import hits_in
from tracker.records.models import Record

MOST = 8
LONGEST = 200


@require_safe
def find(request: Request) -> HttpResponse:
    typed = request.GET.get("q", "")[:LONGEST].replace("\x00", "")
    words = " ".join(typed.split())
    follow_ups = FollowUp.objects.visible_to(request.user)
    if words and (named := follow_ups.filter(reference__iexact=words).first()):
        return redirect(named)
    context: dict[str, Any] = {"found_words": words}
    if words:
        context |= {
            "follow_ups": follow_ups.with_names().best(words, MOST),
            "meetings": Meeting.objects.visible_to(request.user).best(words, MOST),
            "records": hits_in(Record.objects.visible_to(request.user), words, MOST),
            "organisations": Organisation.objects.visible_to(request.user).find(words)[:MOST],
            "people": Person.objects.visible_to(request.user).find(words)[:MOST],
            "mandates": Mandate.objects.visible_to(request.user).find(words)[:MOST],
        }
    return render(request, "follow_ups/find.html", context)

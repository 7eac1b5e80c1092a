"""What was learnt here from decisions, for administrators to see and to go back from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.reading.scoring import Learnt, table
from tracker.suggestions.learning.learn import LEAST, LEAST_WEIGHED, Decided, counts
from tracker.suggestions.learning.learn_here import decided_here
from tracker.suggestions.models import Learning
from tracker.suggestions.reasons import REASONS

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason with how often it was right here and how often not; `offset` is how much more or less it counts."""

    reason: str
    right: int
    wrong: int
    offset: float


@require_safe
def learnt(request: Request) -> HttpResponse:
    _check_right(request)
    decided, here = decided_here(), Learning.here()
    context: dict[str, Any] = {"shipped": table(), "here": here or table(), "rows": _rows(), "decisions": len(decided)}
    context |= {"lines": list(_lines(decided, here)), "least": LEAST, "least_weighed": LEAST_WEIGHED}
    return render(request, "suggestions/learnt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def forget_learnt(request: Request) -> HttpResponse:
    _check_right(request)
    if request.method == "POST":
        if row := Learning.go_back(by=request.user):
            tell(request, _("Suggestions are made as Suivi is shipped again."), about=row)
        return redirect("suggestions:learnt")
    return form_responses.form_page(
        request,
        title=_("Back to what is shipped"),
        about=_("What was decided so far teaches nothing any more. It stays decided."),
        button=_("Go back"),
        default=reverse("suggestions:learnt"),
    )


def _lines(decided: list[Decided], here: Learnt | None) -> Iterator[ReasonLine]:
    by_reason, offsets = counts(decided), here.offsets if here else {}
    for name, words in REASONS.items():
        if name in by_reason:
            yield ReasonLine(str(words), *by_reason[name], offsets.get(name, 0.0))


def _rows() -> list[Learning]:
    return list(Learning.objects.select_related("by")[:MOST_SHOWN])


def _check_right(request: Request) -> None:
    if not permissions.may_teach(request.user):
        raise PermissionDenied

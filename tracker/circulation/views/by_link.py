"""The page behind a personal link: read without signing in; nothing changes until a button is pressed.

No forged post of another site gets here without the link itself, which stands in the address; and as the address goes
to nobody (no referrer), browsers name no origin either. So these posts are not asked for a token of the session.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.how_often import LINK, SENTENCE, is_within_from
from tracker.circulation.forms import CorrectionForm
from tracker.circulation.models import Copy, Correction
from tracker.circulation.models.correction import closed_sentence, may_correct
from tracker.circulation.page import text_context

View = Callable[..., HttpResponse]
PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}


def for_reader(view: View) -> View:
    """With the copy of a link, in the language of whoever signed in, else of its reader; wrong links look all alike."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, token: str, **given: Any) -> HttpResponse:
        if not is_within_from(request, LINK, token):
            response = render(request, "circulation/nowhere.html", {"sentence": SENTENCE}, status=429)
        else:
            copy = Copy.of(token)
            if copy is None or not copy.leads_to_text(timezone.localdate()):
                response = render(request, "circulation/nowhere.html", status=HTTPStatus.NOT_FOUND)
            else:
                with translation.override(getattr(request.user, "language", "") or copy.language):
                    response = view(request, copy, **given)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return answer


@for_reader
@require_safe
def by_link(request: HttpRequest, copy: Copy) -> HttpResponse:
    return _page(request, copy)


@for_reader
@require_POST
def propose(request: HttpRequest, copy: Copy) -> HttpResponse:
    form = CorrectionForm(request.POST, texts=copy.texts)
    if not form.is_valid():
        return _page(request, copy, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        Correction.propose(copy.record, copy=copy, **form.values())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _page(request, copy, form, HTTPStatus.CONFLICT)
    messages.success(request, _("Thank you: your correction is proposed. Below you see it, and what becomes of it."))
    return redirect("circulation:by_link", copy.token)


@for_reader
@require_POST
def take_back(request: HttpRequest, copy: Copy, pk: int) -> HttpResponse:
    """A correction of one's own on which nothing was decided."""
    correction: Correction = get_object_or_404(Correction.objects.present().filter(copy=copy), pk=pk)
    if correction.is_undecided:
        correction.change("removed", by=None, removed_at=timezone.now())
        messages.success(request, _("Your correction is taken back."))
    return redirect("circulation:by_link", copy.token)


@for_reader
@require_POST
def say_agreed(request: HttpRequest, copy: Copy) -> HttpResponse:
    if not may_correct(copy.record, timezone.localdate()):
        messages.warning(request, closed_sentence(copy.record))
    else:
        copy.agree(copy.record.latest)
        messages.success(request, _("Thank you: it is noted that you agree with it as it is."))
    return redirect("circulation:by_link", copy.token)


@for_reader
@require_POST
def not_agreed(request: HttpRequest, copy: Copy) -> HttpResponse:
    copy.disagree()
    messages.success(request, _("That you agree with it is taken back."))
    return redirect("circulation:by_link", copy.token)


def _page(
    request: HttpRequest, copy: Copy, form: CorrectionForm | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    record = copy.record
    here = copy.path
    text = text_context(record, copy.texts, request.GET.get("part", ""), here=here, form=form)
    own = Correction.objects.present().filter(copy=copy).with_texts(text["version"])
    context = {
        **text,
        "copy": copy,
        "propose": f"{here}propose/",
        "own": own,
        "closed": "" if may_correct(record, timezone.localdate()) else closed_sentence(record),
    }
    return render(request, "circulation/by_link.html", context, status=status)

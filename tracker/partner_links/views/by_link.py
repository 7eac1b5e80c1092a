"""What a contact sees behind their link: no sign-in, no session, and nothing but what is general at that moment.

To look changes nothing, however often a program looks: before somebody has pressed for the list no page shows it, and
that press is what is counted. No forged post of another site gets here without the link itself, which stands in the
address; as that goes to nobody (no referrer), browsers name no origin either, and no token of a session is asked for.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts.how_often import LINK, PUBLIC, SENTENCE, is_within_from
from tracker.follow_ups.models import FollowUp
from tracker.partner_links.models import Did, PartnerLink
from tracker.partner_links.owed import MOST, heaps_of, items_of, owed
from tracker.partner_links.report import open_list
from tracker.partner_links.report_forms import FORMS, ReportForm
from tracker.partner_links.reported import reports_on

ATTACH_BY_LINK = "attach_by_link"
PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}


def for_contact(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """With the link, in the language of whoever signed in, else of the link; links that do not work look all alike."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, token: str, **given: Any) -> HttpResponse:
        response = _answer(view, request, token, given) if _is_within(request, token) else _too_often(request)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return answer


def _answer(view: Callable[..., HttpResponse], request: HttpRequest, token: str, given: dict[str, Any]) -> HttpResponse:
    link = PartnerLink.of(token, timezone.localdate())
    if link is not None:
        with translation.override(getattr(request.user, "language", "") or link.language):
            try:
                return view(request, link, token, **given)
            except Http404:
                return _nowhere(request)
    return _nowhere(request)


def _nowhere(request: HttpRequest) -> HttpResponse:
    return render(request, "partner_links/nowhere.html", status=HTTPStatus.NOT_FOUND)


def _is_within(request: HttpRequest, token: str) -> bool:
    """By the link presses are counted alone: however often programs look, they keep nobody out."""
    if request.method != "POST":
        return is_within_from(request, PUBLIC)
    return is_within_from(request, LINK, token) and (
        not request.FILES or is_within_from(request, ATTACH_BY_LINK, token)
    )


def _too_often(request: HttpRequest) -> HttpResponse:
    words = {"sentence": SENTENCE}
    return render(request, "partner_links/nowhere.html", words, status=HTTPStatus.TOO_MANY_REQUESTS)


@for_contact
@require_safe
def by_link(request: HttpRequest, link: PartnerLink, token: str) -> HttpResponse:
    """A door, until somebody presses; then the list, for a while."""
    context: dict[str, Any] = {"link": link, "token": token}
    if not link.is_shown:
        return render(request, "partner_links/door.html", context)
    today = timezone.localdate()
    rows = list(owed(link.organisation, today).with_names().active_first()[: MOST + 1])
    context |= {"heaps": heaps_of(items_of(rows[:MOST], today)), "has_more": len(rows) > MOST}
    return render(request, "partner_links/list.html", context)


@for_contact
@require_POST
def show(request: HttpRequest, link: PartnerLink, token: str) -> HttpResponse:
    open_list(link)
    return redirect("partner_links:by_link", token)


@for_contact
@require_safe
def item(request: HttpRequest, link: PartnerLink, token: str, pk: int) -> HttpResponse:
    follow_up = _owed(link, pk)
    return _page(request, link, token, follow_up) if link.is_shown else redirect("partner_links:by_link", token)


@for_contact
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, link: PartnerLink, token: str, pk: int, did: str) -> HttpResponse:
    follow_up = _owed(link, pk)
    if did not in FORMS:
        raise Http404
    if not FORMS[did].is_open(follow_up) or (request.method != "POST" and not link.is_shown):
        return redirect("partner_links:item", token, pk)
    if request.method != "POST":
        return _page(request, link, token, follow_up, FORMS[did](None, None, follow_up=follow_up))
    form = FORMS[did](request.POST, request.FILES, follow_up=follow_up)
    if not (form.is_valid() and form.do(link)):
        return _page(request, link, token, follow_up, form)
    messages.success(request, _("Thank you. Noted: %(what)s") % {"what": form.use.get_did_display()})
    return redirect("partner_links:item", token, pk)


def _owed(link: PartnerLink, pk: int) -> FollowUp:
    rows = owed(link.organisation, timezone.localdate()).with_names()
    follow_up: FollowUp = get_object_or_404(rows, pk=pk)
    return follow_up


def _page(
    request: HttpRequest, link: PartnerLink, token: str, follow_up: FollowUp, form: ReportForm | None = None
) -> HttpResponse:
    [shown] = items_of([follow_up], timezone.localdate())
    context = {
        "link": link,
        "token": token,
        "item": shown,
        "form": form,
        "buttons": [(did, str(each.title)) for did, each in FORMS.items() if each.is_open(follow_up)],
        "key": FORMS[Did.BEGAN](None, None, follow_up=follow_up)["key"],
        "reports": reports_on(follow_up, link.organisation),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.is_bound else HTTPStatus.OK
    return render(request, "partner_links/item.html", context, status=status)

"""Logging a follow-up: from words in a record, under a meeting, or by itself."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import search_within
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.models import Organisation
from tracker.follow_ups.forms import LogForm, TitleForm
from tracker.follow_ups.links.sides import Side, link
from tracker.follow_ups.log_from_selection import log_from_words, log_title, suggestions
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import OURS_TO_MOVE, Status
from tracker.follow_ups.suggestions.kind_of_title import say_kind_of_title
from tracker.follow_ups.suggestions.near_titles import near_titles
from tracker.follow_ups.views.place_in_lane import put_beside
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import key_in
from tracker.meetings.models import Meeting
from tracker.records.selected_words import SelectedWords, selected_words

# So many that promise the same are proposed.
MOST_NEAR = 3


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    words = selected_words(request.user, request.GET)
    meeting = words.meeting if words else _meeting(request)
    # What is typed starts from nothing.
    started = {} if request.method == "POST" else _started(request, words, meeting)
    return log_with(request, started, words=words, meeting=meeting)


def log_with(
    request: Request,
    started: dict[str, Any],
    *,
    words: SelectedWords | None = None,
    meeting: Meeting | None = None,
    then: Callable[[FollowUp], None] | None = None,
) -> HttpResponse:
    """The form, which starts with `started`; what it logs is given to `then`."""
    form = LogForm(form_data(request), user=request.user, initial=started)
    if meeting:
        form.stay_with(meeting)
    if request.method == "POST" and form.is_valid():
        follow_up = log_from_words(words, by=request.user, **({"meeting": meeting} | form.values()))
        _link_same(request, follow_up, form)
        if then:
            then(follow_up)
        return _logged(request, follow_up, (meeting or follow_up).get_absolute_url())
    return _page(request, form, words, meeting)


@require_http_methods(["GET", "HEAD", "POST"])
def add_to_lane(request: Request, status: str) -> HttpResponse:
    """A title typed in a lane of the board becomes a card there."""
    if status not in OURS_TO_MOVE:
        raise Http404
    if not permissions.may_log(request.user):
        raise PermissionDenied
    form, board = TitleForm(form_data(request), user=request.user), f"{reverse('follow_ups:list')}?layout=board"
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("title", "key")}
        follow_up = log_title(**given, status=status, by=request.user)
        _link_same(request, follow_up, form)
        # In sight of whoever typed it, rather than after all that has a date.
        with suppress(ValidationError):
            put_beside(request, follow_up)
        return _logged(request, follow_up, board)
    page: dict[str, Any] = {"title": _("New follow-up"), "button": _("Add"), "about": Status(status).label}
    return form_responses.form_page(request, default=board, form=form, **page)


@require_safe
def kind(request: Request) -> HttpResponse:
    """What the first choice of kinds says of the title typed so far."""
    return HttpResponse(escape(say_kind_of_title(request.GET.get("title", ""))))


@require_safe
@search_within
def near(request: Request) -> HttpResponse:
    """What was promised already in other words, while the title is typed."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return render(request, "follow_ups/near.html", {"near": _near(request, request.GET.get("title", ""))})


def _near(request: Request, title: str) -> list[FollowUp]:
    return near_titles(title, FollowUp.objects.visible_to(request.user), MOST_NEAR)


def _link_same(request: Request, follow_up: FollowUp, form: LogForm | TitleForm) -> None:
    for other in form.cleaned_data.get("same_as", ()):
        link(follow_up, Side.SAME, other, by=request.user)


def _logged(request: Request, follow_up: FollowUp, back: str) -> HttpResponse:
    words = _("%(reference)s is logged.") % {"reference": follow_up.reference}
    tell(request, words, about=follow_up, undo=reverse("follow_ups:remove", args=[follow_up.pk]))
    return form_responses.redirect_back(request, back)


def _started(request: Request, words: SelectedWords | None, meeting: Meeting | None) -> dict[str, Any]:
    """What the form starts with: what is suggested, and the partner or unit from whose page a link leads here."""
    keys = {name: key_in(request.GET.get(name)) for name in ("partner", "unit")}
    known = Organisation.objects.visible_to(request.user)
    asked = {name: known.filter(pk=key).first() for name, key in keys.items() if key is not None}
    return suggestions(words, meeting, request.user) | {name: each for name, each in asked.items() if each}


def _meeting(request: Request) -> Meeting | None:
    key = key_in(request.GET.get("meeting"))
    if key is None:
        return None
    meeting: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=key)
    return meeting


def _page(request: Request, form: LogForm, words: SelectedWords | None, meeting: Meeting | None) -> HttpResponse:
    default = meeting.get_absolute_url() if meeting else "/"
    context: dict[str, Any] = {"title": _("New follow-up"), "button": _("Save"), "form": form, "about": meeting}
    context |= {"chosen": "follow_up", "near": _near(request, str(form["title"].value() or ""))}
    context["same_as"] = request.POST.getlist("same_as")
    context["slot"] = "panel" if request.GET.get("within") == "margin" else "dialog"
    return form_responses.form_page(request, "follow_ups/new.html", default=default, words=words, **context)

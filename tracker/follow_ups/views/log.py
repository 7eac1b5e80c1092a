"""Logging a follow-up: from words in a record, under a meeting, or by itself."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.models import Organisation
from tracker.follow_ups.forms import LogForm
from tracker.follow_ups.log_from_selection import log_from_words, suggestions
from tracker.follow_ups.suggestions.kind_of_title import say_kind_of_title
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import key_in
from tracker.meetings.models import Meeting
from tracker.records.selected_words import SelectedWords, selected_words


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    words = selected_words(request.user, request.GET)
    meeting = words.meeting if words else _meeting(request)
    form = LogForm(form_data(request), user=request.user, initial=_started(request, words, meeting))
    if meeting:
        form.stay_with(meeting)
    if request.method == "POST" and form.is_valid():
        follow_up = log_from_words(words, by=request.user, **({"meeting": meeting} | form.values()))
        words_said = _("%(reference)s is logged.") % {"reference": follow_up.reference}
        tell(request, words_said, about=follow_up, undo=reverse("follow_ups:remove", args=[follow_up.pk]))
        return form_responses.redirect_back(
            request, meeting.get_absolute_url() if meeting else follow_up.get_absolute_url()
        )
    return _page(request, form, words, meeting)


@require_safe
def kind(request: Request) -> HttpResponse:
    """What the first choice of kinds says of the title typed so far."""
    return HttpResponse(escape(say_kind_of_title(request.GET.get("title", ""))))


def _started(request: Request, words: SelectedWords | None, meeting: Meeting | None) -> dict[str, Any]:
    """What the form starts with: what is suggested, and the partner or unit from whose page a link leads here."""
    known = Organisation.objects.visible_to(request.user)
    asked = {name: known.filter(pk=key_in(request.GET.get(name))).first() for name in ("partner", "unit")}
    return suggestions(words, meeting, request.user) | {name: each for name, each in asked.items() if each}


def _meeting(request: Request) -> Meeting | None:
    key = request.GET.get("meeting", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    meeting: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=key)
    return meeting


def _page(request: HttpRequest, form: LogForm, words: SelectedWords | None, meeting: Meeting | None) -> HttpResponse:
    default = meeting.get_absolute_url() if meeting else "/"
    context: dict[str, Any] = {"title": _("New follow-up"), "button": _("Save"), "form": form, "about": meeting}
    context["chosen"] = "follow_up"
    context["slot"] = "panel" if request.GET.get("within") == "margin" else "dialog"
    return form_responses.form_page(request, "follow_ups/new.html", default=default, words=words, **context)

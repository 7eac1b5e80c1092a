"""Keeping a follow-up off one's own desk until a day, and having it back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.action_forms import SnoozeForm
from tracker.follow_ups.models import FollowUp, Snooze
from tracker.follow_ups.views.shared import visible_follow_up
from tracker.kit import date_formats, form_responses
from tracker.kit.form_responses import tell


@require_http_methods(["GET", "HEAD", "POST"])
def snooze(request: Request, pk: int) -> HttpResponse:
    follow_up = _own(request, pk)
    form = SnoozeForm(form_data(request))
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        Snooze.keep_off(follow_up, by=request.user, until=until)
        said = {"reference": follow_up.reference, "day": date_formats.format_date(until)}
        undo = reverse("follow_ups:wake", args=[follow_up.pk])
        tell(request, _("%(reference)s is back on your desk on %(day)s.") % said, about=follow_up, undo=undo)
        return form_responses.redirect_back(request, follow_up.get_absolute_url())
    return form_responses.form_page(
        request,
        default=follow_up.get_absolute_url(),
        title=_("Not on my desk until"),
        button=_("Snooze"),
        form=form,
        about=follow_up.title,
    )


@require_POST
def wake(request: Request, pk: int) -> HttpResponse:
    follow_up = _own(request, pk)
    Snooze.wake(follow_up, by=request.user)
    tell(request, _("%(reference)s is back on your desk.") % {"reference": follow_up.reference}, about=follow_up)
    return form_responses.redirect_back(request, follow_up.get_absolute_url())


def _own(request: Request, pk: int) -> FollowUp:
    follow_up = visible_follow_up(request, pk)
    if not permissions.owns(request.user, follow_up):
        raise PermissionDenied
    return follow_up

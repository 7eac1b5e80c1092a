"""Confirming what was reported done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.get_or_add import get_or_add
from tracker.follow_ups.closing.forms import ConfirmForm
from tracker.follow_ups.log_from_selection import classification_for_new
from tracker.follow_ups.views.shared import say_done, visible_follow_up
from tracker.history.editing import edit_page
from tracker.kit import form_responses


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    if not permissions.may_confirm(request.user, follow_up):
        raise PermissionDenied
    if not follow_up.is_to_confirm:
        messages.info(request, _("%(reference)s waits for no confirmation.") % {"reference": follow_up.reference})
        return form_responses.redirect_back(request, follow_up.get_absolute_url())
    form = ConfirmForm(form_data(request), follow_up=follow_up, user=request.user)

    def save() -> HttpResponse:
        person = get_or_add(form.who, by=request.user, classification=classification_for_new(follow_up))
        entry = follow_up.confirm(by=request.user, confirmed_by=person, **form.confirmed())
        say_done(request, follow_up, entry, _("%(reference)s is confirmed.") % {"reference": follow_up.reference})
        return form_responses.redirect_back(request, follow_up.get_absolute_url())

    button = _("Confirm")
    return edit_page(request, follow_up, form, save, title=_("Confirm that it is done"), button=button, about=follow_up)

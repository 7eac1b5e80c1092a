"""How somebody wants to be told, on one page; and how the house has it where they say nothing."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.kit import form_responses
from tracker.notifications.forms import HousePreferencesForm, OwnPreferencesForm
from tracker.notifications.models import Preferences


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request) -> HttpResponse:
    house = Preferences.of_house()
    form = OwnPreferencesForm(form_data(request), instance=Preferences.of(request.user), user=request.user, house=house)
    if request.method == "POST" and form.is_valid():
        form.keep()
        form_responses.tell(request, _("It is noted how you want to be told."))
        return form_responses.redirect_back(request, reverse("desk"))
    return form_responses.form_page(
        request, "notifications/preferences.html", default=reverse("desk"),
        title=_("Mails to me"), button=_("Save"), form=form, may_set_house=permissions.may_invite(request.user),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def of_house(request: Request) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    form = HousePreferencesForm(form_data(request), instance=Preferences.of_house())
    if request.method == "POST" and form.is_valid():
        form.keep()
        form_responses.tell(request, _("It is noted how the house tells people."))
        return form_responses.redirect_back(request, reverse("notifications:today"))
    return form_responses.form_page(
        request, "notifications/preferences.html", default=reverse("notifications:today"),
        title=_("Mails of the house"), button=_("Save"), form=form,
    )  # fmt: skip

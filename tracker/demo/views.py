"""The page that empties the house of the demo: it says what goes, what stays, and what was entered meanwhile."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.demo.forms import StartForRealForm
from tracker.demo.start_for_real import accounts_of_the_demo, entered_since
from tracker.demo.start_for_real import start_for_real as empty_the_house
from tracker.history.models import Entry
from tracker.history.visible import visible_entries
from tracker.history.wording.words_of_entry import verb_label
from tracker.kit import form_responses
from tracker.kit.form_responses import tell

MOST_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def start_for_real(request: Request) -> HttpResponse:
    if not permissions.may_invite(request.user):
        raise PermissionDenied
    if not Entry.objects.loadings_of_the_demo().exists():
        raise Http404
    is_of_demo = accounts_of_the_demo().filter(pk=request.user.pk).exists()
    form = StartForRealForm(request.POST or None, needs_account=is_of_demo)
    if request.method == "POST" and form.is_valid():
        return _begin(request, form)
    context: dict[str, Any] = {"title": _("Start for real"), "button": _("Empty the house"), "form": form}
    context |= _what_there_is(request.user)
    return form_responses.form_page(request, "demo/start_for_real.html", default=reverse("desk"), **context)


@transaction.atomic
def _begin(request: Request, form: StartForRealForm) -> HttpResponse:
    user = form.make_account() or request.user
    empty_the_house(by=user)
    # The sessions are gone with the rest: this one begins anew.
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    tell(request, _("The house is empty. Everything in it from now on is yours."))
    return redirect("desk")


def _what_there_is(user: User) -> dict[str, Any]:
    """What was entered since the demo, as far as this person may know of it; the number counts everything."""
    since = entered_since()
    shown = visible_entries(user).filter(pk__in=since.values("pk")).select_related("by").prefetch_related("item")
    stay = User.objects.exclude(pk__in=accounts_of_the_demo().values("pk")).order_by("name")
    return {
        "number": since.count(),
        "since": [(entry, entry.item, verb_label(entry)) for entry in shown.order_by("-id")[:MOST_SHOWN]],
        "stay": stay,
    }

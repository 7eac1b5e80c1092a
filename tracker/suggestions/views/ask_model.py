"""Letting the house's model read a record, and going back to what Suivi itself suggests."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.how_often import MODEL, is_within, too_often
from tracker.accounts.request import Request
from tracker.suggestions.model import ask_model
from tracker.suggestions.model.endpoint import ModelError
from tracker.suggestions.views.shared import latest, visible_record


@require_POST
@transaction.non_atomic_requests
def ask(request: Request, pk: int) -> HttpResponse:
    """The text leaves the house, for its model. Where that tells nothing, Suivi's own suggestions go on."""
    version = latest(visible_record(request, pk))
    if not is_within(request.user, MODEL):
        return too_often(request, version.record.get_absolute_url())
    try:
        ask_model.ask_model(version, by=request.user)
    except ModelError as error:
        messages.warning(request, _("%(why)s These are Suivi’s own suggestions.") % {"why": error.args[0]})
    return redirect("suggestions:read", pk)


@require_POST
def forget(request: Request, pk: int) -> HttpResponse:
    ask_model.forget_told(latest(visible_record(request, pk)))
    return redirect("suggestions:read", pk)

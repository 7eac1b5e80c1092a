"""A form that made something before comes with other words: what was typed is kept, and sent once more if meant."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib.messages.storage import default_storage
from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.history.opening.page import typed_in
from tracker.kit.form_responses import form_page, linked


def sent_before_page(request: Any, made: models.Model) -> HttpResponse:
    # What it told people was not done.
    request._messages = default_storage(request)
    page: dict[str, Any] = {
        "title": _("This form was sent before"),
        "sentence": _sentence(made, request.user),
        # With a key of its own it is a deed of its own.
        "typed": [(name, uuid4() if name == "key" else value) for name, value in typed_in(request)],
    }
    status = HTTPStatus.CONFLICT
    return form_page(request, "history/sent_before.html", default=reverse("desk"), status=status, **page)


def _sentence(made: Any, user: User) -> str:
    if getattr(made, "removed_at", None):
        return _("What was made from it was removed since. Send it again to make it anew.")
    if not _is_seen(made, user):
        return _("Send it again to make another with what you typed now.")
    name = getattr(made, "reference", "") or str(made)
    words = _("%(name)s was made from it. Send it again to make another with what you typed now.")
    return linked(words % {"name": name}, made)


def _is_seen(made: Any, user: User) -> bool:
    """What hangs on another has no page of its own."""
    rows = type(made).objects
    return hasattr(made, "get_absolute_url") and rows.visible_to(user).filter(pk=made.pk).exists()

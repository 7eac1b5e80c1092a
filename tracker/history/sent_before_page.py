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
from tracker.history.once import is_there_for
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
    if _is_removed_for(user, made):
        return _("What was made from it was removed since. Send it again to make it anew.")
    # What hangs on another has no page of its own.
    if not hasattr(made, "get_absolute_url") or not is_there_for(user, made):
        return _("Send it again to make another with what you typed now.")
    name = getattr(made, "reference", "") or str(made)
    words = _("%(name)s was made from it. Send it again to make another with what you typed now.")
    return linked(words % {"name": name}, made)


def _is_removed_for(user: User, made: Any) -> bool:
    """Of what they may not see any more nothing is told, not even that."""
    rows = type(made).objects
    if hasattr(rows, "removed_for"):
        return bool(rows.removed_for(user).filter(pk=made.pk).exists())
    return bool(getattr(made, "removed_at", None))

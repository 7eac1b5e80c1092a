"""The page of what went wrong on our side."""

import logging
import sys

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from tracker.health.note_fault import note_fault
from tracker.setup.database_away import is_loss, lost_database
from tracker.setup.watch.request_id import request_id

log = logging.getLogger(__name__)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request: what it asks of the database may be what went wrong."""
    error = sys.exception()
    if is_loss(error):
        return lost_database(request)
    if error is not None:
        note_fault(request, error)
    try:
        page: str = render_to_string("500.html", {"request_id": request_id()})
    except Exception:
        # Each layer around would else ask for the same page again.
        log.exception("The page of errors could not be drawn.")
        page = f"<h1>{_('Something went wrong on our side')}</h1>"
    return HttpResponseServerError(page)

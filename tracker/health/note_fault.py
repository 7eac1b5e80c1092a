"""An error of ours: noted by its kind and place, and mailed to administrators at most once an hour."""

import logging
from traceback import walk_tb

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest

from tracker.health.models import Fault, FaultMail
from tracker.health.tasks import send
from tracker.setup.mail_server import sends_mail
from tracker.setup.virtual_environment import ROOT
from tracker.setup.watch.request_id import request_id
from tracker.setup.watch.request_lines import UNKNOWN

log = logging.getLogger(__name__)


def note_fault(request: HttpRequest, error: BaseException) -> None:
    """Never raises: whoever asked gets the page of errors."""
    if isinstance(error, OperationalError | InterfaceError) and connection.vendor != "sqlite":
        # The database is away, full or overtaxed: it takes no note of that either.
        return
    match = request.resolver_match
    try:
        with transaction.atomic():
            _note(error, f"/{match.route}" if match else UNKNOWN)
    except DatabaseError:
        log.warning("An error could not be noted.", exc_info=True)


def _note(error: BaseException, address: str) -> None:
    fault = Fault.note(type(error).__name__, place_of(error), address=address, request=request_id())
    if not sends_mail() or not fault.is_to_be_mailed():
        return
    FaultMail.write(fault)
    send.enqueue()


def place_of(error: BaseException) -> str:
    """The last line of ours that it came through, such as `tracker/reports/cuts.py, rows_of, line 41`."""
    places = [(frame.f_code.co_filename, frame.f_code.co_name, line) for frame, line in walk_tb(error.__traceback__)]
    ours = [place for place in places if place[0].startswith(f"{ROOT}/tracker/")]
    if not (ours or places):
        return ""
    file, function, line = (ours or places)[-1]
    return f"{file.removeprefix(f'{ROOT}/')}, {function}, line {line}"

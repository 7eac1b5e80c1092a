"""Anybody may send what is refused: it takes one line of the log."""

import logging
from io import StringIO

import pytest
from django.test import Client

from tracker.setup.brief_refusals import brief


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "host", "told"),
    [
        ("/", "evil.example", "Invalid HTTP_HOST header: 'evil.example'"),
        (f"/follow-ups/?q={'x' * 17_000}", "localhost", "Unsafe redirect exceeding"),
    ],
)
def test_a_refusal_takes_one_line_of_the_log(path: str, host: str, told: str) -> None:
    lines, logger = StringIO(), logging.getLogger("django.security")
    handler = logging.StreamHandler(lines)
    handler.addFilter(brief)
    logger.addHandler(handler)
    try:
        assert Client().get(path, headers={"Host": host}).status_code == 400
    finally:
        logger.removeHandler(handler)
    assert [line.startswith(told) for line in lines.getvalue().splitlines()] == [True]


def test_the_log_of_a_fault_of_ours_tells_where_it_is() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "", None, (ValueError, ValueError(), None))
    assert (brief(record), record.exc_info is None) == (True, False)


def test_the_console_is_brief() -> None:
    handlers = [handler for handler in logging.getLogger().handlers if handler.name == "console"]
    assert [brief in handler.filters for handler in handlers] == [True]

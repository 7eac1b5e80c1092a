"""What whoever does a deed is answered when somebody else has just done it, with a page opened before."""

import re
from http import HTTPStatus
from typing import Any

from django.contrib.messages import get_messages
from django.test import Client

from tests.house.pages import as_sent, controls_of, marked_lines_of

WRITTEN_WORDS = re.compile(r"  (?:textarea|input type=text)(?!.*role=combobox)(?!.*read-date).* name=([\w-]+)")
# No key of a table is shorter; see tests/conftest.py.
KEY = re.compile(r"(?<=[/=])\d{4,}\b")
NUMBER = re.compile(r"[\d.,]+")


def answered_second(first: Client, second: Client, path: str, typed: dict[str, Any] | None) -> list[str]:
    """Both open the page; then the first sends `typed`, and the second the same in other words."""
    pages = [client.get(path) for client in (first, second)] if typed is not None else []
    own, other = ({}, {}) if typed is None else (as_sent(pages[0], **typed), as_sent(pages[1], **typed))
    words = {found[1] for line in controls_of(pages[1]) if (found := WRITTEN_WORDS.match(line))} if pages else set()
    other |= {name: f"{value} too" for name, value in (typed or {}).items() if name in words and is_of_words(value)}
    first.post(path, own)
    return [*told_by(second.post(path, other))]


def is_of_words(value: Any) -> bool:
    return isinstance(value, str) and not NUMBER.fullmatch(value) and "\n" not in value


def told_by(answer: Any) -> list[str]:
    """Where it leads and what is newly said there, or what the page says."""
    said = [KEY.sub("KEY", each) for each in told_newly(answer)]
    if answer.has_header("Location"):
        return [KEY.sub("KEY", f"{answer.status_code} {answer['Location']}"), *said]
    is_page = "<main" in answer.text and answer.status_code != HTTPStatus.NOT_FOUND
    page = marked_lines_of(answer) if is_page else []
    return [f"{answer.status_code}", *said, *(KEY.sub("KEY", line) for line in page)]


def told_newly(answer: Any) -> list[str]:
    """The messages that the next page will show."""
    new: Any = get_messages(answer.wsgi_request)
    return [f"{each.tags}: {each.message}" for each in new._queued_messages]

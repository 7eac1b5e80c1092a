"""A deed as a drawing tells it: what was answered, where that leads, and every sentence that is said."""

import re
from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.test import Client

TAG = re.compile(r"<[^>]*>")


def said_in(answer: Any) -> list[str]:
    """All that is told of this deed alone, each with how it is told."""
    queued: list[Any] = getattr(get_messages(answer.wsgi_request), "_queued_messages", [])
    return [f"{each.level_tag}: {TAG.sub('', str(each))}" for each in queued]


def refused_in(answer: Any) -> list[str]:
    """What the forms of a page refuse, field by field."""
    context = answer.context or {}
    forms = [context[name] for name in ("form", "said", "outcome") if name in context]
    return [f"  {name}: {each}" for form in forms for name, some in form.errors.items() for each in some]


def draw(answer: Any, names: Mapping[str, str]) -> list[str]:
    """`names` are those of what an address leads to, by the words that stand there."""
    location = answer.headers.get("Location", "")
    for words, name in names.items():
        location = location.replace(words, name)
    return [f"{answer.status_code} {location}".strip(), *said_in(answer), *refused_in(answer)]


def post(client: Client, path: str, names: Mapping[str, str], **typed: Any) -> list[str]:
    return draw(client.post(path, typed), names)

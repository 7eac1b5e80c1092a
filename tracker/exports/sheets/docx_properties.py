"""What Word shows as the properties of a document, and reads aloud its title and language by."""

from datetime import UTC
from typing import Any

from django.utils import timezone

from tracker.kit.text import writable

_LOCALES = {"fr": "fr-FR"}


def locale_of(language: str) -> str:
    return _LOCALES.get(language[:2], "en-GB")


def describe(document: Any, *, title: str, author: str, language: str) -> None:
    """What the document that it began as says of itself, such as the day on which that was made, is said no more."""
    said, now = document.core_properties, timezone.now().astimezone(UTC)
    said.title, said.author = writable(title)[:255], writable(author)[:255]
    said.language, said.comments, said.last_modified_by = locale_of(language), "", ""
    said.created = said.modified = now

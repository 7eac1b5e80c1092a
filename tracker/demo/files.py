"""Documents of the story, made here: the house can open them and find their words."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile

from tracker.accounts.models import User
from tracker.files.attach import attach
from tracker.follow_ups.models import FollowUp


class FileTeller:
    """What is attached to a follow-up."""

    def __init__(self, follow_up: FollowUp) -> None:
        self.follow_up = follow_up

    def attach(self, *, by: User, name: str, words: str) -> None:
        attach(self.follow_up, SimpleUploadedFile(name, _word_document(words)), by=by)


def _word_document(words: str) -> bytes:
    # Imported here because it takes a fifth of a second, and only who loads the demo needs it.
    from docx import Document  # noqa: PLC0415

    document, file = Document(), io.BytesIO()
    title, *paragraphs = words.split("\n")
    document.add_heading(title)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()

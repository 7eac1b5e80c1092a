"""How much of an uploaded file is kept: what comes after it is received, and thrown away."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class UploadLimit(FileUploadHandler):
    """The first of the handlers, for all files of a request together.

    A file that was cut is longer than any form takes, so that the form says what to do.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return raw_data if self.received <= settings.MOST_UPLOADED else None

    def file_complete(self, file_size: int) -> None:
        """The others have the file."""

"""What Word shows as the properties of a document is of that document, not of the one that it began as."""

import io
from datetime import UTC

import docx
import pytest
from django.utils import timezone

from tests.exports.sheets.test_whole_files import SHEET
from tracker.exports.sheets.docx_file import docx_of

pytestmark = pytest.mark.one_database


def test_a_document_says_when_it_was_made_and_by_what() -> None:
    said = docx.Document(io.BytesIO(docx_of(SHEET))).core_properties
    assert (said.author, said.comments, said.last_modified_by) == ("Suivi", "", "")
    today = timezone.now().astimezone(UTC).date()
    assert (said.created.date(), said.modified.date()) == (today, today)

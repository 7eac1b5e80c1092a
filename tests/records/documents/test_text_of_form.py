"""The text of a record out of a document, and with its lines joined, on the forms of records."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tracker.accounts.models import User
from tracker.meetings.models import Meeting
from tracker.records.models import Record

SignIn = Callable[[User], Client]
NEW = {"kind": "note", "language": "en", "classification": "general"}
WRAPPED = "The agency will send its list of ex-\nperts before the end\nof June."
JOINED = "The agency will send its list of experts before the end of June."


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def document(*paragraphs: str) -> SimpleUploadedFile:
    from docx import Document

    made, out = Document(), io.BytesIO()
    for words in paragraphs:
        made.add_paragraph(words)
    made.save(out)
    return SimpleUploadedFile("minutes.docx", out.getvalue())


def test_a_document_becomes_the_text_of_a_record(client: Client, visit: Meeting) -> None:
    client.post(f"/records/meeting/{visit.pk}/", NEW | {"document": document("Ports", "The sides agreed.")})
    assert Record.objects.get().latest.text == "Ports\nThe sides agreed."


def test_white_space_beside_a_document_is_no_text(client: Client, visit: Meeting) -> None:
    client.post(f"/records/meeting/{visit.pk}/", NEW | {"text": " \r\n", "document": document("The sides agreed.")})
    assert Record.objects.get().latest.text == "The sides agreed."


def test_a_form_that_nobody_filled_in_holds_nothing_wrong(client: Client, visit: Meeting) -> None:
    page = client.get(f"/records/meeting/{visit.pk}/")
    assert (page.status_code, page.context["form"].is_bound) == (200, False)


def test_a_page_that_is_shown_again_holds_the_text_of_the_document(client: Client, visit: Meeting) -> None:
    page = client.post(f"/records/meeting/{visit.pk}/", NEW | {"kind": "no", "document": document("Ports")})
    assert (page.status_code, page.context["form"]["text"].value()) == (422, "Ports")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"text": "Pasted"}, "document", "A record has one text: take out the document, or the text above."),
        ({"document": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "document", "This is a PDF."),
        ({"document": "", "text": " "}, "text", "Type something here."),
    ],
)
def test_no_record_is_made_of_what_is_no_text(
    typed: dict[str, Any], field: str, sentence: str, client: Client, visit: Meeting
) -> None:
    page = client.post(f"/records/meeting/{visit.pk}/", NEW | {"document": document("Ports")} | typed)
    error = page.context["form"].errors[field][0]
    assert (page.status_code, error.startswith(sentence), Record.objects.count()) == (422, True, 0)


def test_a_document_with_too_much_text_is_refused_like_a_text(client: Client, visit: Meeting) -> None:
    page = client.post(f"/records/meeting/{visit.pk}/", NEW | {"document": document("long " * 100_001)})
    assert (page.status_code, "Shorten it." in page.context["form"].errors["text"][0]) == (422, True)


def test_lines_are_joined_where_that_is_asked_for(client: Client, visit: Meeting) -> None:
    for asked in ({}, {"joins": "on"}):
        client.post(f"/records/meeting/{visit.pk}/", NEW | {"text": WRAPPED} | asked)
    assert [record.latest.text for record in Record.objects.order_by("pk")] == [WRAPPED, JOINED]


def test_a_meeting_is_logged_with_a_document_that_proposes_the_rest(client: Client) -> None:
    told = document("Visit of the port authority", "The sides met on 25 May 2018.")
    page = client.post("/meetings/log/proposals/", {"document": told})
    form = page.context["form"]
    assert (form["title"].value(), form["text"].value().split("\n")[0]) == ("Visit of the port authority",) * 2


def test_the_joined_lines_are_seen_before(client: Client) -> None:
    page = client.post("/records/joined/", {"text": WRAPPED})
    assert (JOINED in page.text, "3 lines become 1." in " ".join(page.text.split())) == (True, True)
    refused = client.post("/records/joined/", {"document": SimpleUploadedFile("a.doc", b"x")})
    assert (refused.status_code, "This is no Word document." in refused.text) == (422, True)

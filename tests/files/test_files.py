"""Files: attached to a thing, seen by whom the thing is, found by their words."""

import io
import socket
import struct
from collections.abc import Callable, Iterator
from http import HTTPStatus
from threading import Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.agendas.points.models import Point
from tracker.files import thumbnails
from tracker.files.attach import attach
from tracker.files.content_types import content_type_of
from tracker.files.files_of_thing import files_of
from tracker.files.models import AttachedFile, nouns_with_files
from tracker.files.storage import FOLDER, name_of
from tracker.files.tasks import read_files
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj "
    b"4 0 obj<</Length 51>>stream\nBT /F1 12 Tf 10 50 Td (Signed by the zebra) Tj ET  \nendstream endobj "
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj trailer<</Root 1 0 R>>"
)


def upload(name: str = "minutes.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(side: int = 400) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (side, side // 2), "teal").save(file, "PNG")
    return file.getvalue()


def word_document(words: str) -> bytes:
    file, document = io.BytesIO(), Document()
    document.add_paragraph(words)
    document.save(file)
    return file.getvalue()


def address(thing: object) -> str:
    return reverse("files:attach", args=[type(thing).__name__.lower(), thing.pk])  # type: ignore[attr-defined]


def asked(client: Client, place: str) -> int:
    """What is answered there; a file is read to its end, which closes it."""
    answer = client.get(place)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def names(thing: object, user: User) -> list[str]:
    return [file.name for file in files_of(thing, user).rows]


def test_files_are_attached_to_six_nouns() -> None:
    assert nouns_with_files() == {
        "followup": FollowUp, "meeting": Meeting, "activity": Activity, "mandate": Mandate, "pledge": Pledge,
        "point": Point,
    }  # fmt: skip


@pytest.mark.parametrize("noun", ["followup", "meeting", "activity", "mandate", "pledge"])
def test_each_page_shows_what_is_attached_and_who_may_attach(
    noun: str, invitation: FollowUp, visit: Meeting, resolution: Mandate, make_pledge: Callable[..., Pledge],
    claire: User, noor: User, sign_in: SignIn, today: object,
) -> None:  # fmt: skip
    things = {
        "followup": lambda: invitation, "meeting": lambda: visit, "mandate": lambda: resolution, "pledge": make_pledge,
        "activity": lambda: Activity.log(by=claire, title="Training", starts_on=today, ends_on=today),
    }  # fmt: skip
    thing = things[noun]()
    posted = sign_in(claire).post(address(thing), {"files": [upload(), upload("zebra.png", picture())]})
    assert (posted.status_code, names(thing, claire)) == (HTTPStatus.FOUND, ["zebra.png", "minutes.pdf"])
    pages = [sign_in(user).get(thing.get_absolute_url()).text for user in (claire, noor)]
    assert [f'action="{address(thing)}"' in page for page in pages] == [True, False]
    assert ["zebra.png" in page for page in pages] == [True, True]
    assert sign_in(noor).post(address(thing), {"files": [upload("other.pdf")]}).status_code == HTTPStatus.FORBIDDEN


def test_the_same_content_is_attached_once_and_comes_back(invitation: FollowUp, claire: User) -> None:
    first, _entry = attach(invitation, upload(), by=claire)
    again, nothing = attach(invitation, upload("renamed.pdf"), by=claire)
    first.remove(by=claire)
    back, entry = attach(invitation, upload(), by=claire)
    assert (again, nothing, back, entry and entry.verb) == (first, None, first, "attached")


def test_of_two_things_content_stands_on_the_disk_once(invitation: FollowUp, visit: Meeting, claire: User) -> None:
    one, _entry = attach(invitation, upload(), by=claire)
    other, _entry = attach(visit, upload("signed.pdf"), by=claire)
    assert one.pk != other.pk
    assert (one.digest, FOLDER.read(name_of(one.digest))) == (other.digest, PDF)
    with FOLDER.local(name_of(one.digest)) as path:
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("thing", ["secret", "other"])
def test_a_file_is_there_for_whom_its_thing_is(
    thing: str, secret: FollowUp, make_follow_up: Make, claire: User, noor: User, sign_in: SignIn
) -> None:
    file, _entry = attach(secret if thing == "secret" else make_follow_up(), upload(), by=claire)
    answers = [asked(sign_in(user), file.get_absolute_url()) for user in (claire, noor)]
    assert answers == [HTTPStatus.OK, HTTPStatus.NOT_FOUND if thing == "secret" else HTTPStatus.OK]
    assert [AttachedFile.objects.hidden_from(user).count() for user in (claire, noor)] == [0, int(thing == "secret")]


def test_with_its_thing_removed_a_file_is_gone(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    follow_up = make_follow_up()
    file, _entry = attach(follow_up, upload(), by=claire)
    follow_up.remove(by=claire)
    assert asked(sign_in(claire), file.get_absolute_url()) == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("name", "content", "is_shown"), [
    ("minutes.pdf", PDF, True), ("a.png", picture(4), True), ("page.html", b"<script>1</script>", False),
    ("a.svg", b"<svg onload='1'/>", False), ("minutes.pdf", b"<html>", False), ("sheet.xlsx", b"PK\x03\x04", False),
])  # fmt: skip
def test_a_browser_shows_only_what_is_harmless(
    name: str, content: bytes, is_shown: bool, invitation: FollowUp, claire: User, sign_in: SignIn
) -> None:
    file, _entry = attach(invitation, upload(name, content), by=claire)
    answer = sign_in(claire).get(file.get_absolute_url())
    how = answer["Content-Disposition"].partition(";")[0]
    assert how == ("inline" if is_shown else "attachment")
    assert (answer["Content-Type"] == "application/octet-stream") is not is_shown
    assert (answer["X-Content-Type-Options"], "script-src 'none'" in answer["Content-Security-Policy"]) == (
        "nosniff",
        True,
    )
    assert b"".join(answer.streaming_content) == content


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("run.exe", b"MZ\x90", "run.exe is a program. Attach a document or a picture."),
    ("photo.png", b"MZ\x90", "photo.png is a program. Attach a document or a picture."),
    ("x.BAT", b"echo", "x.BAT is a program. Attach a document or a picture."),
    ("nothing.pdf", b"", "This file is empty. Choose another."),
])  # fmt: skip
def test_what_is_refused_is_named_and_nothing_is_attached(
    name: str, content: bytes, sentence: str, invitation: FollowUp, claire: User, sign_in: SignIn
) -> None:
    answer = sign_in(claire).post(address(invitation), {"files": [upload(), upload(name, content)]})
    assert (answer.status_code, sentence in answer.text, names(invitation, claire)) == (422, True, [])


def test_a_file_of_more_than_25_mb_is_refused(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(
        address(invitation), {"files": [upload("big.pdf", b"%PDF-" + bytes(25 * 1024 * 1024))]}
    )
    assert (answer.status_code, "big.pdf is larger than 25 MB." in answer.text) == (422, True)


def test_of_more_than_20_at_once_none_is_taken(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    many = [upload(f"{number}.txt", b"x%d" % number) for number in range(21)]
    answer = sign_in(claire).post(address(invitation), {"files": many})
    assert (answer.status_code, "Choose at most 20 files at once." in answer.text) == (422, True)


def test_more_than_anybody_attaches_is_refused_with_a_sentence(
    invitation: FollowUp, claire: User, sign_in: SignIn, settings: Any
) -> None:
    settings.HOW_OFTEN = {"attach": "1/h/user"}
    client = sign_in(claire)
    chosen = [{"files": [upload(f"{number}.txt", b"%d" % number)]} for number in range(2)]
    answers = [client.post(address(invitation), each).status_code for each in chosen]
    assert (answers, names(invitation, claire)) == ([302, 429], ["0.txt"])


def test_nothing_chosen_is_asked_for(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    assert sign_in(claire).post(address(invitation)).status_code == 422


def test_taken_off_and_brought_back_its_thing_tells_of_it(
    invitation: FollowUp, claire: User, noor: User, sign_in: SignIn
) -> None:
    file, _entry = attach(invitation, upload(), by=claire)
    client = sign_in(claire)
    assert sign_in(noor).post(reverse("files:take_off", args=[file.pk])).status_code == HTTPStatus.FORBIDDEN
    client.post(reverse("files:take_off", args=[file.pk]))
    gone = asked(client, file.get_absolute_url()), names(invitation, claire)
    client.post(reverse("files:restore", args=[file.pk]))
    told = [(verb, change[0].before, change[0].after) for _entry, verb, change in files_of(invitation, claire).told]
    assert (gone, names(invitation, claire)) == ((HTTPStatus.NOT_FOUND, []), ["minutes.pdf"])
    assert told == [
        ("attached a file", "–", "minutes.pdf"), ("took a file off", "minutes.pdf", "–"),
        ("attached a file", "–", "minutes.pdf"),
    ]  # fmt: skip


def test_the_page_of_a_mandate_tells_what_was_attached_and_taken_off(
    resolution: Mandate, claire: User, sign_in: SignIn
) -> None:
    client, page = sign_in(claire), resolution.get_absolute_url()
    assert "History of its files" not in client.get(page).text
    attach(resolution, upload("annex.txt", b"Signed."), by=claire)[0].remove(by=claire)
    text = client.get(page).text
    assert [text.count(words) for words in ("attached a file", "took a file off")] == [1, 1]


@pytest.mark.parametrize(("name", "content", "word"), [
    ("minutes.pdf", PDF, "zebra"), ("minutes.docx", word_document("The okapi agreed."), "okapi"),
    ("minutes.txt", "The ibis agréed.".encode(), "ibis"), ("minutes.txt", "L’ibis a agréé.".encode("cp1252"), "agréé"),
])  # fmt: skip
def test_it_is_found_by_the_words_in_it(
    name: str, content: bytes, word: str, secret: FollowUp, claire: User, noor: User, sign_in: SignIn
) -> None:
    attach(secret, upload(name, content), by=claire)
    read_files.func()
    found = [name in sign_in(user).get("/find/", {"q": word}).text for user in (claire, noor)]
    assert found == [True, False]


@pytest.mark.parametrize(("name", "content"), [
    ("broken.pdf", b"%PDF-1.4 broken"), ("broken.docx", b"PK\x03\x04broken"),
    ("broken.png", b"\x89PNG\r\n\x1a\nbroken"),
])  # fmt: skip
def test_what_cannot_be_read_is_there_all_the_same(
    name: str, content: bytes, invitation: FollowUp, claire: User, sign_in: SignIn
) -> None:
    file, _entry = attach(invitation, upload(name, content), by=claire)
    read_files.func()
    file.refresh_from_db()
    assert (file.text, bool(file.read_at), file.has_thumbnail) == ("", True, False)
    assert asked(sign_in(claire), f"{file.get_absolute_url()}thumbnail/") == HTTPStatus.NOT_FOUND


def test_the_others_are_read_though_the_content_of_one_is_not_there(invitation: FollowUp, claire: User) -> None:
    lost, _entry = attach(invitation, upload("lost.txt", b"Lost."), by=claire)
    kept, _entry = attach(invitation, upload("kept.txt", b"Kept."), by=claire)
    FOLDER.remove(name_of(lost.digest))
    read_files.func()
    kept.refresh_from_db()
    assert kept.text == "Kept."


def test_a_picture_has_a_small_one(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    file, _entry = attach(invitation, upload("zebra.png", picture(400)), by=claire)
    read_files.func()
    answer = sign_in(claire).get(f"{file.get_absolute_url()}thumbnail/")
    small = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert (answer["Content-Type"], small.size) == ("image/webp", (160, 80))


def test_of_a_picture_of_more_points_than_are_read_none_is_made(
    invitation: FollowUp, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However narrow it is: its sides say nothing of how much it holds."""
    monkeypatch.setattr(thumbnails, "MOST_PIXELS", 400 * 200)
    made = {}
    for side in (400, 402):
        file, _entry = attach(invitation, upload(f"{side}.png", picture(side)), by=claire)
        read_files.func()
        file.refresh_from_db()
        made[side] = file.has_thumbnail
    assert made == {400: True, 402: False}


def test_a_file_is_read_once(invitation: FollowUp, claire: User) -> None:
    file, _entry = attach(invitation, upload(), by=claire)
    read_files.func()
    AttachedFile.objects.filter(pk=file.pk).update(text="read before")
    read_files.func()
    assert AttachedFile.objects.get(pk=file.pk).text == "read before"


@pytest.mark.parametrize(("beginning", "name", "kind"), [
    (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", "image/webp"), (b"RIFF\0\0\0\0WAVEfmt ", "a.wav", "application/octet-stream"),
    (b"GIF89a", "a.gif", "image/gif"), (b"\xff\xd8\xff", "a.jpg", "image/jpeg"),
    (b"PK\x03\x04", "a.zip", "application/octet-stream"),
])  # fmt: skip
def test_its_first_bytes_say_what_it_is(beginning: bytes, name: str, kind: str) -> None:
    assert content_type_of(beginning, name) == kind


@pytest.mark.parametrize(("name", "kept"), [
    (f"{'z' * 240}.pdf", f"{'z' * 196}.pdf"),
    (f"{'z' * 150}.{'e' * 100}", f"{'z' * 99}.{'e' * 100}"),
    # What takes more than half of it is no ending.
    (f"{'z' * 150}.{'e' * 101}", f"{'z' * 150}.{'e' * 49}"),
    (f"a.{'e' * 250}", f"a.{'e' * 198}"),
    ("y" * 240, "y" * 200),
    (f"{'y' * 196}.pdf", f"{'y' * 196}.pdf"),
])  # fmt: skip
def test_a_long_name_keeps_its_ending(name: str, kept: str, invitation: FollowUp, claire: User) -> None:
    file, _entry = attach(invitation, upload(name), by=claire)
    assert file.name == kept


@pytest.fixture
def scanner() -> Iterator[Callable[[str], str]]:
    """Speaks the protocol of clamd: what it heard is in `heard`."""
    server = socket.create_server(("127.0.0.1", 0))

    def answer(said: str) -> None:
        taken, _address = server.accept()
        with taken, taken.makefile("rb") as heard:
            assert heard.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", heard.read(4))[0]:
                heard.read(size)
            taken.sendall(f"stream: {said}\0".encode())

    def start(said: str) -> str:
        Thread(target=answer, args=[said], daemon=True).start()
        return f"127.0.0.1:{server.getsockname()[1]}"

    yield start
    server.close()


@pytest.mark.parametrize(("said", "sentence"), [
    ("OK", ""), ("Eicar-Signature FOUND", "The virus scanner refuses this file: Eicar-Signature FOUND"),
])  # fmt: skip
def test_the_scanner_of_the_house_is_asked(
    said: str, sentence: str, scanner: Callable[[str], str], invitation: FollowUp, claire: User, sign_in: SignIn
) -> None:
    with override_settings(VIRUS_SCANNER=scanner(said)):
        answer = sign_in(claire).post(address(invitation), {"files": [upload()]})
    assert names(invitation, claire) == ([] if sentence else ["minutes.pdf"])
    assert sentence in answer.text


def test_without_an_answer_of_the_scanner_nothing_is_attached(
    invitation: FollowUp, claire: User, sign_in: SignIn
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        nobody = f"127.0.0.1:{server.getsockname()[1]}"
    with override_settings(VIRUS_SCANNER=nobody):
        answer = sign_in(claire).post(address(invitation), {"files": [upload()]})
    assert ("The virus scanner does not answer." in answer.text, names(invitation, claire)) == (True, [])


@pytest.mark.parametrize("number", [1, 3])
def test_many_files_cost_as_many_queries_as_one(
    number: int, invitation: FollowUp, claire: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        attach(invitation, upload(f"{each}.txt", b"text %d" % each), by=claire)
    with django_assert_num_queries(2):
        files = files_of(invitation, claire)
        assert [str(file.attached_by) for file in files.rows] == [str(claire)] * number


def test_three_files_are_found_by_as_many_queries_as_one(
    visit: Meeting, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    def asked() -> int:
        read_files.func()
        with CaptureQueriesContext(connection) as queries:
            assert "minutes.pdf" in client.get("/find/", {"q": "zebra"}).text
        return len(queries)

    client = sign_in(claire)
    attach(make_follow_up("First", meeting=visit), upload(), by=claire)
    first = asked()
    for number in range(2):
        attach(make_follow_up(f"Paper {number}", meeting=visit), upload(), by=claire)
    assert asked() == first

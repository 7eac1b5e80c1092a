"""Files by their first bytes and at their bounds: what they are, what is read of them, and what is told."""

import io
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from PIL import Image

from tracker.accounts.models import User
from tracker.files import forms, tasks, text_of_file, virus_scanner
from tracker.files.attach import attach
from tracker.files.content_types import DOCX, OTHER, PDF, PICTURES, TEXT, content_type_of, is_program
from tracker.files.files_of_thing import files_of, with_files
from tracker.files.forms import MOST_FILES, AttachForm, refuse
from tracker.files.models import AttachedFile
from tracker.files.storage import FOLDER, digests_in, name_of, store, thumbnail_of
from tracker.files.thumbnails import small_picture
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
SignIn = Callable[[User], Client]
KINDS: dict[tuple[bytes, str], str] = {
    (b"\x89PNG\r\n\x1a\n", "a.txt"): "image/png", (b"\x89PNG\r\n", "a.png"): OTHER,
    (b"\xff\xd8\xff\xe0", "a"): "image/jpeg", (b"%PDF-1.7", "a.docx"): PDF,
    (b"GIF87a", "a"): "image/gif", (b"GIF89a", "a"): "image/gif", (b"GIF88a", "a.gif"): OTHER,
    (b" %PDF-1.7", "a.pdf"): OTHER, (b"RIFF1234WEBP", "a"): "image/webp", (b"RIFF1234WAVE", "a.webp"): OTHER,
    (b"RIFX1234WEBP", "a"): OTHER, (b"words", "a.TXT"): TEXT, (b"words", "a.md"): TEXT, (b"words", "a.csv"): TEXT,
    (b"words", "a.tsv"): TEXT, (b"words", "a.log"): TEXT, (b"words\0", "a.txt"): OTHER, (b"words", "txt"): OTHER,
    (b"<html>", "a.html"): OTHER, (b"PK\x03\x04", "a.DOCX"): DOCX, (b"PK\x03\x04", "a.xlsx"): OTHER,
    (b"PK", "a.docx"): OTHER,    (b"", "a.txt"): TEXT, (b"", ""): OTHER,
}  # fmt: skip
PROGRAMS: dict[tuple[bytes, str], bool] = {
    (b"", "a.exe"): True, (b"", "a.pdf.EXE"): True, (b"", "a.sh"): True, (b"", "exe"): False, (b"", "a.exe.pdf"): False,
    (b"MZ", "a.png"): True, (b"\x7fELF", "a"): True, (b"xMZ", "a.png"): False, (b"#!/bin/sh", "a.txt"): False,
}  # fmt: skip


def test_what_a_file_is_its_first_bytes_say_and_of_words_its_name() -> None:
    assert {given: content_type_of(*given) for given in KINDS} == KINDS
    assert {given: is_program(*given) for given in PROGRAMS} == PROGRAMS


def sized(name: str, size: int, content: bytes = b"words") -> Any:
    file = SimpleUploadedFile(name, content)
    file.size = size
    return file


def refusals(files: list[Any]) -> list[str]:
    form = AttachForm({}, MultiValueDict({"files": files}))
    return [str(error) for errors in form.errors.values() for error in errors]


def test_what_nobody_attaches_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 25 * 1024 * 1024
    assert [refusals([sized("a.txt", size)]) for size in (most, most + 1)] == [
        [], ["a.txt is larger than 25 MB. Make it smaller, or attach its parts."],
    ]  # fmt: skip
    many = [[sized(f"{number}.txt", 5) for number in range(most)] for most in (MOST_FILES, MOST_FILES + 1)]
    assert [refusals(files) for files in many] == [[], ["Choose at most 20 files at once."]]
    assert [refusals(files) for files in ([], [sized("a.txt", 0, b"")], [sized("a.txt", 5), sized("b.exe", 5)])] == [
        ["This field is required."], ["This file is empty. Choose another."],
        ["b.exe is a program. Attach a document or a picture."],
    ]  # fmt: skip
    asked: list[bytes] = []
    monkeypatch.setattr(forms, "refuse_infected", lambda chunks: asked.append(b"".join(chunks)))
    refuse(sized("a.txt", 5, b"the whole of its words"))
    assert asked == [b"the whole of its words"]


class Scanner:
    """A line to a scanner that answers so."""

    def __init__(self, said: bytes) -> None:
        self.said, self.sent = said, list[bytes]()

    def __enter__(self) -> "Scanner":
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def sendall(self, words: bytes) -> None:
        self.sent.append(words)

    def makefile(self, _mode: str) -> Any:
        return io.BytesIO(self.said)


def test_a_scanner_is_sent_each_piece_with_its_length_and_must_say_ok(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[Any] = []

    def scanned(said: bytes | Exception) -> str:
        scanner = Scanner(said if isinstance(said, bytes) else b"")

        def connect(address: Any, timeout: int) -> Scanner:
            reached.append((address, timeout, scanner.sent))
            if isinstance(said, Exception):
                raise said
            return scanner

        monkeypatch.setattr(socket, "create_connection", connect)
        try:
            virus_scanner.refuse_infected([b"one", b"", b"three"])
        except ValidationError as refusal:
            return str(refusal.message)
        return ""

    assert (scanned(b""), reached) == ("", [])
    settings.VIRUS_SCANNER = "::1:3310"
    found = [
        scanned(said) for said in (b"stream: OK\0", b"stream: OK\n", b"stream: Eicar FOUND\0", b"", TimeoutError())
    ]
    away = "The virus scanner does not answer. Try again in a while."
    assert found == [
        "", "", "The virus scanner refuses this file: Eicar FOUND", "The virus scanner refuses this file: ", away,
    ]  # fmt: skip
    sent = [b"zINSTREAM\0", b"\0\0\0\x03one", b"\0\0\0\0", b"\0\0\0\x05three", b"\0\0\0\0"]
    assert reached[0] == (("::1", 3310), 30, sent)


def test_content_is_kept_once_under_its_digest() -> None:
    digest = store(io.BytesIO(b"x" * 200_000))
    assert digest == sha256(b"x" * 200_000).hexdigest()
    half = io.BytesIO(b"words")
    half.read()
    assert store(half) == sha256(b"words").hexdigest()
    assert {*map(name_of, (digest, sha256(b"words").hexdigest()))} <= {*FOLDER.names()}
    assert (FOLDER.size(name_of(digest)), name_of("abcd"), thumbnail_of("abcd")) == (200_000, "ab/abcd", "ab/abcd.webp")
    assert digests_in(["ab/abcd", "ab/abcd.webp"]) == {"ab/abcd": "abcd", "ab/abcd.webp": "abcd"}


def test_of_words_so_many_are_read_in_the_writing_they_are_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, found = tmp_path / "a", []
    monkeypatch.setattr(text_of_file, "MOST_CHARACTERS", 9)
    for content in ("\ufeffétés".encode(), "étés".encode("cp1252"), b"a\x00b\x0bc", b"0123456789", b"\x81\xe9", b""):
        path.write_bytes(content)
        found.append(text_of_file.text_of_file(path, TEXT))
    assert found == ["étés", "étés", "abc", "012345678", "\ufffdé", ""]
    path.write_bytes(b"words")
    assert [text_of_file.text_of_file(path, kind) for kind in (PDF, DOCX, *PICTURES, OTHER)] == [""] * 7


def picture(size: tuple[int, int], form: str, **how: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, form, **how)
    return file.getvalue()


def test_a_small_picture_stands_upright_in_a_square_and_tells_nothing_more(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112], turned[0x010E] = 6, "Where it was taken"
    path, found = tmp_path / "a", []
    for content in (
        picture((400, 200), "PNG"), picture((200, 400), "JPEG"), picture((400, 200), "JPEG", exif=turned),
        picture((10, 20), "GIF"), picture((320, 320), "WEBP"), picture((400, 200), "BMP"), b"", b"\x89PNG\r\n\x1a\n",
    ):  # fmt: skip
        path.write_bytes(content)
        small = small_picture(path)
        opened = small and Image.open(io.BytesIO(small))
        found.append((opened.size, opened.format, opened.mode, dict(opened.getexif())) if opened else None)
    assert found == [
        ((160, 80), "WEBP", "RGB", {}), ((80, 160), "WEBP", "RGB", {}), ((80, 160), "WEBP", "RGB", {}),
        ((10, 20), "WEBP", "RGB", {}), ((160, 160), "WEBP", "RGB", {}), None, None, None,
    ]  # fmt: skip


def put(thing: Any, name: str, by: User | None, content: bytes = b"", **how: Any) -> AttachedFile:
    file, _entry = attach(thing, SimpleUploadedFile(name, content or name.encode()), by=by, **how)
    return file


def test_what_is_attached_is_told_with_who_attached_it(
    invitation: FollowUp, visit: Meeting, claire: User, noor: User
) -> None:
    one, other, elsewhere = (
        put(invitation, "a.txt", claire),
        put(invitation, "b.pdf", None, b"%PDF-", by_name="Ann"),
        put(visit, "a.txt", claire),
    )
    assert [(each.name, each.kind, each.size, each.giver, str(each), each.is_shown) for each in (one, other)] == [
        ("a.txt", TEXT, 5, "Claire Dubois", "a.txt", False), ("b.pdf", PDF, 5, "Ann", "b.pdf", True),
    ]  # fmt: skip
    assert [*AttachedFile.objects.of(invitation)] == [other, one]
    assert (one.digest, one.digest_erased, one.is_erased) == (elsewhere.digest, f"erased-{one.pk}", False)
    one.remove(by=claire)
    files = files_of(invitation, claire)
    assert (files.rows, files.attach_at) == ([other], f"/files/of/followup/{invitation.pk}/attach/")
    assert (files_of(invitation, noor).attach_at, files_of(invitation, claire, are_any=False).rows) == ("", [])
    entry = invitation.history.latest("pk")
    told = with_files([(entry, "a deed", [])], files)
    assert [(by and str(by), verb, [(line.label, line.before, line.after) for line in lines]) for by, verb, lines in (
        (each[0].by, *each[1:]) for each in told)] == [
        ("Claire Dubois", "took a file off", [("File", "a.txt", "–")]),
        (None, "attached a file", [("File", "–", "b.pdf")]),
        ("Claire Dubois", "attached a file", [("File", "–", "a.txt")]), (str(entry.by), "a deed", []),
    ]  # fmt: skip
    assert ([*AttachedFile.objects.removed_for(claire)], [*AttachedFile.objects.visible_to(noor)]) == (
        [one], [elsewhere, other],
    )  # fmt: skip


def messages(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_what_was_attached_is_told_and_one_alone_is_taken_off_again(
    invitation: FollowUp, claire: User, sign_in: SignIn
) -> None:
    browser, at = sign_in(claire), f"/files/of/followup/{invitation.pk}/attach/"

    def post(*names: str) -> tuple[list[str], bool]:
        answer = browser.post(at, {"files": [SimpleUploadedFile(name, name.encode()) for name in names]}, follow=True)
        return [words.partition(" <a")[0] for words in messages(answer)], f"undo:{off}" in str(
            [message.extra_tags for message in answer.context["messages"]]
        )

    off, link = "/files/", f'<a href="{invitation.get_absolute_url()}">'
    found = [post("a.txt"), post("a.txt"), post("b.txt", "c.txt"), post("a.txt", "d.txt")]
    assert [words[0].replace(link, "").replace("</a>", "") for words, _undo in found] == [
        "a.txt is attached.", "What you chose was attached already.", "b.txt, c.txt are attached.",
        "d.txt is attached.",
    ]  # fmt: skip
    assert [undo for _words, undo in found] == [True, False, False, False]
    assert [
        browser.post(f"/files/{path}").status_code for path in ("of/nothing/1/attach/", "of/followup/0/attach/")
    ] == [
        404,
        404,
    ]


def test_files_are_read_once_and_so_many_at_a_time(
    invitation: FollowUp, claire: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    files = [put(invitation, f"{number}.txt", claire) for number in range(4)]
    FOLDER.remove(name_of(files[1].digest))
    now = datetime(2018, 5, 25, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    found = []
    for _round in range(3):
        tasks.read_files.func()
        found.append([*AttachedFile.objects.order_by("pk").values_list("text", flat=True)])
    assert found == [["0.txt", "", "", ""], *[["0.txt", "", "2.txt", "3.txt"]] * 2]
    assert {*AttachedFile.objects.values_list("read_at", flat=True)} == {now}
    assert caplog.messages == [f"The content of a file is not there: {files[1].digest}"]
    names = [name_of(files[0].digest), thumbnail_of(files[0].digest), "ab/abcd"]
    assert tasks.held(names) == names[:2]
    thrown: list[Any] = []
    monkeypatch.setattr(tasks, "FOLDER", SimpleNamespace(throw_away=lambda *given: thrown.append(given)))
    tasks.forget_files.func()
    assert thrown == [(now - timedelta(days=1), tasks.held)]

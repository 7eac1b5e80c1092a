"""What is kept is there to stay, whole, for nobody but its owner; what nobody knows any more is thrown away."""

import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tracker.accounts.models import User
from tracker.files.attach import attach
from tracker.files.storage import name_of
from tracker.files.tasks import forget_files
from tracker.follow_ups.models import FollowUp
from tracker.incoming_mail.models import Draft, DraftFile, IncomingMail
from tracker.kept_files.folder import Folder
from tracker.kept_files.walk import every_file, open_file, put_back

FILES = Folder("files")


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def aged(name: str, days: int = 2) -> None:
    with FILES.local(name) as path:
        at = (timezone.now() - timedelta(days=days)).timestamp()
        os.utime(path, (at, at))


def test_what_is_kept_again_takes_the_place_of_what_was_there() -> None:
    for content in (b"first", b"second"):
        FILES.keep("ab/one", content)
    assert (FILES.names(), FILES.read("ab/one"), FILES.size("ab/one")) == (["ab/one"], b"second", 6)


def test_what_breaks_off_while_it_is_written_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    class Breaking(io.BytesIO):
        def read(self, *_size: Any) -> bytes:
            raise OSError("No space left on device")

    FILES.keep("one", b"first")
    with pytest.raises(OSError, match="No space"):
        FILES.keep("one", Breaking(b"second"))
    assert ([path.name for path in settings_folder().iterdir()], FILES.read("one")) == (["one"], b"first")


def settings_folder() -> Path:
    with FILES.local("one") as path:
        return path.parent


def test_nothing_is_kept_outside_of_the_folders() -> None:
    with pytest.raises(SuspiciousFileOperation):
        FILES.keep("../../secret_key", b"")
    with pytest.raises(ValueError, match="secret_key"):
        put_back("secret_key", io.BytesIO(b""))


def test_no_noun_asks_for_the_data_folder() -> None:
    """Several machines share no disk."""
    tracker = Path(__file__).parents[2] / "tracker"
    asking = {
        path.relative_to(tracker).parts[0] for path in tracker.rglob("*.py") if "settings.VAR" in path.read_text()
    }
    assert asking - {"backups", "health", "kept_files", "setup"} == set()


def test_what_is_not_there_is_not_found_and_removing_it_does_no_harm() -> None:
    FILES.remove("nothing")
    for ask in (FILES.read, FILES.size, open_file):
        with pytest.raises(FileNotFoundError):
            ask("nothing")


def test_a_whole_house_is_walked_through_and_put_back(settings: Any, tmp_path: Path) -> None:
    Folder("exports").keep("1.csv", b"Title\n")
    FILES.keep("ab/abc", b"content")
    copy = {}
    for kept in every_file():
        with open_file(kept.name) as file:
            copy[kept.name] = file.read()
    settings.VAR = tmp_path / "elsewhere"
    for name, content in copy.items():
        put_back(name, io.BytesIO(content))
    assert [(kept.name, kept.size) for kept in every_file()] == [("exports/1.csv", 6), ("files/ab/abc", 7)]
    assert FILES.read("ab/abc") == b"content"


@pytest.mark.django_db
def test_content_that_no_row_has_is_thrown_away_after_a_day(invitation: FollowUp, claire: User) -> None:
    """That of a draft counts as well: it stands where that of all files does."""
    attached, _entry = attach(invitation, SimpleUploadedFile("a.txt", b"attached"), by=claire)
    drafted = name_of("d" * 64)
    mail = IncomingMail.objects.create(message_id="1", sender=claire.email, size=1, state="taken")
    draft = Draft.objects.create(mail=mail, user=claire)
    DraftFile.objects.create(draft=draft, name="a", size=1, digest="d" * 64)
    for name in (drafted, name_of("e" * 64), name_of("f" * 64)):
        FILES.keep(name, b"content")
    for name in (name_of(attached.digest), drafted, name_of("e" * 64)):
        aged(name)
    forget_files.call()
    assert FILES.names() == sorted([name_of(attached.digest), drafted, name_of("f" * 64)])

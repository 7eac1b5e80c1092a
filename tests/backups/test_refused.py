"""Backups that are not restored, each with its sentence."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from tracker.backups.archive import written
from tracker.backups.manifest import NAME, Manifest
from tracker.backups.restore import restore
from tracker.backups.trouble import Trouble

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A backup that says of itself what is asked."""

    def made(**said: object) -> Path:
        path = tmp_path / "suivi.zip"
        values: dict[str, object] = {"made_at": "2026-11-30", "vendor": connection.vendor, "version": "2.0", **said}
        with written(path, Manifest(**values)) as writing:  # type: ignore[arg-type]
            writing.add("files/ab/abcd", [b"what was attached, once"])
            writing.add("secret_key", [b"secret"])
        return path

    return made


def why_not(path: Path) -> str:
    with pytest.raises(Trouble) as refused:
        [*restore(path)]
    return str(refused.value)


def test_one_of_a_newer_schema(make: Make) -> None:
    path = make(schema={"accounts": "9999_later", "auth": "0001_initial"})
    assert why_not(path) == ("This backup is of Suivi 2.0, which is newer (accounts): install that one, then restore.")


def test_one_that_is_written_in_a_later_form(make: Make) -> None:
    assert why_not(make(form=2)) == "This backup was written by a newer Suivi: install that one, then restore."


def test_one_of_the_other_database(make: Make) -> None:
    assert why_not(make(vendor="postgresql")) == (
        "This backup is of PostgreSQL, and DATABASE_URL names SQLite: restore it there, then move it with "
        "manage.py move."
    )


def test_one_with_a_wrong_byte(make: Make) -> None:
    path = make()
    path.write_bytes(path.read_bytes().replace(b"attached, once", b"attached, twic"))
    assert why_not(path) == "This backup is damaged: Bad CRC-32 for file 'files/ab/abcd'. Take another."


def test_one_with_another_content_under_the_same_name(make: Make, tmp_path: Path) -> None:
    path, other = make(), tmp_path / "other.zip"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(other, "w") as changed:
        changed.writestr("files/ab/abcd", "what was never attached")
        changed.writestr("secret_key", "secret")
        changed.writestr(NAME, archive.read(NAME))
    assert why_not(other) == "This backup is damaged: files/ab/abcd is not what was written. Take another."


def test_one_that_lacks_a_part(make: Make, tmp_path: Path) -> None:
    path, other = make(), tmp_path / "other.zip"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(other, "w") as changed:
        changed.writestr(NAME, archive.read(NAME))
    assert why_not(other) == "This backup is damaged: files/ab/abcd is not where it belongs. Take another."


def test_one_that_ends_too_soon(make: Make) -> None:
    path = make()
    path.write_bytes(path.read_bytes()[:-30])
    assert why_not(path) == "This backup is damaged: File is not a zip file. Take another."


def test_what_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as photos:
        photos.writestr("one.jpg", "...")
    assert [why_not(tmp_path / "photos.zip"), why_not(tmp_path / "none.zip")] == [
        "This is no backup of Suivi.",
        f"{tmp_path / 'none.zip'} is no file.",
    ]

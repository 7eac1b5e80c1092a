"""Files that are kept, in a folder and in a bucket of no server: each by its whole name, size and time."""

import io
import os
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from tracker.kept_files import disk, folder
from tracker.kept_files.disk import Disk
from tracker.kept_files.folder import AT_ONCE, FOLDERS, Folder
from tracker.kept_files.kept import Kept
from tracker.kept_files.walk import every_file, open_file, put_back

pytestmark = pytest.mark.one_database
NOW = datetime(2018, 5, 25, 12, tzinfo=UTC)
FILES = Folder("files")


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR = tmp_path / "var"
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


def put(path: Path, content: bytes = b"x", at: datetime = NOW) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (at.timestamp(), at.timestamp()))


def test_all_that_is_kept_is_walked_through_in_the_order_of_its_names(var: Path) -> None:
    for name in ("files/b/2", "files/b/1", "files/a.part", "files/a", "exports/1.csv", "mails/1.eml", "imports/1",
                 "secret_key", "others/1"):  # fmt: skip
        put(var / name, name.encode())
    kept = [Kept(name, len(name), NOW) for name in ("exports/1.csv", "files/a", "files/b/1", "files/b/2", "imports/1",
                                                     "mails/1.eml")]  # fmt: skip
    assert ([*every_file()], FILES.names()) == (kept, ["a", "b/1", "b/2"])
    assert [each.name for each in Disk().every("files", parts=True)] == [
        "files/a", "files/a.part", "files/b/1", "files/b/2",
    ]  # fmt: skip
    assert ([*Disk().every("none")], FOLDERS) == ([], ("exports", "files", "imports", "mails"))
    with open_file("files/b/1") as file:
        assert file.read() == b"files/b/1"
    put_back("mails/2.eml", io.BytesIO(b"content"))
    assert (var / "mails/2.eml").read_bytes() == b"content"
    for name in ("secret_key", "other/1"):
        with pytest.raises(ValueError, match=name):
            put_back(name, io.BytesIO(b""))


def test_what_is_written_is_on_the_disk_with_each_new_folder_above_it(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(disk, "_sync", lambda path: synced.append(str(path.relative_to(var))))
    name = Disk()._save("files/ab/cd/one", ContentFile(b"content"))
    assert (name, synced) == ("files/ab/cd/one", ["files/ab/cd", "files/ab", "files", "."])
    synced.clear()
    Disk()._save("files/ab/cd/two", ContentFile(b"content"))
    Disk()._save("files/ab/ef/one", ContentFile(b"content"))
    assert synced == ["files/ab/cd", "files/ab/ef", "files/ab"]
    assert (var / "files/ab/cd/one").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in var.rglob("*") if path.is_file()) == ["one", "one", "two"]


def test_a_file_of_the_folder_is_kept_asked_about_and_removed(var: Path) -> None:
    FILES.keep("ab/one", b"first")
    FILES.keep("ab/two", io.BytesIO(b"the second"))
    assert [(FILES.read(name), FILES.size(name), FILES.has(name)) for name in ("ab/one", "ab/two")] == [
        (b"first", 5, True), (b"the second", 10, True),
    ]  # fmt: skip
    with FILES.local("ab/one") as path:
        assert path == var.resolve() / "files/ab/one"
    FILES.remove("ab/one")
    assert ([FILES.has(name) for name in ("ab/one", "ab/two", "ab")], FILES.names()) == (
        [False, True, True],
        ["ab/two"],
    )
    with pytest.raises(FileNotFoundError), FILES.local("ab/one"):
        pass
    with pytest.raises(AssertionError):
        Folder("elsewhere")


@pytest.mark.django_db
def test_only_what_is_old_and_unknown_is_thrown_away_some_at_a_time(var: Path) -> None:
    asked: list[int] = []

    def known(names: Any) -> Any:
        asked.append(len(names))
        return [name for name in names if name.startswith("known")]

    for number in range(AT_ONCE + 1):
        put(var / f"files/old{number:02}")
    put(var / "files/known")
    put(var / "files/young", at=NOW + timedelta(seconds=1))
    put(var / "files/half.part")
    assert FILES.throw_away(NOW, known) == 0
    assert FILES.throw_away(NOW + timedelta(seconds=1), known) == AT_ONCE + 2
    assert (asked, sorted(path.name for path in (var / "files").iterdir())) == ([AT_ONCE, 3], ["known", "young"])
    assert (FILES.throw_away_those(["young", "known", "young"], known), FILES.names()) == (1, ["known"])


@pytest.mark.django_db
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_whoever_keeps_and_whoever_throws_away_hold_their_lock(vendor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    @contextmanager
    def cursor() -> Any:
        yield SimpleNamespace(execute=lambda *given: asked.append(given))

    monkeypatch.setattr(folder, "connection", SimpleNamespace(
        vendor=vendor, cursor=cursor, in_atomic_block=True))  # fmt: skip
    FILES.keep("one", b"")
    FILES.throw_away_those(["one"], lambda _names: ())
    monkeypatch.setattr(folder.connection, "in_atomic_block", False)
    FILES.keep("two", b"")
    locks = [
        ("SELECT pg_advisory_xact_lock_shared(%s)", [0x6B657074]),
        ("SELECT pg_advisory_xact_lock(%s)", [0x6B657074]),
    ]
    assert asked == (locks if vendor == "postgresql" else [])


def test_a_bucket_names_what_is_below_its_place_and_lends_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.kept_files.bucket import Bucket

    found = []
    for place in ("", "of/ours", "/of/ours/"):
        above = f"{place.strip('/')}/" if place else ""
        asked: list[str] = []

        def below(Prefix: str, above: str = above, asked: list[str] = asked) -> Any:  # noqa: N803
            asked.append(Prefix)
            return [SimpleNamespace(key=f"{above}files/{name}", size=3, last_modified=NOW) for name in "ab"]

        bucket = object.__new__(Bucket)
        bucket.location = place
        monkeypatch.setattr(Bucket, "bucket", SimpleNamespace(objects=SimpleNamespace(filter=below)))
        found.append((asked, [*bucket.every("files")]))
    kept = [Kept("files/a", 3, NOW), Kept("files/b", 3, NOW)]
    assert found == [(["files/"], kept), (["of/ours/files/"], kept), (["of/ours/files/"], kept)]
    monkeypatch.setattr(Bucket, "open", lambda _bucket, name: io.BytesIO(name.encode() * 9))
    with bucket.local("one") as path:
        assert path.read_bytes() == b"one" * 9
    assert not path.exists()


def test_the_house_keeps_its_files_on_the_disk_where_nothing_else_is_said(var: Path) -> None:
    assert (type(storages["default"]), Disk().location, Disk().base_location) == (Disk, str(var.resolve()), var)

"""Files of a house whose machines share a bucket, in a real server that speaks S3."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.databases.servers import wait_for
from tests.setup.clusters import free_port
from tracker.accounts.models import User
from tracker.exports.models import FOLDER as EXPORTS
from tracker.exports.tasks import begin
from tracker.exports.write_export import write_export
from tracker.files.attach import attach
from tracker.files.models import AttachedFile
from tracker.files.storage import FOLDER, name_of
from tracker.files.tasks import read_files
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import FOLDER as IMPORTS
from tracker.imports.models import Import
from tracker.kept_files.walk import every_file, open_file, put_back
from tracker.setup.service_urls.files_url import files_storage

pytestmark = pytest.mark.one_database
boto3: Any = pytest.importorskip("boto3", reason="The client of S3 is not installed: the extra s3.")
pytest.importorskip("moto", reason="The server of S3 is not installed: moto, of the development group.")
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    log = (tmp_path_factory.mktemp("s3") / "log").open("w")
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ})
    wait_for(port)
    address = f"http://127.0.0.1:{port}"
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "a/secret", "region_name": "eu-west-1"}
    place = {"LocationConstraint": "eu-west-1"}
    boto3.client("s3", endpoint_url=address, **keys).create_bucket(Bucket="house", CreateBucketConfiguration=place)
    yield address
    process.terminate()
    process.wait()
    log.close()


@pytest.fixture(autouse=True)
def _in_bucket(endpoint: str, settings: Any, tmp_path: Path) -> Iterator[None]:
    url = f"s3://key:a%2Fsecret@house/of/ours?endpoint={endpoint}&region=eu-west-1&addressing=path"
    settings.VAR, settings.STORAGES = tmp_path, {**settings.STORAGES, "default": files_storage(url)}
    yield
    storages["default"].bucket.objects.all().delete()
    # Nothing was kept on this machine.
    assert [*tmp_path.rglob("*")] == []


def test_a_file_is_kept_replaced_read_and_removed() -> None:
    for content in (b"first", b"second"):
        FOLDER.keep("ab/one", content)
    with FOLDER.local("ab/one") as path:
        assert (path.read_bytes(), FOLDER.size("ab/one"), FOLDER.names()) == (b"second", 6, ["ab/one"])
    FOLDER.remove("ab/one")
    FOLDER.remove("ab/one")
    assert (path.exists(), FOLDER.has("ab/one"), FOLDER.names()) == (False, False, [])
    for ask in (FOLDER.read, FOLDER.size):
        with pytest.raises(FileNotFoundError):
            ask("ab/one")


def test_nobody_but_suivi_may_read_it(endpoint: str) -> None:
    FOLDER.keep("one", b"restricted")
    grants = storages["default"].bucket.Object("of/ours/files/one").Acl().grants
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]


@pytest.mark.django_db
def test_what_is_attached_is_read_and_downloaded(invitation: FollowUp, claire: User, client: Client) -> None:
    client.force_login(claire)
    file, _entry = attach(invitation, SimpleUploadedFile("a.txt", b"The training in Lyon."), by=claire)
    picture, _entry = attach(invitation, SimpleUploadedFile("a.png", PICTURE), by=claire)
    read_files.func()
    answer = client.get(file.get_absolute_url())
    assert (b"".join(answer.streaming_content), answer["Content-Length"]) == (b"The training in Lyon.", "21")
    assert AttachedFile.objects.get(pk=file.pk).text == "The training in Lyon."
    FOLDER.remove(name_of(picture.digest))
    assert client.get(picture.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.django_db
def test_an_export_is_written_and_downloaded(claire: User, client: Client) -> None:
    client.force_login(claire)
    asked = {"make": "tracker.meetings.export.sheet_for", "query": "", "page": "meetings:list", "language": "en"}
    export = begin(by=claire, form="csv", title="Meetings", rows=1, **asked)
    write_export(export)
    written = b"".join(client.get(f"/exports/{export.pk}/file/").streaming_content)
    assert (written, len(EXPORTS.names())) == (EXPORTS.read(export.kept_as), 3)
    export.throw_away()
    assert EXPORTS.names() == []


@pytest.mark.django_db
def test_a_table_is_brought_and_gone_once_it_is_taken_off(
    claire: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(claire)
    client.post("/imports/", {"file": SimpleUploadedFile("plan.csv", b"Title,Owner\nOne,Claire\n")})
    source = Import.objects.get()
    assert (source.heads, IMPORTS.names()) == (["Title", "Owner"], [source.kept_as])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{source.pk}/remove/")
    assert IMPORTS.names() == []


def test_a_whole_house_is_walked_through_and_put_back() -> None:
    FOLDER.keep("ab/abc", b"content")
    with open_file("files/ab/abc") as file:
        put_back("mails/abc.eml", io.BytesIO(file.read()))
    assert [(kept.name, kept.size) for kept in every_file()] == [("files/ab/abc", 7), ("mails/abc.eml", 7)]


@pytest.mark.django_db
def test_content_that_no_row_has_is_thrown_away() -> None:
    FOLDER.keep("ab/abc", b"content")
    now = timezone.now()
    assert [FOLDER.throw_away(now + timedelta(days=days), lambda _names: ()) for days in (-1, 1)] == [0, 1]


@pytest.mark.parametrize("url", ["https://house", "s3://", "s3://house?zone=1"])
def test_an_address_that_says_something_else_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        files_storage(url)

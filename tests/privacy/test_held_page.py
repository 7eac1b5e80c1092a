"""All that is held of a person, asked for on a page: by whom, what the file holds, and what the log says of it."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from tests.downloaded_files import content
from tracker.accounts.models import User
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.exports.models import Export, ExportFailure
from tracker.exports.tasks import write_file
from tracker.follow_ups.models import FollowUp

SignIn = Callable[[User], Client]


@pytest.fixture
def ines(jonas: User) -> User:
    """An administrator who sees restricted matters."""
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    jonas.refresh_from_db()
    return jonas


@pytest.fixture
def browser(ines: User, sign_in: SignIn) -> Client:
    return sign_in(ines)


@pytest.fixture
def address(omar: User) -> str:
    return f"/privacy/held/?person={omar.person.pk}"


@pytest.fixture
def archive(browser: Client, address: str, omar: User, make_follow_up: Callable[..., FollowUp]) -> ZipFile:
    make_follow_up("Ask Omy")
    browser.post(address, {"also": " Omy, "})
    write_file.func(Export.objects.get().pk)
    return ZipFile(BytesIO(content(browser.get(f"{Export.objects.get().get_absolute_url()}file/"))))


def test_the_file_is_that_of_the_command_with_the_names_that_were_typed(archive: ZipFile, omar: User) -> None:
    held = json.loads(archive.read("person.json"))
    named = [row["words"] for each in held["held"] if each["why"] == "named" for row in each["rows"]]
    assert (held["person"], "Ask Omy" in named, "person.html" in archive.namelist()) == (omar.name, True, True)


def test_the_security_events_say_who_asked_and_name_nobody(
    browser: Client, address: str, ines: User, omar: User
) -> None:
    browser.post(address)
    event = SecurityEvent.objects.get(kind=Kind.TOLD_ALL)
    assert (event.by, event.user, event.detail) == (ines, omar, f"#{omar.person.pk}")


def test_it_is_offered_on_the_page_of_the_person_to_who_may(
    browser: Client, address: str, omar: User, amina: User, sign_in: SignIn
) -> None:
    pages = [each.get(omar.person.get_absolute_url()).text for each in (browser, sign_in(amina))]
    assert [address in page for page in pages] == [True, False]


def test_it_opens_with_what_the_file_holds(browser: Client, address: str, omar: User) -> None:
    page = browser.get(address)
    assert (page.status_code, f"All that is held of {omar.name}" in page.text, "look through it" in page.text) == (
        200, True, True
    )  # fmt: skip


@pytest.mark.parametrize("person", ["", "x", "0", "9" * 30])
def test_of_nobody_there_is_no_page(person: str, browser: Client) -> None:
    assert browser.get(f"/privacy/held/?person={person}").status_code == 404


def test_names_too_long_are_refused_beside_the_field(browser: Client, address: str) -> None:
    page = browser.post(address, {"also": "x" * 501})
    assert (page.status_code, "501 characters long" in page.text, Export.objects.count()) == (422, True, 0)


def test_the_file_dies_with_the_right(archive: ZipFile, browser: Client, ines: User) -> None:
    User.objects.filter(pk=ines.pk).update(sees_restricted=False)
    browser.get("/exports/")
    assert Export.objects.get().why == ExportFailure.NOT_YOURS


@pytest.mark.django_db(transaction=True)
def test_asked_for_twice_at_once_it_is_written_once(at_once: Any, address: str, ines: User, sign_in: SignIn) -> None:
    browsers = [sign_in(ines) for _ in range(2)]
    at_once([lambda browser=each: browser.post(address).status_code for each in browsers])
    assert at_once([Export.objects.count]) == [1]

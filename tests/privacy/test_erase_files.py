"""Attached files that hold the name of whoever is erased: named, or emptied. And erasing who is in no directory."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.files.attach import attach
from tracker.files.models import AttachedFile
from tracker.files.storage import FOLDER, name_of
from tracker.files.tasks import read_files
from tracker.follow_ups.models import FollowUp

NAME = "Zoé Łukasiewicz"


@pytest.fixture
def matter(claire: User, make_follow_up: Callable[..., FollowUp]) -> FollowUp:
    """With one file whose words name her, one whose name does, one that names nobody, and one without words."""
    matter = make_follow_up(f"Ask {NAME}")
    for name, content in (
        ("list.txt", "From Mme ŁUKASIEWICZ, Zoé"), ("Zoe_Lukasiewicz.txt", "Nothing"), ("other.txt", "Nobody"),
        ("scan.bin", "\0"),
    ):  # fmt: skip
        attach(matter, SimpleUploadedFile(name, content.encode()), by=claire)
    read_files.func()
    return matter


def erase(*options: Any) -> str:
    out = StringIO()
    call_command("erase_person", *options, stdout=out)
    return out.getvalue()


def files() -> dict[str, str]:
    """By the name of each what it holds."""
    return {
        each.name: FOLDER.read(name_of(each.digest)).decode() if FOLDER.has(name_of(each.digest)) else "gone"
        for each in AttachedFile.objects.order_by("pk")
    }


@pytest.mark.django_db(transaction=True)
def test_they_are_named_by_their_addresses_and_stay(matter: FollowUp) -> None:
    Person.objects.create(name=NAME)
    said, first = erase(NAME, "--yes"), AttachedFile.objects.order_by("pk")[0]
    assert "2 attached files hold their name" in said
    assert f"{first.pk} http://localhost{first.get_absolute_url()} of http://localhost/follow-ups/{matter.pk}/" in said
    assert "1 attached files hold no words" in said
    assert "gone" not in files().values()


@pytest.mark.django_db(transaction=True)
def test_with_files_what_they_hold_goes_and_the_rows_and_their_history_say_so(
    matter: FollowUp, claire: User, sign_in: Callable[[User], Client]
) -> None:
    Person.objects.create(name=NAME)
    erase(NAME, "--yes", "--files")
    assert list(files().values()) == ["gone", "gone", "Nobody", "\0"]
    assert [NAME in name or "Lukasiewicz" in name for name in files()] == [False] * 4
    page = sign_in(claire).get(f"/follow-ups/{matter.pk}/").text
    assert ("what it held was erased" in page, "erased what it holds" in page) == (True, True)
    erased = AttachedFile.objects.order_by("pk")[0]
    assert (erased.text, sign_in(claire).get(erased.get_absolute_url()).status_code) == ("", 404)


@pytest.mark.django_db(transaction=True)
def test_one_is_chosen_by_its_key_though_suivi_reads_no_name_in_it(matter: FollowUp) -> None:
    Person.objects.create(name=NAME)
    scan = AttachedFile.objects.get(name="scan.bin")
    erase(NAME, "--yes", "--files", str(scan.pk))
    assert list(files().values())[1:] == ["Nothing", "Nobody", "gone"]


@pytest.mark.django_db(transaction=True)
def test_the_same_content_goes_wherever_it_is_attached(matter: FollowUp, claire: User) -> None:
    other = FollowUp.log(by=claire, title="Another")
    attach(other, SimpleUploadedFile("copy.txt", "From Mme ŁUKASIEWICZ, Zoé".encode()), by=claire)
    Person.objects.create(name=NAME)
    erase(NAME, "--yes", "--files")
    assert files()["copy.txt"] == "gone"


@pytest.mark.django_db(transaction=True)
def test_tried_only_nothing_is_emptied(matter: FollowUp) -> None:
    Person.objects.create(name=NAME)
    before = files()
    erase(NAME, "--files")
    assert files() == before


def test_who_is_in_no_directory_is_erased_by_name(matter: FollowUp) -> None:
    erase("--name", NAME, "--yes")
    matter.refresh_from_db()
    person = Person.objects.get(name__startswith="erased person")
    assert (matter.title, person.history.get().verb) == (f"Ask {person.name}", "erased")


def test_tried_by_name_the_directory_stays_as_it_was(matter: FollowUp) -> None:
    before = Person.objects.count()
    erase("--name", NAME)
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["--name", "Omar Diallo"], "stands in the directory as #"),
        (["--name", "Nobody Atall"], "Nothing here names"),
        (["--name", "Al"], "is too short"),
        ([], "Say whom"),
        (["Omar Diallo", "--name", NAME], "Say whom"),
        (["Omar Diallo", "--files", "99"], "There is no attached file 99"),
    ],
)
def test_it_refuses(words: list[str], refusal: str, omar: User) -> None:
    before = Person.objects.count()
    with pytest.raises(CommandError, match=refusal):
        erase(*words, "--yes")
    assert Person.objects.count() == before

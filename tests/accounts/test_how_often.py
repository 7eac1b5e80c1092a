"""What costs much has limits that nobody meets, and a program does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache, caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.house.addresses import PAGES
from tests.house.pages import as_sent
from tracker.accounts.how_often import CHOOSE, EXPORT, IMPORT, MAIL, SEARCH, SENTENCE, is_within
from tracker.accounts.models import User
from tracker.background.models import Beat
from tracker.directory.models import Person
from tracker.exports import export_response
from tracker.exports.models import Export
from tracker.follow_ups.models import BulkChange, FollowUp
from tracker.imports.models import Import
from tracker.reports.models import Delivery, Mailing

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
# All that a field asks for while somebody types.
OFFERS = [row.path for name, row in PAGES.items() if name.endswith(("suggestions", "read_date"))]


@pytest.fixture(autouse=True)
def _few(settings: Any) -> None:
    """Two of each, within an hour."""
    cache.clear()
    settings.HOW_OFTEN = dict.fromkeys((CHOOSE, EXPORT, IMPORT, MAIL, SEARCH), "2/h/user")


def test_the_limits_of_a_house_are_beyond_what_a_person_does() -> None:
    from tracker.settings import HOW_OFTEN

    assert HOW_OFTEN == {
        "answer": "60/m/ip,30/h/key", "attach": "200/h/user", "attach_by_link": "60/h/key", "choose": "30/m/user",
        "export": "60/h/user", "import": "30/h/user", "link": "120/m/ip,60/m/key",
        "mail": "200/h/user", "model": "30/h/user",
        "public": "120/m/ip",
        "read_again": "20/m/user",
        "search": "20/s/user,600/m/user",
    }  # fmt: skip


def test_each_person_and_each_deed_counts_alone(noor: User, claire: User) -> None:
    asked = [(noor, MAIL), (noor, MAIL), (noor, MAIL), (noor, EXPORT), (claire, MAIL)]
    assert [is_within(*each) for each in asked] == [True, True, False, True, True]


def test_other_counts_are_not_forgotten_over_many(noor: User) -> None:
    assert [is_within(noor, MAIL) for _ in range(2)] == [True, True]
    for number in range(400):
        cache.set(f"another:{number}", 1, 60)
    assert is_within(noor, MAIL) is False


def test_more_files_than_anybody_asks_for_are_refused_with_a_sentence(noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    answers = [client.get("/mandates/export/csv/?q=heritage") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (str(SENTENCE) in answers[-1].text, 'href="/mandates/?q=heritage"' in answers[-1].text) == (True, True)
    assert client.get("/meetings/export/csv/").status_code == 429


def test_rights_come_before_limits(noor: User, sign_in: SignIn) -> None:
    noor.person.appointments.all().delete()
    client = sign_in(noor)
    for _ in range(3):
        client.get("/meetings/export/csv/")
    asked = [
        client.get("/meetings/export/csv/?removed=1"),
        client.get("/reports/export/csv/"),
        client.post("/imports/"),
    ]
    assert [answer.status_code for answer in asked] == [403, 403, 403]


def test_so_many_files_are_written_at_once(
    noor: User, sign_in: SignIn, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_response, "MOST_AT_ONCE", -1)
    settings.VAR, settings.HOW_OFTEN, settings.EXPORTS_AT_ONCE = tmp_path, {EXPORT: "60/h/user"}, 1
    Beat.objects.create(worker="alive", at=timezone.now())
    client = sign_in(noor)
    asked = [client.get(f"/mandates/export/{form}/") for form in ("csv", "xlsx", "csv")]
    assert [answer.status_code for answer in asked] == [302, 429, 302]
    assert "Several of your files are being written." in asked[1].text
    assert Export.objects.count() == 1


def test_a_field_that_is_typed_in_offers_nothing_more(noor: User, sign_in: SignIn) -> None:
    client, statuses = sign_in(noor), []
    for address in OFFERS:
        caches["memory"].clear()
        statuses.append([client.get(address).status_code for _ in range(3)])
    assert statuses == [[200, 200, 204]] * len(OFFERS)


def test_find_keeps_what_it_found_while_somebody_types_and_says_so_on_its_page(noor: User, sign_in: SignIn) -> None:
    client, typing = sign_in(noor), {"HX-Request": "true"}
    asked: list[dict[str, Any]] = [{}, {}, {"headers": typing}, {}]
    answers = [client.get("/find/?q=heritage", **how) for how in asked]
    assert [answer.status_code for answer in answers] == [200, 200, 204, 429]
    assert (str(SENTENCE) in answers[-1].text, client.get("/find/").status_code) == (True, 200)


def test_more_imports_than_anybody_brings_are_refused_with_a_sentence(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    files = [SimpleUploadedFile(f"{number}.csv", b"Title\nSend it\n") for number in range(3)]
    answers = [client.post("/imports/", {"file": file}) for file in files]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert ("then choose the file again." in answers[-1].text, Import.objects.count()) == (True, 2)


def test_what_was_typed_into_an_invitation_comes_back(
    jonas: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, answers = sign_in(jonas), []
    for number in range(3):
        typed = as_sent(client.get("/invite/"), name=f"New {number}", email=f"new{number}@suivi.example")
        answers.append(client.post("/invite/", typed))
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert [words in answers[-1].text for words in (str(SENTENCE), 'value="New 2"')] == [True, True]
    assert Person.objects.filter(name__startswith="New").count() == 2


def test_mails_that_somebody_sends_to_themselves_are_limited(amina: User, jonas: User, sign_in: SignIn) -> None:
    mailing = Mailing.add(by=amina, made_by=amina, name="Late", cut="unit")
    client = sign_in(amina)
    assert [client.post(f"/reports/mailed/{mailing.pk}/now/").status_code for _ in range(3)] == [302, 302, 429]
    assert Delivery.objects.count() == 2
    client = sign_in(jonas)
    assert [client.post("/first-steps/test-mail/").status_code for _ in range(3)] == [302, 302, 429]
    assert len(mail.outbox) == 2


def test_so_many_follow_ups_are_chosen_so_often(
    noor: User, sign_in: SignIn, make_follow_up: Callable[..., FollowUp]
) -> None:
    row, client = make_follow_up(), sign_in(noor)
    answers = [client.post("/follow-ups/changes/new/", {"row": row.pk}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert (str(SENTENCE) in answers[-1].text, BulkChange.objects.count()) == (True, 2)

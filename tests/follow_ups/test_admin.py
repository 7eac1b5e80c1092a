"""The admin site shows everything that has verbs, changes none of it, and keeps restricted matters."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import CANARY
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.visible import visible_entries
from tracker.invitations.models import Invitation
from tracker.mandates.models import Mandate
from tracker.records.models import Record

SignIn = Callable[[User], Client]
LISTS = ["meetings_meeting", "records_record", "follow_ups_followup", "history_entry"]


@pytest.fixture
def admin(jonas: User, sign_in: SignIn) -> Client:
    return sign_in(jonas)


def rows(client: Client, name: str, **query: Any) -> list[Any]:
    answer = client.get(reverse(f"admin:{name}_changelist"), query)
    assert answer.status_code == 200
    return list(answer.context["cl"].result_list)


def test_the_lists_show_what_there_is(admin: Client, invitation: FollowUp) -> None:
    record = Record.objects.get()
    assert [rows(admin, name) for name in LISTS[:3]] == [[record.meeting], [record], [invitation]]


@pytest.mark.parametrize("name", LISTS)
def test_of_restricted_matters_an_administrator_finds_no_trace(name: str, admin: Client, secret: FollowUp) -> None:
    answer = admin.get(reverse(f"admin:{name}_changelist"))
    assert (answer.status_code, CANARY in answer.content.decode()) == (200, False)


def test_an_administrator_who_may_see_restricted_matters_finds_them(
    admin: Client, jonas: User, secret: FollowUp
) -> None:
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    assert [CANARY in str(rows(admin, name)) for name in LISTS[:3]] == [True, True, True]


def test_entries_about_what_is_restricted_are_kept(jonas: User, mei: User, secret: FollowUp) -> None:
    about = {str(entry.item) for entry in visible_entries(mei)} - {str(entry.item) for entry in visible_entries(jonas)}
    assert about == {str(secret), str(secret.meeting), str(Record.objects.get())}


def test_an_invitation_stands_on_its_follow_up_with_its_steps(admin: Client, workshop: Invitation) -> None:
    page = admin.get(f"/admin/follow_ups/followup/{workshop.follow_up_id}/change/")
    assert page.status_code == 200
    assert ["Workshop on Iraqi heritage" in page.text, "Write the readout: 2018-06-05" in page.text] == [True, True]


def test_entries_about_what_was_removed_stay(jonas: User, claire: User, invitation: FollowUp) -> None:
    invitation.remove(by=claire)
    assert [entry.verb for entry in visible_entries(jonas) if entry.item == invitation] == ["removed", "added"]


def test_entries_are_found_by_deed_thing_and_note(
    admin: Client, claire: User, invitation: FollowUp, resolution: Mandate
) -> None:
    invitation.note("They called", by=claire)
    assert [entry.item for entry in rows(admin, "history_entry", verb="noted")] == [invitation]
    assert [entry.item for entry in rows(admin, "history_entry", q="called")] == [invitation]
    kind = resolution.history.get().content_type_id
    assert [entry.item for entry in rows(admin, "history_entry", content_type=kind)] == [resolution]


def test_an_entry_tells_what_changed(admin: Client, claire: User, eu: Organisation) -> None:
    entry = eu.change("edited", by=claire, website="https://europa.eu")
    assert entry is not None
    text = admin.get(reverse("admin:history_entry_change", args=[entry.pk])).content.decode()
    assert "Website: – → https://europa.eu" in text


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_added_here(name: str, admin: Client) -> None:
    assert admin.get(reverse(f"admin:{name}_add")).status_code == 403


def test_nothing_is_changed_or_deleted_here(admin: Client, invitation: FollowUp) -> None:
    for item in (invitation, invitation.meeting, Record.objects.get(), invitation.history.get()):
        assert item is not None
        name = f"admin:{item._meta.app_label}_{item._meta.model_name}"
        assert admin.get(reverse(f"{name}_change", args=[item.pk])).status_code == 200
        assert admin.post(reverse(f"{name}_change", args=[item.pk]), {"title": "x"}).status_code == 403
        assert admin.post(reverse(f"{name}_delete", args=[item.pk]), {"post": "yes"}).status_code == 403


def test_what_is_restricted_has_no_page_here(admin: Client, secret: FollowUp) -> None:
    for item in (secret, secret.meeting, Record.objects.get(), secret.history.get()):
        assert item is not None
        page = reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])
        assert CANARY not in admin.get(page, follow=True).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_history_costs_the_same_however_long(
    number: int, admin: Client, communique: Record, claire: User, django_assert_num_queries: Any
) -> None:
    for each in range(number):
        Record.write(by=claire, text=str(each), meeting=communique.meeting)
    page = reverse("admin:history_entry_changelist")
    admin.get(page)
    with django_assert_num_queries(11):
        admin.get(page)

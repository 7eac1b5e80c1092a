"""Editing a meeting, alone and at the same time as somebody else; taking it out of sight and back."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.wording.words_of_entry import changed_fields
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.records.models import Record

SignIn = Callable[[User], Client]


def typed_into(client: Client, meeting: Meeting) -> dict[str, Any]:
    """What the edit form sends when nothing is changed."""
    form = client.get(f"/meetings/{meeting.pk}/edit/").context["form"]
    fields = [*form, *form.rows.management_form, *(field for row in form.rows for field in row)]
    return {field.html_name: "" if (value := field.value()) is None else value for field in fields}


def save(client: Client, meeting: Meeting, typed: dict[str, Any]) -> Any:
    return client.post(f"/meetings/{meeting.pk}/edit/", typed)


def said(meeting: Meeting) -> list[str]:
    return [str(participant) for participant in meeting.value_of("participants")]


def told(meeting: Meeting) -> list[tuple[str, str, str]]:
    """What the last entry of the history says changed."""
    entry = meeting.history.select_related("content_type").latest("pk")
    return [(line.label, line.before, line.after) for line in changed_fields(entry)]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def test_saving_a_form_nobody_touched_changes_nothing(client: Client, visit: Meeting) -> None:
    answer = save(client, visit, typed_into(client, visit) | {"zone": ""})
    visit.refresh_from_db()
    assert (answer.status_code, visit.zone, said(visit)) == (
        302,
        "Europe/Brussels",
        ["Gilles de Kerchove (EU Counter-Terrorism Coordinator, EU)"],
    )
    save(client, visit, typed_into(client, visit))
    assert Meeting.objects.get(pk=visit.pk).version == visit.version


def test_what_was_changed_is_saved_and_told(client: Client, visit: Meeting, claire: User) -> None:
    visit.change("edited", by=claire, zone="Europe/Brussels")
    save(client, visit, typed_into(client, visit) | {"place": "Brussels", "held_on": "26 May 2018"})
    visit.refresh_from_db()
    assert (visit.place, visit.held_on) == ("Brussels", date(2018, 5, 26))
    assert sorted(told(visit)) == [
        ("Date", "25 May 2018", "26 May 2018"),
        ("Place", "WCO Headquarters, Brussels", "Brussels"),
    ]


def test_the_history_tells_who_took_part_before_and_after(client: Client, visit: Meeting, claire: User) -> None:
    visit.change("edited", by=claire, zone="Europe/Brussels")
    typed = typed_into(client, visit) | {"participants-0-title": "Coordinator", "participants-1-person": "Anna Berg"}
    save(client, visit, typed)
    before = "Gilles de Kerchove (EU Counter-Terrorism Coordinator, EU)"
    assert told(visit) == [("Participants", before, "Gilles de Kerchove (Coordinator, EU), Anna Berg")]


def test_an_emptied_line_takes_the_participant_away(client: Client, visit: Meeting) -> None:
    emptied = dict.fromkeys(["participants-0-person", "participants-0-organisation", "participants-0-title"], "")
    save(client, visit, typed_into(client, visit) | emptied)
    assert said(visit) == []


def test_a_participant_who_is_added_gets_the_post_held_that_day(
    client: Client, visit: Meeting, wco: Organisation
) -> None:
    kunio = Person.add(by=None, name="Kunio Mikuriya")
    Appointment.objects.create(person=kunio, organisation=wco, title="Secretary General")
    save(client, visit, typed_into(client, visit) | {"participants-1-person": "Kunio Mikuriya"})
    assert said(visit)[1] == "Kunio Mikuriya (Secretary General, WCO)"


def test_what_was_emptied_for_a_participant_stays_empty(client: Client, visit: Meeting) -> None:
    save(client, visit, typed_into(client, visit) | {"participants-0-title": "", "participants-0-organisation": ""})
    assert said(visit) == ["Gilles de Kerchove"]


def test_another_organisation_alone_is_a_change_that_history_tells(
    client: Client, visit: Meeting, europol: Organisation, claire: User
) -> None:
    visit.change("edited", by=claire, zone="Europe/Brussels")
    save(client, visit, typed_into(client, visit) | {"participants-0-organisation": "EUROPOL"})
    name, title = "Gilles de Kerchove", "EU Counter-Terrorism Coordinator"
    assert told(visit) == [("Participants", f"{name} ({title}, EU)", f"{name} ({title}, EUROPOL)")]


def test_one_empty_line_follows_those_who_took_part(client: Client, visit: Meeting) -> None:
    rows = client.get(f"/meetings/{visit.pk}/edit/").context["form"].rows
    assert [str(row["person"].value() or "") for row in rows] == ["Gilles de Kerchove", ""]


def test_a_participant_with_a_namesake_stays_who_they_are(client: Client, visit: Meeting, coordinator: Person) -> None:
    Person.add(by=None, name=coordinator.name)
    answer = save(client, visit, typed_into(client, visit) | {"place": "Brussels"})
    assert (answer.status_code, visit.participations.get().person) == (302, coordinator)


def test_each_sentence_of_the_summary_leads_to_its_box(client: Client, visit: Meeting) -> None:
    wrong = {"title": "", "held_on": "soonish", "participants-0-person": "", "participants-1-role": "host"}
    page = save(client, visit, typed_into(client, visit) | wrong | {"readers": ["Nobody"]}).text
    links = re.findall(r'<a href="#([^"]*?)">\s*([^<]*?)\s*</a>:', page)
    assert [" ".join(label.split()) for _place, label in links] == [
        "Title", "Date", "Readers", "Participant 1, Person", "Participant 2, Person",
    ]  # fmt: skip
    assert [page.count(f' id="{place}"') for place, _label in links] == [1] * 5
    many = save(client, visit, typed_into(client, visit) | {"participants-TOTAL_FORMS": "301"}).text
    assert ('<a href="#participants">' in many, 'id="participants"' in many) == (True, True)


def test_two_who_change_different_fields_both_win(client: Client, visit: Meeting, amina: User) -> None:
    typed = typed_into(client, visit) | {"place": "Brussels"}
    visit.change("edited", by=amina, title="Visit of Mr. de Kerchove")
    assert save(client, visit, typed).status_code == 302
    visit.refresh_from_db()
    assert (visit.place, visit.title) == ("Brussels", "Visit of Mr. de Kerchove")


def test_a_name_typed_while_another_restricts_the_meeting_stays_among_those_who_see_it(
    client: Client, visit: Meeting, amina: User
) -> None:
    typed = typed_into(client, visit) | {"participants-1-person": "Anna Berg"}
    visit.change("edited", by=amina, classification=RESTRICTED)
    assert save(client, visit, typed).status_code == 302
    anna = visit.participations.get(person__name="Anna Berg").person
    assert (Meeting.objects.get(pk=visit.pk).classification, anna.classification) == (RESTRICTED, RESTRICTED)


@pytest.mark.parametrize(
    ("before", "after"),
    [(GENERAL, GENERAL), (GENERAL, RESTRICTED), (RESTRICTED, GENERAL), (RESTRICTED, RESTRICTED)],
)
def test_a_new_name_is_in_the_end_as_open_as_its_meeting(
    before: str, after: str, client: Client, visit: Meeting, claire: User
) -> None:
    visit.change("edited", by=claire, classification=before)
    new = {"participants-1-person": "Anna Berg", "participants-1-organisation": "Nordic Customs"}
    save(client, visit, typed_into(client, visit) | new | {"classification": after, "opening": "without"})
    seat = visit.participations.get(person__name="Anna Berg")
    assert seat.organisation is not None
    assert (seat.person.classification, seat.organisation.classification) == (after, after)


def test_two_who_change_the_same_field_see_both_values(client: Client, visit: Meeting, amina: User) -> None:
    typed = typed_into(client, visit) | {"place": "Geneva", "participants-1-person": "Anna Berg"}
    visit.change("edited", by=amina, place="The Hague")
    answer = save(client, visit, typed)
    (clash,) = answer.context["clashes"]
    assert (answer.status_code, clash.mine, clash.theirs, clash.by) == (409, "Geneva", "The Hague", amina)
    assert Meeting.objects.get(pk=visit.pk).place == "The Hague"
    assert not Person.objects.filter(name="Anna Berg").exists()


def test_saving_once_more_after_a_clash_keeps_mine(client: Client, visit: Meeting, amina: User) -> None:
    typed = typed_into(client, visit) | {"place": "Geneva"}
    visit.change("edited", by=amina, place="The Hague")
    form = save(client, visit, typed).context["form"]
    assert save(client, visit, typed | {"version": form["version"].value()}).status_code == 302
    assert Meeting.objects.get(pk=visit.pk).place == "Geneva"


def test_two_who_change_the_participants_see_both_lists(client: Client, visit: Meeting, amina: User) -> None:
    typed = typed_into(client, visit) | {"participants-1-person": "Anna Berg"}
    visit.change("edited", by=amina, participants=[Participant(amina.person, None, "Chair")])
    page = save(client, visit, typed).content.decode()
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>\s*<td>(.*?)<br>', page, re.DOTALL)
    assert rows == [
        (
            "Participants",
            "Gilles de Kerchove (EU Counter-Terrorism Coordinator, EU), Anna Berg",
            "Amina Rahman (Chair)",
        )
    ]


def test_the_readers_are_edited_by_name(client: Client, visit: Meeting, omar: User, noor: User) -> None:
    save(client, visit, typed_into(client, visit) | {"readers": ["Omar Diallo", "Noor Haddad", ""]})
    assert list(visit.readers.all()) == [noor.person, omar.person]
    save(client, visit, typed_into(client, visit) | {"readers": ["Omar Diallo"]})
    assert list(visit.readers.all()) == [omar.person]


@pytest.mark.parametrize("version", ["", "0", "x", "-3"])
def test_a_form_without_its_version_gets_a_sentence(client: Client, visit: Meeting, version: str) -> None:
    assert save(client, visit, typed_into(client, visit) | {"version": version}).status_code == 422


def test_whoever_restricts_a_meeting_away_from_themselves_is_told(visit: Meeting, omar: User, sign_in: SignIn) -> None:
    client = sign_in(omar)
    answer = save(client, visit, typed_into(client, visit) | {"classification": "restricted"})
    assert answer.headers["Location"] == "/meetings/"
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        f"“{visit}” is saved.",
        "It is restricted now, and you are not among those who see it.",
    ]


def test_without_javascript_another_line_keeps_what_was_typed(client: Client, visit: Meeting) -> None:
    typed = typed_into(client, visit) | {"participants-1-person": "Anna Berg", "title": ""}
    form = client.post(f"/meetings/{visit.pk}/edit/row/", typed).context["form"]
    assert [row["person"].value() for row in form.rows] == ["Gilles de Kerchove", "Anna Berg", None]
    assert (form["title"].value(), form["version"].value(), form.errors) == ("", str(visit.version), {})


def test_another_line_of_a_page_not_sent_leads_to_the_form(client: Client, visit: Meeting) -> None:
    answer = client.get(f"/meetings/{visit.pk}/edit/row/")
    assert answer.headers["Location"] == f"/meetings/{visit.pk}/edit/"


def test_removing_is_asked_first(client: Client, visit: Meeting) -> None:
    assert "Remove this meeting?" in client.get(f"/meetings/{visit.pk}/remove/").content.decode()
    assert Meeting.objects.get(pk=visit.pk).removed_at is None


def test_a_removed_meeting_is_gone_with_its_records_and_follow_ups(
    client: Client, invitation: FollowUp, claire: User
) -> None:
    meeting, record = invitation.meeting, Record.objects.get()
    assert meeting is not None
    client.post(f"/meetings/{meeting.pk}/remove/")
    addresses = [meeting.get_absolute_url(), invitation.get_absolute_url(), f"/records/{record.pk}/1/"]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_removing_can_be_undone_where_it_is_told(client: Client, visit: Meeting, claire: User) -> None:
    answer = client.post(f"/meetings/{visit.pk}/remove/", follow=True)
    assert f'action="/meetings/{visit.pk}/restore/"' in answer.content.decode()
    assert client.post(f"/meetings/{visit.pk}/restore/").headers["Location"] == visit.get_absolute_url()
    assert client.get(visit.get_absolute_url()).status_code == 200
    assert [entry.verb for entry in visit.history.order_by("pk")] == ["added", "removed", "restored"]


def test_removing_twice_does_no_harm(client: Client, visit: Meeting, claire: User) -> None:
    visit.remove(by=claire)
    visit.remove(by=claire)
    assert (client.post(f"/meetings/{visit.pk}/remove/").status_code, visit.history.count()) == (404, 2)


DEEDS = ["edit", "edit/row", "remove"]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_reader_changes_no_meeting(deed: str, visit: Meeting, noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    address = f"/meetings/{visit.pk}/{deed}/"
    assert [client.get(address).status_code, client.post(address).status_code] == [403, 403]


def test_a_reader_brings_nothing_back(visit: Meeting, claire: User, noor: User, sign_in: SignIn) -> None:
    visit.remove(by=claire)
    assert sign_in(noor).post(f"/meetings/{visit.pk}/restore/").status_code == 403


@pytest.mark.parametrize("deed", [*DEEDS, "restore"])
def test_a_restricted_meeting_is_not_there_for_others(
    deed: str, secret: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    meeting = secret.meeting
    assert meeting is not None
    if deed == "restore":
        meeting.remove(by=claire)
    assert sign_in(omar).post(f"/meetings/{meeting.pk}/{deed}/").status_code == 404


def test_a_meeting_nobody_has_is_not_found(client: Client) -> None:
    assert client.get(f"/meetings/{'9' * 30}/edit/").status_code == 404

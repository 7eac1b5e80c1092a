"""Whoever a follow-up was promised to confirms that it is done, whatever their role, and may nothing else with it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tracker.accounts import permissions
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.closing.to_confirm import waits_for
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.follow_ups.models.promised_to import promised_to
from tracker.history.undo import last_change, may_undo
from tracker.meetings.models import Meeting, Participation

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@pytest.fixture
def training(make_follow_up: Make, claire: User, jonas: User, eu: Organisation, visit: Meeting) -> FollowUp:
    """What Claire's house owes to the European Union since the visit, reported done."""
    ClosingRule.add(by=jonas, kind="training")
    values: dict[str, Any] = {"kind": "training", "owner": claire.person, "partner": eu, "meeting": visit}
    made = make_follow_up("Train the officers", **values)
    made.move_to("done", by=claire, reason="Forty came.")
    return made


def take_part(user: User, meeting: Meeting, organisation: Organisation | None, **values: Any) -> None:
    Participation.objects.create(meeting=meeting, person=user.person, organisation=organisation, **values)


def hold_post(user: User, organisation: Organisation, **values: Any) -> None:
    Appointment.objects.create(person=user.person, organisation=organisation, title="Adviser", **values)


def say(follow_up: FollowUp, user: User, today: date) -> bool:
    """Whether it was promised to them, as the row and the list say alike."""
    of_row, of_list = follow_up.is_promised_to(user), FollowUp.objects.filter(promised_to(user, today)).exists()
    assert of_row == of_list
    return of_row


def test_what_we_owe_is_promised_to_who_spoke_for_the_partner_there(
    training: FollowUp, noor: User, visit: Meeting, eu: Organisation, today: date
) -> None:
    before = say(training, noor, today)
    take_part(noor, visit, eu)
    assert (before, say(training, noor, today)) == (False, True)


def test_what_is_promised_to_the_whole_is_promised_to_a_part_of_it_and_not_the_other_way_round(
    training: FollowUp, noor: User, europol: Organisation, eu: Organisation, claire: User, today: date
) -> None:
    hold_post(noor, europol)
    told = say(training, noor, today)
    training.edit(by=claire, partner=europol)
    hold_post(claire, eu)
    training.give_to(None, by=claire)
    assert (told, say(training, noor, today), say(training, claire, today)) == (True, True, False)


@pytest.mark.parametrize("away", [{"attendance": "invited"}, {"organisation": None}])
def test_whoever_was_invited_only_or_spoke_for_nobody_was_promised_nothing(
    training: FollowUp, noor: User, visit: Meeting, eu: Organisation, away: dict[str, Any], today: date
) -> None:
    take_part(noor, visit, **{"organisation": eu, **away})
    assert not say(training, noor, today)


def test_who_spoke_for_another_partner_or_at_another_meeting_was_promised_nothing(
    training: FollowUp, noor: User, visit: Meeting, eu: Organisation, claire: User, today: date
) -> None:
    take_part(noor, visit, Organisation.add(by=None, name="Interpol"))
    other = Meeting.add(by=claire, recorder=claire, title="Another", held_on=date(2018, 6, 1))
    take_part(noor, other, eu)
    assert not say(training, noor, today)


def test_whoever_left_their_post_there_speaks_for_it_no_more(
    training: FollowUp, noor: User, eu: Organisation, today: date
) -> None:
    hold_post(noor, eu, until=today - timedelta(days=1))
    assert not say(training, noor, today)


def test_what_a_partner_owes_is_promised_to_our_unit_and_to_ours_who_were_there(
    training: FollowUp, claire: User, noor: User, omar: User, wco: Organisation, unit: Organisation, visit: Meeting,
    today: date,
) -> None:  # fmt: skip
    training.edit(by=claire, owed_by="partner", unit=unit)
    before = [say(training, user, today) for user in (noor, omar)]
    hold_post(noor, unit)
    take_part(omar, visit, wco)
    assert (before, [say(training, user, today) for user in (noor, omar)]) == ([False, False], [True, True])


def test_nobody_is_promised_what_they_do_themselves(
    training: FollowUp, claire: User, visit: Meeting, eu: Organisation, today: date
) -> None:
    take_part(claire, visit, eu)
    assert not say(training, claire, today)


@pytest.fixture
def heard(noor: User, visit: Meeting, eu: Organisation) -> User:
    """Noor, a reader, was there for the European Union."""
    take_part(noor, visit, eu)
    return noor


def test_a_reader_confirms_what_she_was_promised_in_her_own_name(
    training: FollowUp, heard: User, sign_in: SignIn, today: date
) -> None:
    client, address = sign_in(heard), f"/follow-ups/{training.pk}/confirm/"
    assert f'id="confirm" href="{address}"' in client.get(training.get_absolute_url()).text
    assert 'name="confirmed_by"' not in client.get(address).text
    client.post(address, {"confirmed_on": "today", "confirmed_by": "Gilles de Kerchove", "note": "I was there."})
    row = FollowUp.objects.get()
    assert (row.confirmed_by, row.confirmed_on, row.history.first().by) == (heard.person, today, heard)


def test_she_may_nothing_else_with_it(training: FollowUp, heard: User, sign_in: SignIn) -> None:
    client, deeds = sign_in(heard), ("to/open/", "due/", "owner/", "edit/", "remove/", "notes/new/")
    answers = [client.get(f"/follow-ups/{training.pk}/{deed}").status_code for deed in deeds]
    assert (answers, permissions.open_deeds(heard, training)) == ([403] * 5 + [404], [])


def test_she_takes_back_what_she_confirmed_and_not_what_a_manager_did(
    training: FollowUp, heard: User, amina: User
) -> None:
    entries = []
    for by in (heard, amina):
        training.confirm(by=by, confirmed_by=by.person)
        entry = last_change(training)
        assert entry
        entries.append(may_undo(heard, training, entry))
        training.change("undid", by=by, undoes=entry, confirmed_on=None, confirmed_by=None)
    assert entries == [True, False]


def test_what_she_may_not_see_she_does_not_confirm(
    training: FollowUp, noor: User, eu: Organisation, claire: User, sign_in: SignIn
) -> None:
    hold_post(noor, eu)
    training.edit(by=claire, classification=RESTRICTED)
    client = sign_in(noor)
    assert client.get(f"/follow-ups/{training.pk}/confirm/").status_code == 404
    assert 'id="to-confirm"' not in client.get("/").text


def test_it_waits_on_her_desk_and_its_list_shows_the_same(
    training: FollowUp, heard: User, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    make_follow_up("Teach others", kind="training", owner=claire.person).move_to("done", by=claire)
    client = sign_in(heard)
    desk, page = client.get("/").text, client.get("/follow-ups/?status=done&confirmation=mine").text
    assert ["Train the officers" in desk, "Teach others" in desk] == [True, False]
    assert ["Train the officers" in page, "Teach others" in page] == [True, False]


def test_an_officer_to_whom_it_was_promised_need_not_say_who_confirmed_it(
    training: FollowUp, omar: User, visit: Meeting, eu: Organisation, sign_in: SignIn
) -> None:
    take_part(omar, visit, eu)
    sign_in(omar).post(f"/follow-ups/{training.pk}/confirm/", {"confirmed_on": "today"})
    assert FollowUp.objects.get().confirmed_by == omar.person


def test_whoever_has_no_person_waits_for_nothing(training: FollowUp, noor: User) -> None:
    noor.person.change("edited", by=None, account=None)
    assert not FollowUp.objects.filter(waits_for(User.objects.get(pk=noor.pk))).exists()


def test_what_we_owe_was_promised_to_none_of_ours_and_what_they_owe_to_none_of_theirs(
    make_follow_up: Make, noor: User, omar: User, amina: User, eu: Organisation, unit: Organisation, visit: Meeting,
    today: date,
) -> None:  # fmt: skip
    """By a post or by having spoken there, of the unit or of the partner: only the other side was promised it."""
    hold_post(noor, unit)
    hold_post(noor, eu)
    take_part(omar, visit, unit)
    take_part(amina, visit, eu)
    other = Organisation.add(by=None, name="Interpol")
    ways: list[dict[str, Any]] = [
        {"unit": unit}, {"partner": eu}, {"unit": unit, "partner": other}, {"partner": other}, {}, {"unit": other},
    ]  # fmt: skip
    for meeting in (None, visit):
        for owed_by in ("us", "partner"):
            for values in ways:
                make_follow_up(owed_by=owed_by, meeting=meeting, **values)
    found = []
    for user in (noor, omar, amina):
        rows = FollowUp.objects.filter(promised_to(user, today)).order_by("pk")
        said = [(str(row.meeting or ""), row.owed_by, str(row.unit or ""), str(row.partner or "")) for row in rows]
        found.append(said)
    met = str(visit)
    assert found == [
        [("", "us", "", "EU"), ("", "partner", "ENF", ""), ("", "partner", "ENF", "Interpol"),
         (met, "us", "", "EU"), (met, "partner", "ENF", ""), (met, "partner", "ENF", "Interpol")],
        [(met, "partner", str(values.get("unit", "")), str(values.get("partner", ""))) for values in ways],
        [(met, "us", "", "EU")],
    ]  # fmt: skip

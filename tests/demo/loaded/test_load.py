"""Eighteen months of a secretariat, as true on its last day as a database in use."""

import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.db.models.functions import TruncDate

from tests.house.drawings import assert_drawn
from tests.house.written import Sayer, every_row
from tracker.accounts.models import Role, User
from tracker.accounts.password_links.house_words import HouseWordsValidator
from tracker.activities.models import Activity
from tracker.demo.cast import PASSWORD, SIGN_INS
from tracker.directory.merging.side_by_side import pairs_for
from tracker.directory.models import Person
from tracker.follow_ups.conditions import TO_CONFIRM
from tracker.follow_ups.models import FollowUp, Kind, OwedBy, Strength
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.invitations.models import Step
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Series
from tracker.records.models import Passage, Record, Version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def claire() -> User:
    return User.objects.get(name="Claire Dubois")


def desk(user: User, day: date) -> dict[str, int]:
    rows = FollowUp.objects.visible_to(user).of_account(user)
    lists = {
        "late": rows.late(day),
        "this week": rows.due_this_week(day),
        "waiting": rows.waiting(),
        "pending": rows.pending_resources(),
        "without date": rows.without_date(),
    }
    return {name: found.count() for name, found in lists.items()}


def test_every_kind_status_strength_and_debtor_occurs() -> None:
    def found(column: str) -> set[Any]:
        return set(FollowUp.objects.values_list(column, flat=True))

    assert found("status") == set(Status)
    assert found("kind") == set(Kind)
    assert found("strength") == set(Strength)
    assert found("owed_by") == set(OwedBy)


def test_there_are_some_two_dozen_past_meetings_six_ahead_and_120_follow_ups(day: date) -> None:
    assert Meeting.objects.filter(held_on__lt=day).count() == 29
    assert Meeting.objects.upcoming(day).in_place().count() == 6
    assert FollowUp.objects.count() == 141


def test_each_follow_up_was_entered_on_the_day_on_which_its_history_begins() -> None:
    begins = Entry.objects.about(FollowUp).filter(verb="added").values_list("object_id", TruncDate("at"))
    assert dict(FollowUp.objects.values_list("pk", "entered_on")) == dict(begins)


def test_a_series_has_a_meeting_called_off_and_one_moved(day: date) -> None:
    rows = Series.objects.get(name="Coordination meeting of the directorates").meetings.order_by("slot_on")
    assert [(row.is_called_off, row.is_moved, row.held_on > day) for row in rows] == [
        (False, False, False), (True, False, True), (False, True, True),
    ]  # fmt: skip


def test_the_coordinator_is_met_every_year_and_the_next_time_what_is_owed_comes_back(day: date) -> None:
    series = Series.objects.get(name="Annual review with the EU Counter-Terrorism Coordinator")
    first = series.meetings.earliest("slot_on")
    taken_up = [each.follow_up.title for each in first.appearances.order_by("follow_up__title")]
    assert (first.held_on > day, series.rule_in_words.startswith("Every year"), taken_up) == (
        True, True, ["Extend the training material to other regions", "Information exchange with EU institutions",
                     "Turn the further areas for cooperation into practical action"],
    )  # fmt: skip


def test_two_dozen_activities_implement_mandates_of_every_kind(day: date) -> None:
    assert (Activity.objects.count(), Activity.objects.filter(ends_on__gte=day).count()) == (27, 0)
    assert {target.mandate.kind for row in Activity.objects.all() for target in row.targets} == set(Mandate.Kind)
    noor = User.objects.get(name="Noor Haddad")
    assert Activity.objects.visible_to(noor).count() == 26


def test_an_agreement_ends_soon_and_one_has_ended(day: date) -> None:
    rows = Mandate.objects.agreements()
    assert [str(each) for each in rows.ending_soon(day)] == ["Contribution of Japan Customs to the training programme"]
    assert [str(each) for each in rows.no_longer_in_force(day)] == ["Arrangement on advance data for postal items"]


def test_follow_ups_name_mandates_and_paragraphs() -> None:
    links = Implementation.objects.exclude(follow_up=None)
    assert (links.filter(paragraph=None).count(), links.exclude(paragraph=None).count()) == (46, 22)


def test_meetings_are_of_every_kind_but_other() -> None:
    assert set(Meeting.objects.values_list("kind", flat=True)) == set(Meeting.Kind) - {Meeting.Kind.OTHER}


def test_records_are_of_every_kind_and_two_are_in_french() -> None:
    assert set(Record.objects.values_list("kind", flat=True)) == set(Record.Kind)
    assert Counter(Record.objects.values_list("language", flat=True)) == {"en": 27, "fr": 2}


def test_claires_desk_is_full(claire: User, day: date) -> None:
    assert desk(claire, day) == {"late": 5, "this week": 6, "waiting": 3, "pending": 3, "without date": 3}


def test_everybody_has_something_late_and_something_due(day: date) -> None:
    desks = [desk(user, day) for user in User.objects.all()]
    assert [one for one in desks if not (one["late"] and one["this week"])] == []
    assert len(desks) == 5


def test_others_were_lately_at_claires_follow_ups(claire: User, day: date) -> None:
    hers = FollowUp.objects.of_account(claire).values("pk")
    lately = Entry.objects.filter(content_type__model="followup", object_id__in=hers, at__date__gte=day - timedelta(7))
    others = {entry.author for entry in lately if entry.by_id != claire.pk}
    assert others == {"Jean Laurent", "Amina Rahman", "Helena Brandt"}


def test_two_meetings_are_hidden_from_a_reader() -> None:
    noor = User.objects.get(name="Noor Haddad")
    shown = Meeting.objects.visible_to(noor)
    assert sorted(str(meeting) for meeting in Meeting.objects.exclude(pk__in=shown.values("pk"))) == [
        "Consultation with INTERPOL on urgent notices",
        "Safety of staff on mission",
    ]


def test_some_follow_ups_have_no_meeting_no_owner_or_no_date() -> None:
    rows = FollowUp.objects.all()
    assert (rows.filter(meeting=None).count(), rows.without_owner().count(), rows.filter(due_on=None).count()) == (
        28,
        4,
        33,
    )


def test_history_is_in_the_order_of_its_days_and_none_of_it_is_ahead(day: date) -> None:
    moments = list(Entry.objects.order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1].date() < day


def test_invitations_stand_in_every_state(day: date) -> None:
    rows = FollowUp.objects.with_events()
    states = Counter((row.invitation.answer, row.status) for row in rows)
    assert states == {
        ("none", "open"): 3,
        ("tentative", "open"): 1,
        ("declined", "declined"): 1,
        ("accepted", "open"): 2,
        ("accepted", "in_progress"): 1,
        ("accepted", "done"): 2,
        ("accepted", "lapsed"): 1,
    }
    assert [str(row) for row in rows.passed(day)] == ["Present the risk profile to the Italian customs academy"]
    assert [str(row) for row in rows.late(day)] == ["Sit on the UNESCO panel on online sales"]
    assert rows.filter(invitation__direction="issued").count() == 1


def test_nothing_of_an_event_was_done_before_it_was_entered_nor_is_done_ahead(day: date) -> None:
    for step in Step.objects.exclude(done_on=None).select_related("invitation__follow_up"):
        entered = step.invitation.follow_up.history.get(verb="entered")
        assert entered.at.date() <= step.done_on < day


def test_every_deed_shows_in_the_history() -> None:
    verbs = {
        "added",
        "moved",
        "dated",
        "given",
        "noted",
        "edited",
        "rewrote",
        "informed",
        "entered",
        "answered",
        "stepped",
        "delivered",
        "estimated",
        "allocated",
        "readied",
        "carried",
        "discussed",
        "confirmed",
        "loaded",
        "attached",
        "asked",
        "granted",
        "refused",
        "recommendation answered",
        "circulated",
        "correction accepted",
        "text agreed",
        "called off",
        "joined",
    }
    assert set(Entry.objects.values_list("verb", flat=True)) == verbs


def test_a_follow_up_ended_on_the_day_its_history_says() -> None:
    for follow_up in FollowUp.objects.ended():
        last = follow_up.history.filter(verb="moved").order_by("id").last()
        assert last.changes["ended_on"]["to"] == follow_up.ended_on.isoformat() == last.at.date().isoformat()


def test_a_follow_up_was_last_updated_when_its_history_ends() -> None:
    for follow_up in FollowUp.objects.all():
        assert follow_up.updated_at == follow_up.history.order_by("id").last().at


def test_every_version_is_as_old_as_its_entry() -> None:
    for version in Version.objects.select_related("record"):
        made = version.record.history.filter(verb__in=("added", "rewrote"))
        entry = made.order_by("id")[version.number - 1]
        assert version.at == entry.at


def test_no_meeting_was_recorded_before_it_was_held(day: date) -> None:
    for record in Record.objects.select_related("meeting"):
        assert record.history.order_by("id").first().at.date() >= (record.meeting.ends_on or record.meeting.held_on)


def test_a_reference_carries_the_year_of_the_meeting_or_of_the_logging() -> None:
    for follow_up in FollowUp.objects.select_related("meeting"):
        first = follow_up.history.order_by("id").first()
        year = follow_up.meeting.held_on.year if follow_up.meeting else first.at.year
        assert follow_up.reference.startswith(f"F-{year}-")


@pytest.mark.parametrize("year", [2018, 2024, 2025, 2026])
def test_references_leave_no_gap(year: int) -> None:
    counted = FollowUp.objects.filter(reference__regex=rf"^F-{year}-\d")
    numbers = sorted(counted.values_list("reference", flat=True))
    assert numbers == [f"F-{year}-{number:03}" for number in range(1, 1 + len(numbers))]


def test_every_passage_stands_in_the_text_of_its_version() -> None:
    for passage in Passage.objects.select_related("version"):
        assert passage.version.text[passage.start : passage.end] == passage.exact


def test_one_rewrite_moved_passages_and_changed_one() -> None:
    version = Version.objects.get(record__meeting__title="Enforcement Committee, 48th session", number=2)
    moved = Passage.objects.filter(version=version)
    assert moved.count() == 5
    assert moved.get(exact__contains="working group").exact.endswith(
        "limited to eighteen months and open to all Members"
    )


def test_another_rewrite_lost_the_words_of_a_follow_up() -> None:
    lost = Passage.objects.get(removed_in__isnull=False)
    assert str(lost.follow_up) == "Send the pictures of the curriculum in print quality"
    assert (lost.removed_in.number, str(lost.removed_in.by)) == (2, "Jean Laurent")
    assert lost.exact not in lost.removed_in.text


def test_no_text_holds_a_day_that_is_not_written_out() -> None:
    assert [str(version) for version in Version.objects.filter(text__contains="{")] == []


def test_days_in_a_text_are_the_due_dates_in_its_language() -> None:
    note = FollowUp.objects.get(title__startswith="Note d’une page").passage.version.text
    assert "avant le 8 octobre 2025." in note


def test_every_move_of_a_due_date_after_the_first_has_a_reason() -> None:
    for follow_up in FollowUp.objects.all():
        moves = [entry for entry in follow_up.history.filter(verb="dated").order_by("id") if entry.changes]
        assert all(entry.note for first, entry in pairwise(moves) if first.changes["due_on"]["from"])


def test_the_password_would_be_taken_from_anybody_but_for_being_known_to_all() -> None:
    validators = get_default_password_validators()
    for user in User.objects.all():
        validate_password(PASSWORD, user, [each for each in validators if not isinstance(each, HouseWordsValidator)])
        assert user.check_password(PASSWORD)


def test_every_sign_in_that_is_printed_is_an_account_and_every_role_is_there() -> None:
    assert {email for email, _ in SIGN_INS} == set(User.objects.values_list("email", flat=True))
    assert set(User.objects.values_list("role", flat=True)) == set(Role)


def test_the_communiques_people_owe_us_what_is_overdue_agreed_and_offered(claire: User, day: date) -> None:
    theirs = FollowUp.objects.of_account(claire).overdue_from_partner(day).filter(partner__short_name="EU CTC")
    assert [(str(row), row.strength) for row in theirs.by_due()] == [
        ("Name a contact point for cultural goods in the Coordinator’s office", "agreed"),
        ("Seat of an observer in the working party on cultural goods", "offered"),
    ]


def test_the_directory_finds_who_was_entered_twice_in_two_meetings() -> None:
    [pair] = pairs_for(Person, User.objects.get(name="Claire Dubois"))
    assert {pair.goes.name, pair.stays.name} == {"Helena Brand", "Helena Brandt"}
    assert [each.participations.count() for each in (pair.goes, pair.stays)] == [1, 2]


def test_minutes_went_round_were_corrected_once_and_are_agreed() -> None:
    minutes = Record.objects.get(stage="agreed")
    correction = minutes.corrections.get()
    assert (minutes.kind, minutes.number, minutes.copies.count()) == ("minutes", 2, 2)
    assert (correction.author, correction.decision) == ("Gilles de Kerchove (left)", "accepted")
    assert correction.new in minutes.latest.text


def test_a_course_was_reported_done_with_evidence_and_confirmed_at_the_next_meeting() -> None:
    course = FollowUp.objects.get(title="Course for the joint control team at Brussels Airport")
    appearance = course.appearances.get()
    assert (course.status, course.files.count(), course.confirmed_on) == ("done", 1, appearance.meeting.held_on)
    assert [str(row) for row in FollowUp.objects.filter(TO_CONFIRM)] == ["Make one master edition of the curriculum"]


DRAWN_BY_LOT = re.compile(r"R\d{5}\b")
# By their names; of the rows of all other tables it is told together what they hold.
NAMED = ("accounts.User", "directory.Organisation", "directory.Person", "follow_ups.FollowUp", "meetings.Meeting",
         "pledges.Pledge", "records.Record")  # fmt: skip


def test_whatever_is_told_is_what_was_told() -> None:
    """A digest of all that each thing holds and of its history stands in `drawn/demo.txt`, so that it is seen which

    of them changed. To draw it anew, delete it.
    """
    tables = every_row()
    called = {
        row.pk: f"“{row}”" for label in tables if "history" not in label
        for row in apps.get_model(label)._base_manager.all()
    }  # fmt: skip
    say = Sayer(called, datetime(2000, 1, 1, tzinfo=UTC))
    histories = defaultdict(list)
    for row in tables["history.Entry"].values():
        histories[row["object_id"]] += say.filled(row)

    def told(label: str, key: int, row: dict[str, Any]) -> list[str]:
        return [label, called.get(key, ""), *say.filled(row), *histories[key]]

    pages = {}
    for label, rows in sorted(tables.items()):
        things = {key: told(label, key, row) for key, row in sorted(rows.items())}
        if label in NAMED:
            pages[label] = [f"{called[key]} {digest(words)}" for key, words in things.items()]
        elif things:
            pages[label] = [f"{len(things)} {digest([word for words in things.values() for word in words])}"]
    assert_drawn("demo", pages, Path(__file__).parent / "drawn")


def digest(words: list[str]) -> str:
    """But for what is drawn by lot: codes of links, numbers of what is restricted."""
    words = [DRAWN_BY_LOT.sub("R…", word) for word in words if not word.startswith("code=")]
    return sha256("\n".join(words).encode()).hexdigest()[:8]

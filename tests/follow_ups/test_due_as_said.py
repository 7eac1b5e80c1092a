"""A due date as it was said: kept in words, counted from the meeting, late from its end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation

from tests import downloaded_files as files
from tracker.accounts.models import User
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.due_date_slips import slips
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import last_change, undo
from tracker.history.wording.words_of_entry import changed_fields
from tracker.kit.dates.as_said import DateAsSaid, Said, say
from tracker.kit.periods import year_of
from tracker.meetings.models import Meeting

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
WEEK_AFTER = "the week after his visit"
SAID = DateAsSaid(date(2018, 5, 28), date(2018, 6, 3), WEEK_AFTER)
ASKED = "When is that? Type a date, or add it in brackets: the week after his visit ("
LEAST = {"title": "Speak", "kind": "invitation", "strength": "agreed", "owed_by": "us", "classification": "general"}


@pytest.fixture
def speak(make_follow_up: Make, visit: Meeting) -> FollowUp:
    return make_follow_up(meeting=visit, due_on=SAID)


def columns(follow_up: FollowUp) -> tuple[Any, ...]:
    follow_up.refresh_from_db()
    return follow_up.due_on, follow_up.due_begins, follow_up.due_words, follow_up.first_due_on


def typed_into_edit(follow_up: FollowUp, **typed: Any) -> dict[str, Any]:
    assert follow_up.meeting
    return (
        LEAST | {"version": follow_up.version, "due_on": say(follow_up.due), "meeting": follow_up.meeting.label} | typed
    )


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (WEEK_AFTER, SAID),
        ("la semaine suivant sa visite", DateAsSaid(SAID.first, SAID.last, "la semaine suivant sa visite")),
        ("in two weeks", DateAsSaid(date(2018, 6, 8), date(2018, 6, 8), "in two weeks")),
        ("Q1 2027", DateAsSaid(date(2027, 1, 1), date(2027, 3, 31), "Q1 2027")),
        ("31 May", date(2018, 5, 31)),
        ("mon", date(2018, 5, 28)),
        ("3 to 5 June 2018", DateAsSaid(date(2018, 6, 3), date(2018, 6, 5))),
    ],
)
@pytest.mark.parametrize("named", ["in the address", "in the form"])
def test_what_is_relative_counts_from_the_meeting(
    visit: Meeting, claire: User, sign_in: SignIn, words: str, due: Said, named: str
) -> None:
    place, meeting = (f"?meeting={visit.pk}", "") if named == "in the address" else ("", visit.label)
    sign_in(claire).post(f"/follow-ups/new/{place}", LEAST | {"due_on": words, "meeting": meeting})
    assert FollowUp.objects.get().due == due


def test_without_a_meeting_it_counts_from_today_and_words_that_nobody_could_count_again_go(
    claire: User, sign_in: SignIn, today: date
) -> None:
    sign_in(claire).post("/follow-ups/new/", LEAST | {"due_on": "in two weeks"})
    assert FollowUp.objects.get().due == today + timedelta(days=14)


def test_what_nobody_can_know_is_asked_for_beside_the_field(visit: Meeting, claire: User, sign_in: SignIn) -> None:
    typed = LEAST | {"due_on": "at the next Council"}
    answer = sign_in(claire).post(f"/follow-ups/new/?meeting={visit.pk}", typed)
    asked = "When is that? Type a date, or add it in brackets: at the next Council (June 2018)."
    assert (answer.context["form"].errors["due_on"], FollowUp.objects.exists()) == ([asked], False)


def test_late_counts_from_its_last_day(speak: FollowUp) -> None:
    assert [FollowUp.objects.late(day).exists() for day in (date(2018, 6, 3), date(2018, 6, 4))] == [False, True]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda row, by: row.set_due(date(2018, 6, 1), by=by), (date(2018, 6, 1), None, "", date(2018, 6, 3))),
        (lambda row, by: row.set_due(None, by=by), (None, None, "", date(2018, 6, 3))),
        (lambda row, by: row.edit(by=by, due_on=date(2018, 6, 1)), (date(2018, 6, 1), None, "", date(2018, 6, 3))),
        (
            lambda row, by: BulkEdit(shift=7).apply(row, by=by),
            (date(2018, 6, 10), date(2018, 6, 4), "", date(2018, 6, 3)),
        ),
        (
            lambda row, by: BulkEdit(columns={"due_on": date(2018, 6, 1)}).apply(row, by=by),
            (date(2018, 6, 1), None, "", date(2018, 6, 3)),
        ),
    ],
)
def test_whoever_changes_it_the_words_never_say_another_day(
    speak: FollowUp, claire: User, change: Callable[[FollowUp, User], object], left: tuple[Any, ...]
) -> None:
    change(speak, claire)
    assert columns(speak) == left
    undo(speak, last_change(speak), by=claire)  # type: ignore[arg-type]
    assert columns(speak) == (SAID.last, SAID.first, WEEK_AFTER, date(2018, 6, 3))


def test_history_tells_it_in_words_and_a_new_name_for_the_same_day_is_no_slip(speak: FollowUp, claire: User) -> None:
    entry = speak.set_due(date(2018, 6, 3), by=claire)
    assert entry is not None
    assert [(line.before, line.after) for line in changed_fields(entry)] == [(str(SAID), "3 June 2018")]
    assert slips(year_of(entry.at.date())).count() == 0


def test_the_form_comes_back_as_it_went_out(speak: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    page = client.get(f"/follow-ups/{speak.pk}/edit/")
    assert page.context["form"]["due_on"].value() == str(SAID)
    client.post(f"/follow-ups/{speak.pk}/edit/", typed_into_edit(speak, title="Speak", kind="other"))
    speak.refresh_from_db()
    assert (speak.title, speak.due) == ("Speak", SAID)


def test_two_who_change_it_at_once_are_shown_both(speak: FollowUp, claire: User, sign_in: SignIn) -> None:
    typed = typed_into_edit(speak, due_on="end of June 2018")
    speak.set_due(date(2018, 6, 1), by=claire)
    answer = sign_in(claire).post(f"/follow-ups/{speak.pk}/edit/", typed | {"reason": "later"})
    [clash] = answer.context["clashes"]
    assert (answer.status_code, say(clash.mine), say(clash.theirs)) == (
        409, "end of June 2018 (30 June 2018)", "1 June 2018"
    )  # fmt: skip


def test_a_date_that_is_moved_counts_from_today_but_for_what_names_the_meeting(
    speak: FollowUp, claire: User, sign_in: SignIn, today: date
) -> None:
    client = sign_in(claire)
    client.post(f"/follow-ups/{speak.pk}/due/", {"due_on": "in two weeks"})
    assert columns(speak)[:3] == (today + timedelta(days=14), None, "")
    client.post(f"/follow-ups/{speak.pk}/due/", {"due_on": WEEK_AFTER, "reason": "as before"})
    assert columns(speak)[:3] == (SAID.last, SAID.first, WEEK_AFTER)


def test_its_first_date_counts_from_the_meeting(
    make_follow_up: Make, visit: Meeting, claire: User, sign_in: SignIn
) -> None:
    undated = make_follow_up(meeting=visit)
    sign_in(claire).post(f"/follow-ups/{undated.pk}/due/", {"due_on": "in two weeks"})
    assert columns(undated)[:3] == (date(2018, 6, 8), None, "in two weeks")


@pytest.mark.parametrize(
    ("of", "due_on", "counts_from"),
    [(True, None, "the meeting, 25 May 2018."), (True, date(2018, 6, 1), "today."), (False, None, "today.")],
)
def test_the_dialog_says_from_which_day_words_count(
    make_follow_up: Make, visit: Meeting, claire: User, sign_in: SignIn, of: bool, due_on: date | None, counts_from: str
) -> None:
    row = make_follow_up(meeting=visit if of else None, due_on=due_on)
    field = sign_in(claire).get(f"/follow-ups/{row.pk}/due/").context["form"]["due_on"]
    assert field.help_text.partition(" count from ")[2] == counts_from
    day = field.field.clean("25 May")
    assert day == next_such_day(visit.last_day if counts_from.startswith("the meeting") else timezone.localdate())


def next_such_day(day: date) -> date:
    return next(each for year in (day.year, day.year + 1) if (each := date(year, 5, 25)) >= day)


def test_pages_say_it_in_short_and_in_full(make_follow_up: Make, claire: User, sign_in: SignIn, today: date) -> None:
    whole = make_follow_up(due_on=DateAsSaid(date(2199, 1, 1), date(2199, 3, 31), "T1 2199"), owner=claire.person)
    client = sign_in(claire)
    assert ">Q1 2199</a>" in client.get("/follow-ups/").text
    assert "T1 2199 (January to March 2199)" in client.get(whole.get_absolute_url()).text


def test_the_file_holds_the_day_and_the_words(speak: FollowUp, claire: User, sign_in: SignIn) -> None:
    [row] = [row for row in files.rows_of(sign_in(claire), "/follow-ups/export/csv/") if row[:1] == [speak.reference]]
    assert row[8:10] == ["2018-06-03", str(SAID)]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("on=2018-05-25", "28 May to 3 June 2018"),
        ("from=meeting&meeting=Visit%20of%20the%20EU%20Counter-Terrorism%20Coordinator", "28 May to 3 June 2018"),
        ("", ASKED),
        ("on=nonsense&from=meeting&meeting=nobody", ASKED),
    ],
)
def test_it_is_said_back_while_it_is_typed(
    visit: Meeting, claire: User, sign_in: SignIn, query: str, said: str
) -> None:
    answer = sign_in(claire).get(f"/read-date/?said=1&{query}&due_on=the+week+after+his+visit")
    assert answer.text.startswith(said)


def test_it_is_said_back_from_a_meeting_only_to_those_who_may_know_of_it(
    secret: FollowUp, omar: User, sign_in: SignIn
) -> None:
    assert secret.meeting is not None
    query = {"said": "1", "from": "meeting", "meeting": secret.meeting.label, "due_on": "the week after the meeting"}
    assert sign_in(omar).get("/read-date/", query).text.startswith("When is that?")


def test_migrating_leaves_what_was_there_as_it_is(make_follow_up: Make) -> None:
    plain = make_follow_up(due_on=date(2018, 6, 1))
    call_command("migrate", "follow_ups", "--check", verbosity=0)
    assert columns(plain) == (date(2018, 6, 1), None, "", date(2018, 6, 1))


def test_a_reader_of_french_reads_the_days_in_french() -> None:
    with translation.override("fr"):
        assert str(SAID) == f"{WEEK_AFTER} (du 28 mai au 3 juin 2018)"

"""An activity that a record tells of: logged from its words, beside them on the meeting's page, closed with them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.activities.test_activities import LEAST, NEW
from tests.conftest import CANARY, COMMUNIQUE
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.get_or_add import get_or_add, new_organisation
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate, Paragraph
from tracker.meetings.models import Meeting
from tracker.pages.meeting import Margin
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
QUOTE = "The Secretary General welcomed Mr. de Kerchove"
DAYS = {"starts_on": "2017-03-06", "ends_on": "2017-03-06"}


@pytest.fixture
def five(resolution: Mandate) -> Paragraph:
    return resolution.paragraphs.create(number="5", text="Encourages")


@pytest.fixture
def quoting(communique: Record, claire: User, five: Paragraph) -> Activity:
    passage = Passage.of(communique.latest, 0, len(QUOTE))
    return Activity.log(by=claire, title="Train officers", mandates=[five], passage=passage, **DAYS)


def asked(record: Record) -> str:
    return f"{NEW}?record={record.pk}&version=1&start=0&end={len(QUOTE)}"


def test_the_form_starts_with_the_words_and_the_partner_of_their_meeting(
    communique: Record, claire: User, eu: Organisation, sign_in: SignIn
) -> None:
    page = sign_in(claire).get(asked(communique))
    initial = page.context["form"].initial
    assert (initial["title"], initial["partner"], page.context["words"].quote) == (QUOTE, eu, QUOTE)
    assert "meeting" not in page.context["form"].fields


def test_words_and_three_fields_log_it(
    communique: Record, five: Paragraph, visit: Meeting, claire: User, sign_in: SignIn
) -> None:
    answer = sign_in(claire).post(asked(communique), LEAST)
    activity = Activity.objects.get()
    assert (activity.meeting, activity.passage and activity.passage.exact) == (visit, QUOTE)
    assert answer["Location"] == visit.get_absolute_url()


def test_without_words_it_may_name_a_meeting(five: Paragraph, visit: Meeting, claire: User, sign_in: SignIn) -> None:
    sign_in(claire).post(NEW, LEAST | {"meeting": visit.label})
    activity = Activity.objects.get()
    assert (activity.meeting, activity.passage) == (visit, None)


def test_sending_it_twice_makes_one_activity_and_one_passage(
    communique: Record, five: Paragraph, claire: User, sign_in: SignIn
) -> None:
    client, key = sign_in(claire), "7c9e6679-7425-40de-944b-e07fc1f90ae7"
    for _press in range(2):
        client.post(asked(communique), LEAST | {"key": key})
    assert (Activity.objects.count(), Passage.objects.count()) == (1, 1)


def test_it_stands_in_the_margin_beside_its_words(
    quoting: Activity, invitation: FollowUp, visit: Meeting, claire: User, five: Paragraph, sign_in: SignIn
) -> None:
    by_hand = Activity.log(by=claire, title="By hand", meeting=visit, mandates=[five], **DAYS)
    margin = Margin(visit, claire)
    assert [(note.number, note.row) for note in margin.notes] == [(1, quoting), (2, invitation), (3, by_hand)]
    page = sign_in(claire).get(visit.get_absolute_url()).text
    assert f'id="words-activity-{quoting.pk}"><a href="#activity-{quoting.pk}"' in " ".join(page.split())


def test_its_page_tells_the_words_and_leads_to_them(quoting: Activity, claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get(quoting.get_absolute_url()).text
    assert f'<blockquote dir="auto">{QUOTE}</blockquote>' in page
    assert f"#words-activity-{quoting.pk}" in page


def test_whatever_quotes_a_record_stays_with_its_meeting(quoting: Activity, claire: User, sign_in: SignIn) -> None:
    form = sign_in(claire).get(f"{quoting.get_absolute_url()}edit/").context["form"]
    assert "meeting" not in form.fields
    with pytest.raises(ValueError, match="stays with its meeting"):
        quoting.edit(by=claire, meeting=None)


def test_words_that_left_the_record_are_told_in_the_margin(
    quoting: Activity, communique: Record, visit: Meeting, amina: User, sign_in: SignIn
) -> None:
    communique.rewrite("Nothing of it was said.", by=amina)
    page = " ".join(sign_in(amina).get(visit.get_absolute_url()).text.split())
    assert f"Removed in version 2 by Amina Rahman: <q>{QUOTE}</q>" in page


@pytest.mark.parametrize("closes", ["meeting", "record"])
def test_a_restricted_meeting_or_record_closes_it(
    closes: str, quoting: Activity, communique: Record, visit: Meeting, claire: User, omar: User
) -> None:
    there = [list(Activity.objects.visible_to(user)) for user in (claire, omar)]
    {"meeting": visit, "record": communique}[closes].change("edited", by=claire, classification="restricted")
    after = [list(Activity.objects.visible_to(user)) for user in (claire, omar)]
    assert (there, after) == ([[quoting], [quoting]], [[quoting], []])
    assert Activity.objects.get().is_restricted


def test_a_meeting_takes_it_out_of_sight_and_back(quoting: Activity, visit: Meeting, claire: User) -> None:
    visit.remove(by=claire)
    assert list(Activity.objects.visible_to(claire)) == []
    Meeting.objects.get().restore(by=claire)
    assert list(Activity.objects.visible_to(claire)) == [quoting]


@pytest.mark.parametrize("opens", ["meeting", "record"])
def test_whom_it_names_is_known_to_all_once_it_is_general(
    opens: str, quoting: Activity, communique: Record, visit: Meeting, claire: User
) -> None:
    closed: Any = {"meeting": visit, "record": communique}[opens]
    closed.change("edited", by=claire, classification="restricted")
    partner = get_or_add(new_organisation("Zebra Office"), by=claire, classification="restricted")
    Activity.objects.get().edit(by=claire, partner=partner)
    assert Organisation.objects.get(name="Zebra Office").is_restricted
    closed.change("edited", by=claire, classification="general")
    assert not Organisation.objects.get(name="Zebra Office").is_restricted


def test_one_that_left_a_restricted_meeting_does_not_name_it(
    secret: FollowUp, claire: User, omar: User, five: Paragraph, sign_in: SignIn
) -> None:
    activity = Activity.log(by=claire, title="Train officers", meeting=secret.meeting, mandates=[five], **DAYS)
    activity.edit(by=claire, meeting=None)
    page = sign_in(omar).get(activity.get_absolute_url())
    assert (page.status_code, CANARY in page.text) == (200, False)


def test_the_text_is_whole_beside_it(quoting: Activity, visit: Meeting, claire: User) -> None:
    (sheet,) = Margin(visit, claire).sheets
    assert (
        " ".join("".join(piece.text for piece in each.pieces) for each in sheet.sentences).split() == COMMUNIQUE.split()
    )

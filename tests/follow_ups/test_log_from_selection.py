"""From words in a record to a follow-up."""

import pytest
from django.http import Http404

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.log_from_selection import log_from_words, selected_words, suggestions
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Record

START = COMMUNIQUE.index("Several areas")
END = START + len("Several areas for further cooperation")
KEY = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def query(record: Record, start: object = START, end: object = END, **more: object) -> dict[str, str]:
    return {name: str(value) for name, value in {"record": record.pk, "start": start, "end": end, **more}.items()}


def test_the_address_names_the_words(communique: Record, claire: User) -> None:
    words = selected_words(claire, query(communique, version=1))
    assert words is not None
    assert words.quote == "Several areas for further cooperation"


def test_without_a_record_there_are_no_words(claire: User) -> None:
    assert selected_words(claire, {"meeting": "1"}) is None


def test_words_read_in_an_older_version_are_found_in_the_present_one(communique: Record, claire: User) -> None:
    communique.rewrite(f"A new first line.\n{COMMUNIQUE}", by=claire)
    words = selected_words(claire, query(communique, version=1))
    assert words is not None
    assert (words.version.number, words.quote) == (2, "Several areas for further cooperation")


def test_words_that_are_gone_since_are_not_found(communique: Record, claire: User) -> None:
    communique.rewrite("Nothing.", by=claire)
    with pytest.raises(Http404):
        selected_words(claire, query(communique, version=1))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start", "x"),
        ("start", "-1"),
        ("end", "99999"),
        ("end", "9" * 40),
        ("version", "7"),
        ("record", "0"),
        ("start", "²"),
    ],
)
def test_an_address_that_names_no_words_is_not_found(communique: Record, claire: User, name: str, value: str) -> None:
    with pytest.raises(Http404):
        selected_words(claire, query(communique) | {name: value})


def test_words_of_a_restricted_record_are_not_found_by_a_stranger(secret: FollowUp, omar: User) -> None:
    assert secret.passage is not None
    with pytest.raises(Http404):
        selected_words(omar, query(secret.passage.record, 0, 9))


def test_the_form_starts_with_the_words_the_partner_and_ones_own_unit(
    communique: Record, visit: Meeting, claire: User, eu: Organisation, wco: Organisation
) -> None:
    words = selected_words(claire, query(communique))
    assert suggestions(words, visit, claire) == {
        "title": "Several areas for further cooperation",
        "kind": "cooperation_area",
        "partner": eu,
        "unit": wco,
    }


def test_a_title_of_words_out_of_a_pdf_is_whole_and_hides_nothing(visit: Meeting, claire: User) -> None:
    text = "The Secre\u00adtariat will cir-\nculate the\nlist.\nIt ends."
    record = Record.write(by=claire, text=text, meeting=visit, kind="minutes")
    words = selected_words(claire, query(record, 0, text.index("\nIt")))
    assert suggestions(words, visit, claire)["title"] == "The Secretariat will circulate the list."


def test_without_meeting_and_person_the_form_starts_empty(db: None) -> None:
    assert suggestions(None, None, User.objects.create_user("x@suivi.example")) == {
        "title": "",
        "kind": "other",
        "partner": None,
        "unit": None,
    }


def test_logging_keeps_the_passage_and_adds_new_names(communique: Record, visit: Meeting, claire: User) -> None:
    words = selected_words(claire, query(communique))
    follow_up = log_from_words(
        words, by=claire, title="Areas", meeting=visit, owner=None, partner=Organisation(name="Interpol"), key=KEY
    )
    assert follow_up.passage is not None
    assert (follow_up.passage.exact, str(follow_up.partner)) == ("Several areas for further cooperation", "Interpol")


def test_sending_it_twice_makes_one_follow_up_and_one_passage(communique: Record, visit: Meeting, claire: User) -> None:
    words = selected_words(claire, query(communique))
    made = [log_from_words(words, by=claire, title="Areas", meeting=visit, key=KEY) for _ in range(2)]
    assert made[0] == made[1]
    assert (FollowUp.objects.count(), communique.passages.count()) == (1, 1)
    assert Person.objects.filter(name="").count() == 0

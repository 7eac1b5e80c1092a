"""From words in a record to a follow-up."""

from uuid import UUID

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.log_from_selection import log_from_words, suggestions
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Record
from tracker.records.selected_words import selected_words

START = COMMUNIQUE.index("Several areas")
END = START + len("Several areas for further cooperation")
KEY = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")


def query(record: Record, start: object = START, end: object = END, **more: object) -> dict[str, str]:
    return {name: str(value) for name, value in {"record": record.pk, "start": start, "end": end, **more}.items()}


def test_the_form_starts_with_the_words_the_partner_and_ones_own_unit(
    communique: Record, visit: Meeting, claire: User, eu: Organisation, wco: Organisation
) -> None:
    words = selected_words(claire, query(communique))
    assert suggestions(words, visit, claire) == {
        "title": "Several areas for further cooperation",
        "kind": "cooperation_area",
        "strength": "agreed",
        "conditional": False,
        "partner": eu,
        "unit": wco,
    }


def test_a_title_of_words_out_of_a_pdf_is_whole_and_hides_nothing(visit: Meeting, claire: User) -> None:
    text = "The Secre\u00adtariat will cir-\nculate the\nlist.\nIt ends."
    record = Record.write(by=claire, text=text, meeting=visit, kind="minutes")
    words = selected_words(claire, query(record, 0, text.index("\nIt")))
    assert suggestions(words, visit, claire)["title"] == "The Secretariat will circulate the list."


def test_the_form_starts_with_how_firm_the_words_are(visit: Meeting, claire: User) -> None:
    text = "Ces pistes pourraient aboutir dès que les ressources seront disponibles."
    record = Record.write(by=claire, text=text, meeting=visit, language="fr")
    started = suggestions(selected_words(claire, query(record, 0, len(text))), visit, claire)
    assert (started["strength"], started["conditional"]) == ("exploratory", True)


def test_without_meeting_and_person_the_form_starts_empty(db: None) -> None:
    assert suggestions(None, None, User.objects.create_user("x@suivi.example")) == {
        "title": "",
        "kind": "",
        "strength": "agreed",
        "conditional": False,
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

"""What a pasted record proposes of its meeting."""

import pytest

from tests.conftest import TESTS
from tests.house.drawings import assert_drawn
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.records.proposed_from_text import Proposed, propose

COMMUNIQUE = (TESTS.parent / "tracker/demo/texts/visit_2018.txt").read_text()


def test_the_communique_proposes_the_two_who_met_and_the_day_without_its_year(
    coordinator: Person, wco: Organisation, europol: Organisation, claire: User
) -> None:
    host = Person.add(by=None, name="Kunio Mikuriya")
    Appointment.objects.create(person=host, organisation=wco, title="Secretary General")
    assert propose(COMMUNIQUE, claire, "en") == Proposed(
        {"title": "Meeting with Gilles de Kerchove", "held_on": "25 May"},
        [
            {"person": "Kunio Mikuriya", "organisation": "World Customs Organization (WCO)"},
            {"person": "Gilles de Kerchove", "organisation": "European Union (EU)"},
        ],
    )


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Minutes of the liaison\n\nHeld from 3 to 5 March 2024.", "en",
         {"title": "Minutes of the liaison", "held_on": "3 March 2024", "ends_on": "5 March 2024"}),
        ("They met on 3 to 5 March.\nThen they went.", "en", {"held_on": "3 March"}),
        ("Relevé de décisions\nLe comité s’est réuni le 12 mars 2024.", "fr",
         {"title": "Relevé de décisions", "held_on": "12 March 2024"}),
        ("EUROPOL asked for a list. It will come.", "en", {"title": "Meeting with EUROPOL"}),
        ("One line alone", "en", {}),
        ("The members of the group will send the list and the note to all of us.", "fr", {"language": "en"}),
        ("Les membres du groupe enverront la liste et la note des ports à tous.", "en", {"language": "fr"}),
        ("", "en", {}),
    ],
)  # fmt: skip
def test_a_heading_is_the_title_and_days_are_read_as_the_form_reads_them(
    europol: Organisation, claire: User, text: str, language: str, values: dict[str, str]
) -> None:
    assert propose(text, claire, language).values == values


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Present: Ann Mason, Boris Vale\n\nApologies: Cara Quill, Ed Moor\n\nThey thanked Dana Frost.",
            [("Ann Mason", None), ("Boris Vale", None), ("Cara Quill", "invited")],
        ),
        ("They thanked Dana Frost and met Cara Quill.", [("Dana Frost", None), ("Cara Quill", None)]),
    ],
)
def test_who_is_listed_as_absent_was_invited_and_who_is_only_mentioned_beside_a_list_was_not_there(
    claire: User, text: str, rows: list[tuple[str, str | None]]
) -> None:
    for name in ("Ann Mason", "Boris Vale", "Cara Quill", "Dana Frost"):
        Person.add(by=None, name=name)
    assert [(row["person"], row.get("attendance")) for row in propose(text, claire, "en").rows] == rows


def test_whole_texts_propose_what_they_proposed(wco: Organisation, europol: Organisation, claire: User) -> None:
    """It stands in `drawn/proposed.txt`. To draw it anew, delete it and read what the test writes."""
    for name, organisation in {
        "Ann Mason": wco,
        "Dana White": europol,
        "Mary Bo": None,
        "Paul de Lestang": wco,
    }.items():
        person = Person.add(by=None, name=name)
        if organisation:
            Appointment.objects.create(person=person, organisation=organisation, title="Director")
    pages = {}
    for name in ("board", "conseil", "talk", "visit"):
        proposed = propose((TESTS / f"reading/texts/{name}.txt").read_text(), claire, "en")
        pages[name] = [f"{proposed.values}", *(f"{row}" for row in proposed.rows)]
    assert_drawn("proposed", pages, TESTS / "records/drawn")

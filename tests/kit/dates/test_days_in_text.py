"""The days of which a sentence speaks."""

from datetime import date

import pytest

from tracker.kit.dates.days_in_text import days_in, first_day_in

VISIT = date(2018, 5, 25)


@pytest.mark.parametrize(
    ("words", "language", "days"),
    [
        ("invited to speak at the workshop of 12 June", "en", ["12 June 2018"]),
        ("the workshop on 12th June, 2019 in Rome", "en", ["12 June 2019"]),
        ("speak at the workshop (June 12)", "en", ["12 June 2018"]),
        ("the seminar of 3 to 5 June", "en", ["3 to 5 June 2018"]),
        ("the seminar of 2018-06-03", "en", ["3 June 2018"]),
        ("le séminaire du 1er juin", "fr", ["1 June 2018"]),
        ("le séminaire du 3 au 5 juin", "fr", ["3 to 5 June 2018"]),
        (
            "to be held in Brussels the week after his visit.",
            "en",
            ["the week after his visit (28 May to 3 June 2018)"],
        ),
        ("on 12 June or 3 July", "en", ["12 June 2018", "3 July 2018"]),
        ("12 officers, 40 may attend in 2017 under Resolution 2347", "en", []),
        ("on 31 June", "en", []),
    ],
)
def test_they_are_read_as_the_fields_read_them(words: str, language: str, days: list[str]) -> None:
    assert [str(each) for each in days_in(words, language=language, today=date(2026, 1, 1), meeting=VISIT)] == days


def test_without_a_meeting_only_what_says_its_year_is_known() -> None:
    words = "the workshop of 12 June, that of 3 July 2019 and the week after his visit"
    found = days_in(words, language="en", today=date(2026, 1, 1), meeting=None)
    assert [str(each) for each in found] == ["3 July 2019"]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("welcomed at Headquarters on 25 May. The workshop is held the week after his visit.", "en", "25 May"),
        ("Held on 3 to 5 March 2024, after the one of 1 March 2024", "en", "3 to 5 March 2024"),
        ("For the Council of 27 June 2199 they met on 4 June 2024", "en", "4 June 2024"),
        ("Réunion du 1er juin 2024", "fr", "1er juin 2024"),
        ("May 25, 2018: the resolution of 2017", "en", "May 25, 2018"),
        ("2024-06-03, Lyon", "en", "2024-06-03"),
        ("Note of 2024-06-03 on the talks of 4 June 2024", "en", "2024-06-03"),
        ("the week after his visit", "en", ""),
        ("", "en", ""),
    ],
)
def test_the_day_of_a_record_is_the_first_that_is_not_to_come(text: str, language: str, words: str) -> None:
    assert first_day_in(text, language=language, today=date(2026, 1, 1)) == words

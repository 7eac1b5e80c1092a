"""From which score on a sentence is in a band, and how a house's own decisions move that."""

import pytest

from tracker.reading.scoring import Learnt, Table

pytestmark = pytest.mark.one_database
TABLE = Table(
    {"always": -1.0, "mark": 2.0, "will_do": 1.0, "will_do+mark": 0.5, "past": -3.0, "name_to": 0.2}, 0.3, 0.7
)
LEARNT = Learnt(0.3, 0.7, {"mark": 1.0, "will_do": -1.0})


def test_each_cue_adds_what_it_is_worth_and_more_than_enough_is_no_more() -> None:
    cues = [[], ["mark"], ["past"], ["mark", "will_do", "will_do+mark"], ["nothing"], ["mark"] * 99, ["past"] * 99]
    assert [round(TABLE.score(each), 4) for each in cues] == [0.2689, 0.7311, 0.018, 0.9241, 0.2689, 1.0, 0.0]


@pytest.mark.parametrize(
    ("score", "band"),
    [(0.29, ""), (0.3, "perhaps"), (0.31, "perhaps"), (0.69, "perhaps"), (0.7, "sure"), (1.0, "sure")],
)
def test_a_band_begins_with_its_very_score(score: float, band: str) -> None:
    assert (TABLE.band(score), Learnt(0.3, 0.7, {}).band(score, ())) == (band, band)


def test_reasons_are_the_weightiest_first_each_told_once() -> None:
    assert TABLE.reasons(["will_do", "mark", "will_do+mark", "past", "name_to"]) == ["mark", "will_do", "subject_to"]
    assert TABLE.reasons(["name_to", "subject_to", "led", "please", "will_do"]) == ["will_do", "subject_to", "please"]
    assert TABLE.reasons(["past", "nothing"]) == []


@pytest.mark.parametrize(
    ("score", "reasons", "here", "band"),
    [
        (0.5, [], 0.5, "perhaps"),
        (0.5, ["mark"], 0.7311, "sure"),
        (0.5, ["will_do"], 0.2689, ""),
        (0.5, ["mark", "will_do", "please"], 0.5, "perhaps"),
        (0.0, ["mark"], 0.0, ""),
        (1.0, ["will_do"], 1.0, "sure"),
    ],
)
def test_a_house_weighs_its_reasons_anew(score: float, reasons: list[str], here: float, band: str) -> None:
    assert (round(LEARNT.score(score, reasons), 4), LEARNT.band(score, reasons)) == (here, band)

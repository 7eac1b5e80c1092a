"""What a model tells is checked: no word, owner or day that the text does not hold."""

from datetime import date

import pytest

from tracker.reading.read import read
from tracker.reading.results import Suggestion
from tracker.reading.told import Told

TEXT = (
    "The Board met on 25 May 2018.\r\n\r\n"
    "Anna will send the list of\r\nports to the members by 30 June 2018, and Tom\r\nreads it. They thanked us.\r\n\r\n"
    "> Mary will write to the bank of Lyon.\r\n\r\n"
    "The handbook lies with the printers in Lyon until the autumn.\r\n"
)
LIST = "Anna will send the list of ports to the members by 30 June 2018, and Tom reads it."


def told(*items: Told) -> list[Suggestion]:
    return read(TEXT, "en", date(2018, 5, 25), told=items).suggestions


def quotes(*items: Told) -> list[str]:
    return [" ".join(one.span.of(TEXT).split()) for one in told(*items)]


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [
        (LIST, [LIST]),
        ("“Anna will send the list of ports to the members by 30 June 2018”", [LIST]),  # most of it: the same passage
        ("Tom reads it", ["Tom reads it"]),
        *((quoted, ["Tom reads it"]) for quoted in ('"Tom reads it"', "“Tom reads it”", "« Tom reads it »")),
        ("Anna will send the list of airports to the members by 30 June 2018", []),
        ("Anna", []),
        ("nna will send the list", []),
        ("", []),
        ("Mary will write to the bank of Lyon.", []),  # quoted by the text itself
        (" ".join(TEXT.split()), []),
    ],
)
def test_only_words_that_stand_in_the_text_are_suggested(quote: str, wanted: list[str]) -> None:
    assert quotes(Told(quote)) == wanted


def test_they_stand_in_the_order_of_the_text_and_none_over_another() -> None:
    handbook = "The handbook lies with the printers in Lyon until the autumn."
    assert quotes(Told(handbook), Told(LIST), Told("Tom reads it"), Told(LIST)) == [LIST, handbook]


def test_what_the_cues_do_not_see_is_perhaps() -> None:
    (handbook,) = told(Told("The handbook lies with the printers in Lyon until the autumn."))
    (sent,) = told(Told(LIST))
    assert (handbook.band, sent.band) == ("perhaps", "sure")


@pytest.mark.parametrize(
    ("owner", "due", "wanted"),
    [
        ("Tom", "2018-06-30", ("Tom", "2018-06-30")),
        ("the members", "", ("the members", "2018-06-30")),
        ("Mary", "2018-07-01", ("Anna", "2018-06-30")),  # neither stands there: the cues speak
        ("they", "2017-06-30", ("Anna", "2018-06-30")),
        ("om", "soon", ("Anna", "2018-06-30")),
    ],
)
def test_an_owner_and_a_day_stand_in_the_sentence_or_are_read_by_the_cues(
    owner: str, due: str, wanted: tuple[str, str]
) -> None:
    (one,) = told(Told(LIST, owner=owner, due=due))
    assert (one.owner and one.owner.of(TEXT), one.due and one.due.value) == wanted


@pytest.mark.parametrize(("kind", "wanted"), [("training", "training"), ("espionage", "document"), ("", "document")])
def test_a_kind_is_one_of_the_houses(kind: str, wanted: str) -> None:
    (one,) = told(Told(LIST, kind=kind))
    assert one.kind == wanted

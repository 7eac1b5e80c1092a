from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.kit.date_formats import format_date, format_date_with_weekday
from tracker.kit.date_parser import read_date
from tracker.kit.dates.refusals import DateNotUnderstood, Prefer

pytestmark = pytest.mark.one_database

WEDNESDAY = date(2018, 5, 23)
FRIDAY = date(2018, 5, 25)
PIECES = "25 5 31 0 9999 2018 -3 1.5 in dans ago next la prochaine last May mai fri mardi days weeks mois years utc"
EXAMPLE = "Type a date such as 25 May 2018 or 2018-05-25."
NO_SUCH_DAY = "There is no such day in the calendar. " + EXAMPLE
OUT_OF_RANGE = "Type a date with a year between 1900 and 2200."


def read(words: str, language: str = "en", prefer: Prefer = "future") -> date:
    return read_date(words, language=language, today=WEDNESDAY, prefer=prefer)


def refusal(words: str, language: str = "en") -> str:
    with pytest.raises(DateNotUnderstood) as refused:
        read(words, language)
    return str(refused.value)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "words",
    [
        "2018-05-25",
        "25/05/2018",
        "25.5.2018",
        "25. 5. 2018",
        "25 May 2018",
        "25 MAY 2018",
        "25 mai 2018",
        "le 25 mai 2018",
        "May 25, 2018",
        "the 25th of May 2018",
        "Friday 25 May 2018",
        "Friday, 25/05/2018",
        "Fri. 25 May 2018",
        "vendredi 25 mai 2018",
        "  25\N{NO-BREAK SPACE}mai 2018 ",
        "٢٥/٠٥/٢٠١٨",
        "next friday",
        "next Fri",
        "vendredi prochain",
        "in 2 days",
        "in two days",
        "dans 2 jours",
        "après-demain",
        "day after tomorrow",
    ],
)
def test_one_friday_is_read_in_many_words_whatever_the_language_of_the_reader(words: str, language: str) -> None:
    assert read(words, language) == FRIDAY


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("05/06/2018", date(2018, 6, 5)),
        ("1er juin 2018", date(2018, 6, 1)),
        ("1st June 2018", date(2018, 6, 1)),
        ("3 sept. 2018", date(2018, 9, 3)),
        ("14 févr. 2019", date(2019, 2, 14)),
        ("15 aout 2018", date(2018, 8, 15)),
        ("today", WEDNESDAY),
        ("aujourd’hui", WEDNESDAY),
        ("demain", date(2018, 5, 24)),
        ("yesterday", date(2018, 5, 22)),
        ("in two weeks", date(2018, 6, 6)),
        ("dans 2 semaines", date(2018, 6, 6)),
        ("il y a 3 jours", date(2018, 5, 20)),
        ("next Wednesday", date(2018, 5, 30)),
        ("last Wednesday", date(2018, 5, 16)),
        ("vendredi dernier", date(2018, 5, 18)),
    ],
)
def test_the_day_comes_before_the_month_and_today_is_the_base(words: str, meant: date, language: str) -> None:
    assert read(words, language) == meant


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("31 May", date(2017, 5, 31), date(2018, 5, 31)),
        ("31/05", date(2017, 5, 31), date(2018, 5, 31)),
        ("1 mai", date(2018, 5, 1), date(2019, 5, 1)),
        ("29 February", date(2016, 2, 29), date(2020, 2, 29)),
        ("Friday", date(2018, 5, 18), date(2018, 5, 25)),
        ("lundi", date(2018, 5, 21), date(2018, 5, 28)),
        ("2 weeks", date(2018, 5, 9), date(2018, 6, 6)),
    ],
)
def test_what_is_left_out_is_looked_for_on_the_preferred_side_of_today(words: str, past: date, future: date) -> None:
    assert (read(words, prefer="past"), read(words, prefer="future")) == (past, future)


@pytest.mark.parametrize("prefer", ["past", "future"])
@pytest.mark.parametrize("words", ["23 May", "Wednesday", "mercredi 23 mai", "23rd", "le 23", "on the 23rd"])
def test_today_is_on_both_sides(words: str, prefer: Prefer) -> None:
    assert read(words, prefer=prefer) == WEDNESDAY


def test_29_february_is_found_across_a_century_without_a_leap_day() -> None:
    assert read_date("29 February", language="en", today=date(2096, 3, 1)) == date(2104, 2, 29)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "may",
        "mar",
        "1",
        "12",
        "1.5",
        "2018",
        "hello 5",
        "5 hello",
        "25 jui",
        "25 o",
        "25 May 2018 10:00",
        "next",
        "next last friday",
        "2 hours ago",
        "in 3 days 25",
        "in -3 days",
        "tomorrow utc",
        "in 9999 years",
        "25 May 2018\x00",
        "25\x1cMay 2018",
        "25 May 2018 🎉",
        "2️⃣5️⃣ May 2018",
        "\u202e25 May 2018",
        "25 May 2018" + " " * 10_000 + "x",
        "9" * 10_000,
        "\ud800",
    ],
)
def test_what_is_no_date_is_answered_with_an_example(words: str) -> None:
    assert refusal(words) == EXAMPLE


@pytest.mark.parametrize(
    "words", ["31 February", "31 February 2018", "29/02/2018", "2018-13-01", "32/01", "0 May 2018"]
)
def test_a_day_no_calendar_has_is_refused(words: str) -> None:
    assert refusal(words) == NO_SUCH_DAY


@pytest.mark.parametrize("words", ["0000-00-00", "25 May 0000", "31/12/1899", "2201-01-01", "in 200 years"])
def test_a_year_out_of_range_is_refused(words: str) -> None:
    assert refusal(words) == OUT_OF_RANGE


def test_a_weekday_that_contradicts_the_date_is_named() -> None:
    assert refusal("Monday 25 May 2018") == "25 May 2018 is a Friday, not a Monday."
    assert refusal("mardi 25 mai 2018") == "25 May 2018 is a Friday, not a Tuesday."


def answer(words: str, language: str, prefer: Prefer) -> str:
    try:
        return "a date" if 1900 <= read(words, language, prefer).year <= 2200 else "a date out of range"
    except DateNotUnderstood as refused:
        return "a sentence" if str(refused).endswith(".") else str(refused)


languages = st.sampled_from(["en", "fr", "pt-br", "xx", ""])
prefers = st.sampled_from(["past", "future"])
pieces = st.sampled_from([*PIECES.split(), "il y a"])


@settings(deadline=None)
@given(words=st.text(max_size=80), language=languages, prefer=prefers)
def test_any_text_is_answered_with_a_date_or_a_sentence(words: str, language: str, prefer: Prefer) -> None:
    assert answer(words, language, prefer) in {"a date", "a sentence"}


@settings(deadline=None)
@given(words=st.lists(pieces, max_size=6).map(" ".join), language=languages, prefer=prefers)
def test_any_jumble_of_date_words_is_answered_so_too(words: str, language: str, prefer: Prefer) -> None:
    assert answer(words, language, prefer) in {"a date", "a sentence"}


@settings(deadline=None)
@given(value=st.dates(date(1900, 1, 1), date(2200, 12, 31)), language=st.sampled_from(["en", "fr"]))
def test_what_suivi_says_it_also_reads(value: date, language: str) -> None:
    assert [read(say(value, language), language) for say in (format_date_with_weekday, format_date)] == [value, value]


def test_60_characters_are_read_and_no_more() -> None:
    words = "25 May 2018".ljust(60)
    assert read_date(words, language="en", today=date(2018, 5, 23)) == date(2018, 5, 25)
    with pytest.raises(DateNotUnderstood):
        read_date(words + " ", language="en", today=date(2018, 5, 23))


@pytest.mark.parametrize("words", ["25 May", "31/05", "29 February", "mercredi 23 mai"])
def test_where_nothing_tells_the_year_it_is_asked_for(words: str) -> None:
    with pytest.raises(DateNotUnderstood, match=r"^Which year"):
        read(words, prefer="ask")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("25 May 2018", FRIDAY),
        ("25.5.18", FRIDAY),
        ("Friday", date(2018, 5, 18)),
        ("15th", date(2018, 5, 15)),
        ("yesterday", date(2018, 5, 22)),
        ("2 weeks", date(2018, 5, 9)),
    ],
)
def test_what_tells_its_year_itself_is_read(words: str, meant: date) -> None:
    assert read(words, prefer="ask") == meant


def test_a_day_of_no_year_is_not_asked_for() -> None:
    with pytest.raises(DateNotUnderstood, match=r"^There is no such day"):
        read("31 February", prefer="ask")

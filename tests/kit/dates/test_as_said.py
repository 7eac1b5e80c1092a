from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.kit.dates.as_said import (
    LONGEST_WORDS,
    DateAsSaid,
    Said,
    columns_of,
    first_day,
    last_day,
    later_by,
    read_as_said,
    said_of,
    say,
    say_as_said,
    say_short,
)
from tracker.kit.dates.calendar_spans import Span
from tracker.kit.dates.refusals import AskForDate, DateNotUnderstood, Prefer

pytestmark = pytest.mark.one_database

FRIDAY = date(2018, 5, 25)
HOW = "Type a date or a period such as 25 May 2018, end of May, Q1 2027 or in two weeks."
PIECES = "by in the next week month 2 3 may 2027 q1 end early of first last before after visit monday (2019) à"
HERE = Path(__file__).parent


def phrases(language: str) -> list[list[str]]:
    lines = (HERE / f"phrases_{language}.tsv").read_text().splitlines()[1:]
    return [[language, *line.split("\t")] for line in lines]


def meant(phrase: str, language: str, meeting: date) -> list[str]:
    """ "refused" and "asked" stand for a sentence."""
    try:
        found = read_as_said(phrase, language=language, today=meeting, meeting=meeting)
    except AskForDate:
        return ["asked", "", ""]
    except DateNotUnderstood:
        return ["refused", "", ""]
    return [f"{found.first}", f"{found.last}", Span(found.first, found.last).precision]


@pytest.mark.parametrize(("language", "phrase", "day", "first", "last", "precision"), phrases("en") + phrases("fr"))
def test_a_phrase_means(language: str, phrase: str, day: str, first: str, last: str, precision: str) -> None:
    """Said on a meeting of that day."""
    assert meant(phrase, language, date.fromisoformat(day)) == [first, last, precision]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_table_holds_300_phrases_of_each_language_once(language: str) -> None:
    rows = phrases(language)
    assert len(rows) >= 300
    assert len({(phrase, day) for _language, phrase, day, *_days in rows}) == len(rows)


def said(words: str, *, meeting: date | None = None, language: str = "en", prefer: Prefer = "future") -> str:
    """On Friday 25 May 2018, in the words of the one who typed."""
    with translation.override(language):
        return str(read_as_said(words, language=language, today=FRIDAY, meeting=meeting, prefer=prefer))


def refusal(words: str, *, meeting: date | None = None, prefer: Prefer = "future") -> str:
    with pytest.raises(DateNotUnderstood) as refused:
        read_as_said(words, language="en", today=FRIDAY, meeting=meeting, prefer=prefer)
    return str(refused.value)


@pytest.mark.parametrize(
    ("words", "today", "meeting"),
    [
        ("in two weeks", "8 June 2018", "in two weeks (15 June 2018)"),
        ("next week", "28 May to 3 June 2018", "next week (4 to 10 June 2018)"),
        ("end of the month", "31 May 2018", "end of the month (30 June 2018)"),
        ("Q3", "Q3 (July to September 2018)", "Q3 (July to September 2018)"),
        ("June 2018", "June 2018", "June 2018"),
        ("2016", "2016", "2016"),
        ("fri", "25 May 2018", "1 June 2018"),
        ("+2w", "8 June 2018", "15 June 2018"),
        ("30 May", "30 May 2018", "30 May 2019"),
        ("tomorrow", "26 May 2018", "26 May 2018"),
        ("3 to 5 June 2018", "3 to 5 June 2018", "3 to 5 June 2018"),
        ("next Council (4 June 2018)", "next Council (4 June 2018)", "next Council (4 June 2018)"),
    ],
)
def test_words_count_from_the_meeting_and_are_kept_where_they_still_say_something(
    words: str, today: str, meeting: str
) -> None:
    assert (said(words), said(words, meeting=date(2018, 6, 1))) == (today, meeting)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("his visit", "When is that? Type a date, or add it in brackets: his visit (June 2018)."),
        ("at the next Council", "When is that? Type a date, or add it in brackets: at the next Council (June 2018)."),
        ("winter 2027", "Which winter? Type winter 2026-27 or winter 2027-28."),
        ("hello", HOW),
        ("week 54", "There is no such week in that year."),
        ("week 0 2027", "There is no such week in that year."),
        ("S0 2027", "There is no such week in that year."),
        # The one before the first is none, and not the last.
        *((f"{words} 2027", HOW) for words in ("Q0", "T0", "H0", "quarter 0", "Q5", "H3")),
        ("2027-Q0", HOW),
        ("2027 H0", HOW),
        ("Q0", HOW),
        ("0th Monday of May 2027", HOW),
        ("0 month 2027", HOW),
    ],
)
def test_what_nobody_can_know_is_asked_for(words: str, sentence: str) -> None:
    assert refusal(words) == sentence


@pytest.mark.parametrize(
    ("words", "today", "meeting"),
    [
        ("at the next Council (June 2019)", "at the next Council (June 2019)", "at the next Council (June 2019)"),
        ("the Council(4 June 2018)", "the Council (4 June 2018)", "the Council (4 June 2018)"),
        ("the Council (of ministers) (4 June 2018)", "the Council (of ministers) (4 June 2018)", None),
        ("next Council (in two weeks)", "next Council (8 June 2018)", "next Council (15 June 2018)"),
        ("the week after his visit (5 to 7 June)", "the week after his visit (5 to 7 June 2018)", None),
        # What stands behind the brackets, or alone in them, is no date of what stands before.
        ("next Council (4 June 2018) in Paris", None, None),
        ("(4 June 2018)", None, None),
        ("4 June 2018 ()", None, None),
        ("next Council (soon)", None, None),
    ],
)
def test_a_date_in_brackets_at_the_end_is_the_one_of_the_words(
    words: str, today: str | None, meeting: str | None
) -> None:
    if today is None:
        refusal(words)
    else:
        found = (said(words), said(words, meeting=date(2018, 6, 1)))
        assert found == (today, meeting or today)


@pytest.mark.parametrize(
    ("words", "moved", "meeting_moved"),
    [
        ("in two weeks", "8 June 2018", "8 June 2018"),
        ("two weeks after the meeting", "", "two weeks after the meeting (15 June 2018)"),
        ("next Council (in two weeks)", "next Council (8 June 2018)", "next Council (8 June 2018)"),
    ],
)
def test_a_date_that_is_moved_counts_from_today_unless_it_names_the_meeting(
    words: str, moved: str, meeting_moved: str
) -> None:
    found = []
    for meeting in (None, date(2018, 6, 1)):
        with suppress(AskForDate):
            found.append(str(read_as_said(words, language="en", today=FRIDAY, meeting=meeting, is_moved=True)))
    assert found == [each for each in (moved, meeting_moved) if each]


@pytest.mark.parametrize(("length", "kept"), [(119, 119), (120, 120), (121, 120), (226, 120)])
def test_so_many_letters_of_the_words_are_kept(length: int, kept: int) -> None:
    found = read_as_said(f"{'x' * length} (4 June 2018)", language="en", today=FRIDAY)
    assert (found.last, found.words) == (date(2018, 6, 4), "x" * kept)


def test_words_of_twice_that_length_are_read_and_no_longer_ones() -> None:
    end = " (4 June 2018)"
    assert said("x" * (2 * LONGEST_WORDS - len(end)) + end).endswith(end)
    assert refusal("x" * (2 * LONGEST_WORDS - len(end) + 1) + end).startswith("Type a date or a period")


WEEK = DateAsSaid(date(2018, 5, 28), date(2018, 6, 3), "the week after: his visit from Ghent")
JUNE = DateAsSaid(date(2018, 6, 1), date(2018, 6, 30))
DAY_IN_WORDS = DateAsSaid(FRIDAY, FRIDAY, "Africa Day")


@pytest.mark.parametrize(
    ("date_said", "columns", "in_full", "as_said", "short", "later"),
    [
        (None, (None, None, ""), "", "", "", None),
        (FRIDAY, (FRIDAY, None, ""), "25 May 2018", "", "25 May 2018", date(2018, 6, 1)),
        (
            DAY_IN_WORDS, (FRIDAY, None, "Africa Day"), "Africa Day (25 May 2018)", "Africa Day (25 May 2018)",
            "25 May 2018", date(2018, 6, 1),
        ),
        (
            JUNE, (date(2018, 6, 30), date(2018, 6, 1), ""), "June 2018", "June 2018", "June 2018",
            DateAsSaid(date(2018, 6, 8), date(2018, 7, 7)),
        ),
        (
            WEEK, (date(2018, 6, 3), date(2018, 5, 28), WEEK.words), f"{WEEK.words} (28 May to 3 June 2018)",
            f"{WEEK.words} (28 May to 3 June 2018)", "week of 28 May 2018",
            DateAsSaid(date(2018, 6, 4), date(2018, 6, 10)),
        ),
    ],
)  # fmt: skip
def test_a_date_as_said_is_kept_in_three_columns_and_said_in_full_and_in_short(
    date_said: Said | None, columns: tuple[Any, ...], in_full: str, as_said: str, short: str, later: Said | None
) -> None:
    last, first, words = columns
    assert (columns_of(date_said), said_of(first, last, words)) == (columns, date_said)
    assert (say(date_said), say_as_said(date_said), say_short(date_said)) == (in_full, as_said, short)
    assert (last_day(date_said), first_day(date_said)) == (last, first or last)
    assert (later_by(date_said, 7) if date_said else None) == later
    if isinstance(date_said, DateAsSaid):
        assert DateAsSaid.from_stored(date_said.stored) == date_said
        assert date_said.stored.startswith(str(last))


def test_a_day_alone_is_stored_as_itself() -> None:
    assert DateAsSaid.from_stored("2018-05-25") is None


@pytest.mark.parametrize("words", ["25 May", "31/05", "May", "Q1", "summer", "the week of 3 June", "mid-January"])
def test_a_year_is_asked_for_where_nothing_tells_the_side(words: str) -> None:
    assert refusal(words, prefer="ask") == "Which year? Type it too, such as 25 May 2018."


@pytest.mark.parametrize(
    ("words", "meant"), [("May", "May (May 2018)"), ("June", "June (June 2017)"), ("Q2", "Q2 (April to June 2018)")]
)
def test_on_the_side_of_the_past_it_is_the_last_one(words: str, meant: str) -> None:
    assert said(words, prefer="past") == meant


@pytest.mark.parametrize(
    ("words", "side", "may_31", "june_1", "june_30", "july_1"),
    [
        ("June", "future", 2018, 2018, 2018, 2019),
        ("June", "past", 2017, 2018, 2018, 2018),
        ("next June", "future", 2018, 2019, 2019, 2019),
        ("last June", "future", 2017, 2017, 2017, 2018),
        ("this June", "future", 2018, 2018, 2018, 2018),
        ("Q2", "past", 2018, 2018, 2018, 2018),
        ("winter", "past", 2017, 2017, 2017, 2017),
        ("winter", "future", 2018, 2018, 2018, 2018),
        ("last winter", "future", 2017, 2017, 2017, 2017),
    ],
)
def test_what_has_no_year_is_the_one_on_that_side_of_the_day_up_to_its_edges(
    words: str, side: Prefer, may_31: int, june_1: int, june_30: int, july_1: int
) -> None:
    days = [date(2018, 5, 31), date(2018, 6, 1), date(2018, 6, 30), date(2018, 7, 1)]
    found = [read_as_said(words, language="en", today=day, prefer=side).first.year for day in days]
    assert found == [may_31, june_1, june_30, july_1]


def test_a_winter_is_this_one_to_its_last_day() -> None:
    days = [date(2017, 11, 30), date(2017, 12, 1), date(2018, 2, 28), date(2018, 3, 1)]
    found = [read_as_said("this winter", language="en", today=day).first.year for day in days]
    assert found == [2017, 2017, 2017, 2018]


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("8 June 2018", "8 Jun 2018"),
        ("week 23", "week of 4 Jun 2018"),
        ("June 2018", "June 2018"),
        ("T1 2027", "Q1 2027"),
        ("S2 2027", "H2 2027"),
        ("summer 2027", "summer 2027"),
        ("winter 2026-27", "winter 2026-27"),
        ("2027", "2027"),
        ("mid-June", "11 to 20 June 2018"),
    ],
)
def test_a_column_says_it_in_short(words: str, short: str) -> None:
    assert read_as_said(words, language="en", today=FRIDAY).short == short


@settings(deadline=None)
@given(st.text(max_size=260) | st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join))
def test_whatever_is_read_is_said_so_that_it_is_read_again(words: str) -> None:
    """And nothing but a refusal is raised."""
    with suppress(DateNotUnderstood):
        found = read_as_said(words, language="en", today=FRIDAY, meeting=FRIDAY)
        assert (found.first <= found.last, say_again(found)) == (True, found)


def say_again(said: DateAsSaid) -> DateAsSaid:
    return read_as_said(str(said), language="en", today=date(2026, 1, 1))


def test_words_that_say_little_again_and_again_take_no_longer() -> None:
    assert refusal("by in " * 40).startswith("When is that?")


@pytest.mark.parametrize("words", ["last summer", "this summer", "next summer", "last May"])
def test_what_counts_from_a_day_is_said_by_the_days_it_means(words: str) -> None:
    """Read in another year the words would mean another summer."""
    assert read_as_said(words, language="en", today=date(2018, 9, 10)).words == ""


@pytest.mark.parametrize("words", ["by end 2030", "the last week of May 2030", "third quarter 2030", "early 2030"])
def test_what_names_its_year_keeps_its_words(words: str) -> None:
    """Though it sounds as if it counted from a day."""
    assert read_as_said(words, language="en", today=date(2018, 9, 10)).words == words

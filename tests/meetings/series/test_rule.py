"""The rule of a series: read as people paste it, made of plain choices, and said back in words."""

from datetime import date
from itertools import islice

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tracker.meetings.series.plain_rules import Falls, Plain, Repeats, plain_of, rule_of
from tracker.meetings.series.rule import days_of, read_rule, with_end
from tracker.meetings.series.rule_in_words import next_days, said_next_days, said_rule

SECOND_TUESDAY = date(2026, 12, 8)


def first_days(rule: str, begins_on: date, number: int = 3) -> list[str]:
    return [f"{day:%d.%m.%y}" for day in islice(days_of(rule, begins_on), number)]


@pytest.mark.parametrize(
    ("plain", "begins_on", "days"),
    [
        (Plain("week"), SECOND_TUESDAY, ["08.12.26", "15.12.26", "22.12.26"]),
        (Plain("two_weeks"), SECOND_TUESDAY, ["08.12.26", "22.12.26", "05.01.27"]),
        (Plain("month"), SECOND_TUESDAY, ["08.12.26", "12.01.27", "09.02.27"]),
        (Plain("month", Falls.DAY), SECOND_TUESDAY, ["08.12.26", "08.01.27", "08.02.27"]),
        (Plain("month"), date(2026, 12, 29), ["29.12.26", "26.01.27", "23.02.27"]),
        (Plain("month", Falls.DAY), date(2026, 12, 31), ["31.12.26", "31.01.27", "28.02.27"]),
        (Plain("month", Falls.DAY), date(2027, 1, 29), ["29.01.27", "28.02.27", "29.03.27"]),
        (Plain("quarter"), SECOND_TUESDAY, ["08.12.26", "09.03.27", "08.06.27"]),
        (Plain("year", Falls.DAY), date(2024, 2, 29), ["29.02.24", "28.02.25", "28.02.26"]),
        (Plain("year"), SECOND_TUESDAY, ["08.12.26", "14.12.27", "12.12.28"]),
    ],
)
def test_what_is_chosen_in_plain_words_gives_its_days(plain: Plain, begins_on: date, days: list[str]) -> None:
    assert first_days(rule_of(plain, begins_on), begins_on) == days


@pytest.mark.parametrize("falls", Falls)
@pytest.mark.parametrize("repeats", [each for each in Repeats if each != Repeats.RULE])
@pytest.mark.parametrize("day", [date(2026, 12, 8), date(2026, 12, 31), date(2024, 2, 29)])
def test_a_rule_is_known_by_the_choices_that_made_it(day: date, repeats: Repeats, falls: Falls) -> None:
    plain = Plain(repeats, falls, date(2030, 1, 1))
    found = plain_of(rule_of(plain, day), day)
    assert rule_of(found, day) == rule_of(plain, day)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("RRULE:FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=2TU"),
        (" freq=weekly; byday=mo,th ", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=DAILY;UNTIL=20271231T225959Z;", "FREQ=DAILY;UNTIL=20271231"),
        ("FREQ=YEARLY;COUNT=3", "FREQ=YEARLY;COUNT=3"),
    ],
)
def test_a_pasted_rule_is_kept_in_one_way_of_writing(typed: str, rule: str) -> None:
    assert read_rule(typed, SECOND_TUESDAY) == rule


@pytest.mark.parametrize(
    "typed",
    [
        "", "every Tuesday", "FREQ=HOURLY", "BYDAY=MO", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=DAILY;BYHOUR=3",
        "FREQ=DAILY;COUNT=2;UNTIL=20271231", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=DAILY;UNTIL=2027", "FREQ=DAILY;UNTIL=20270231", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=0TU",
        "FREQ=MONTHLY;BYMONTHDAY=99", "FREQ=DAILY;BYSETPOS=0", "FREQ=DAILY;WKST=8",
        "FREQ=DAILY;BYMONTH=" + "1," * 200 + "1",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_rule(typed, SECOND_TUESDAY)
    assert len(refusal.value.messages) == 1


@pytest.mark.parametrize("typed", ["FREQ=DAILY;INTERVAL=100;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=20200101"])
def test_a_rule_that_gives_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="This rule gives no day"):
        read_rule(typed, SECOND_TUESDAY)


def test_days_are_counted_from_the_first_one_whatever_day_is_asked_for() -> None:
    days = days_of("FREQ=WEEKLY;INTERVAL=2;COUNT=4", SECOND_TUESDAY, since=date(2027, 1, 1))
    assert list(days) == [date(2027, 1, 5), date(2027, 1, 19)]


def test_a_rule_ends_on_the_day_that_it_says() -> None:
    rule = with_end("FREQ=WEEKLY", date(2026, 12, 15))
    assert first_days(rule, SECOND_TUESDAY, 5) == ["08.12.26", "15.12.26"]
    assert first_days(with_end(rule, None), SECOND_TUESDAY, 3) == ["08.12.26", "15.12.26", "22.12.26"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "Every week on Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every two weeks on Tuesday"),
        ("FREQ=MONTHLY;BYDAY=2TU", "Every month on the second Tuesday"),
        ("FREQ=MONTHLY;BYMONTHDAY=8", "Every month on day 8"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU", "Every three months on the second Tuesday"),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231", "Every week on Tuesday, until 31 December 2027"),
        ("FREQ=MONTHLY;INTERVAL=12;BYDAY=2TU", "Every year on the second Tuesday of December"),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=8", "Every year on 8 December"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "By the rule FREQ=WEEKLY;BYDAY=TU;COUNT=1, 1 time"),
    ],
)  # fmt: skip
def test_a_rule_is_said_back_in_words(rule: str, said: str) -> None:
    assert said_rule(rule, SECOND_TUESDAY) == said


def test_a_day_that_some_months_have_not_is_said_with_what_happens_then() -> None:
    rule = rule_of(Plain(Repeats.MONTH, Falls.DAY), date(2026, 12, 31))
    assert said_rule(rule, date(2026, 12, 31)) == "Every month on day 31, or on the last day of a shorter month"


def test_it_is_said_in_french_too() -> None:
    with translation.override("fr"):
        assert said_rule("FREQ=MONTHLY;BYDAY=2TU", SECOND_TUESDAY) == "Chaque mois, le deuxième mardi"


def test_the_next_three_days_are_said_after_it() -> None:
    days = next_days("FREQ=MONTHLY;BYDAY=2TU", SECOND_TUESDAY, date(2026, 12, 9))
    assert said_next_days(days) == "Next: Tue 12 Jan 2027, Tue 9 Feb 2027, Tue 9 Mar 2027"
    assert said_next_days([]) == "No day is to come."

"""The keys, and dates said back while one types them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.kit.date_formats import format_date_with_weekday

SignIn = Callable[[User], Client]


def test_the_keys_are_listed(noor: User, sign_in: SignIn) -> None:
    page = sign_in(noor).get(reverse("keys"))
    groups = [[key for key, _words in shortcuts] for _heading, shortcuts in page.context["groups"]]
    assert groups[0][:5] == ["Ctrl K", "c", "a", "f", "v"]
    assert [keys for keys in groups if len(keys) != len(set(keys))] == []


@pytest.mark.parametrize("field", ["due_on", "held_on", "anything"])
def test_a_date_is_said_in_full(noor: User, sign_in: SignIn, field: str) -> None:
    answer = sign_in(noor).get(reverse("read_date"), {field: "25 May 2018"})
    assert (answer.status_code, answer.text) == (200, "Friday 25 May 2018")


@pytest.mark.parametrize("how", [{}, {"said": "on"}])
def test_it_is_said_in_the_persons_language(how: dict[str, str], noor: User, sign_in: SignIn) -> None:
    User.objects.update(language="fr")
    answer = sign_in(noor).get(reverse("read_date"), {"due_on": "25 mai 2018", **how})
    assert answer.text == format_date_with_weekday(date(2018, 5, 25), "fr")


@pytest.mark.parametrize(("prefer", "later"), [("past", False), ("future", True), ("", True), ("never", True)])
def test_a_date_without_a_year_lies_on_the_preferred_side(
    noor: User, sign_in: SignIn, today: date, prefer: str, later: bool
) -> None:
    other = today.replace(day=15, month=today.month % 12 + 1)
    answer = sign_in(noor).get(reverse("read_date"), {"prefer": prefer, "due_on": f"{other:%d/%m}"})
    year = next(
        year for year in ([today.year, today.year + 1] if later else [today.year, today.year - 1])
        if (other.replace(year=year) >= today) == later
    )  # fmt: skip
    assert answer.text == format_date_with_weekday(other.replace(year=year), "en")


def test_what_is_no_date_gets_a_sentence(noor: User, sign_in: SignIn) -> None:
    answer = sign_in(noor).get(reverse("read_date"), {"due_on": "soonish"})
    assert (answer.status_code, answer.text) == (200, "Type a date such as 25 May 2018 or 2018-05-25.")


@pytest.mark.parametrize(("first", "said"), [("28 May 2018", "Saturday 2 June 2018"), ("2018", None), ("", None)])
def test_a_last_day_is_read_from_the_first_one_on(noor: User, sign_in: SignIn, first: str, said: str | None) -> None:
    alone = sign_in(noor).get(reverse("read_date"), {"ends_on": "2 June"}).text
    both = {"prefer": "future", "after": "held_on", "held_on": first, "ends_on": "2 June"}
    assert sign_in(noor).get(reverse("read_date"), both).text == (said or alone)


@pytest.mark.parametrize("words", [{}, {"due_on": ""}, {"due_on": "  "}, {"prefer": "past"}])
def test_nothing_typed_gets_nothing(noor: User, sign_in: SignIn, words: dict[str, str]) -> None:
    assert sign_in(noor).get(reverse("read_date"), words).text == ""


@pytest.mark.parametrize("odd", ["<script>", "\x00", "x" * 5000, "🎈", "99/99/9999", "-1"])
def test_odd_input_gets_a_sentence_without_marks(noor: User, sign_in: SignIn, odd: str) -> None:
    answer = sign_in(noor).get(reverse("read_date"), {"due_on": odd})
    assert (answer.status_code, answer.text[-1:], "<" in answer.text) == (200, ".", False)

"""What a suggestion is called, by when it is due, and what its sentences are: tables of cases, without a page."""

from datetime import date
from typing import Any

import pytest

from tracker.kit.dates.as_said import DateAsSaid
from tracker.meetings.models import Meeting
from tracker.reading.fields.dates import Dated
from tracker.reading.fields.dues import Due
from tracker.reading.results import Suggestion
from tracker.reading.spans import Span
from tracker.records.models import Record, Version
from tracker.suggestions.coverage import Coverage, states_of
from tracker.suggestions.dues import day_of_invitation, due_said
from tracker.suggestions.models import ReadThrough
from tracker.suggestions.reasons import in_words
from tracker.suggestions.titles import LONGEST, title_of

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("words", "owner", "title"),
    [
        ("Action item 3: Anna to send the list.", "Anna", "Send the list"), ("Anna: to send", "Anna", "Send"),
        ("TODO – send the list", "", "Send the list"), ("Next steps: send the list", "", "Send the list"),
        ("To-do #4 - send", "", "Send"), ("Décision : le Comité devra payer", "Comité", "Payer"),
        ("Suite 2 : payer", "", "Payer"), ("Anna, Tom will send it", "Anna, Tom", "Send it"),
        ("The EU is to pay; The EU", "EU", "Pay; The EU"), ("Les membres doivent payer", "membres", "Payer"),
        ("Le Comité s’engage à payer", "Le Comité", "Payer"), ("Anna to go", "Anna", "Anna to go"),
        ("Anna to pay", "anna", "Anna to pay"), ("Tom and Anna to pay", "Anna", "Tom and Anna to pay"),
        ("Anna has agreed to pay", "Anna", "Pay"), ("Anna volunteered to pay", "Anna", "Pay"),
        ("It was further agreed that staff would pay", "", "Staff would pay"), ("Agreed to meet again", "",
        "Meet again"),
        ("Il est convenu que Paul paiera", "", "Paul paiera"), ("Il a été acté qu’Anne paiera", "", "Anne paiera"),
        ("The Board asked the long-standing chair of the day to write to all of them", "", "Write to all of them"),
        ("The Board asked the chair to write", "", "The Board asked the chair to write"),
        ("The Board asked the chair, Anna, to write to all of them", "",
        "The Board asked the chair, Anna, to write to all of them"),
        ("Send ![the plan](x.png) and [the list](y) to **all** of __us__", "",
        "Send the plan and the list to all of us"),
        ("AP: Anna to send it", "Anna", "Send it"), ("AP1 – Anna to send it", "Anna", "Send it"),
        ("AI 2: send it", "", "Send it"), ("AI-made lists to be sent", "", "AI-made lists to be sent"),
        ("AI – rules to be written", "", "AI – rules to be written"),
        ("Action-oriented plans to be sent", "", "Action-oriented plans to be sent"),
        ("ACTION (AB): send it", "AB", "Send it"), ("Action AB/CD - send it", "AB/CD", "Send it"),
        ("Action on AB: send it", "AB", "Send it"), ("Action on Ports: send it", "", "Action on Ports: send it"),
        ("Action points 3 (Anna): send it", "Anna", "Send it"), ("TODO(anna): send it", "", "Send it"),
        ("Action by Anna-Maria Bo: send it", "Anna-Maria Bo", "Send it"), ("Action by us: send", "",
        "Action by us: send"),
        ("À faire par Anna : payer", "Anna", "Payer"), ("Action plan: pay", "", "Action plan: pay"),
        ("Action for Anna: pay", "Anna", "Pay"), ("Task Force: pay", "", "Task Force: pay"),
        ("Anna undertook to pay", "Anna", "Pay"), ("Anna offers to pay", "Anna", "Pay"),
        ("Anna would pay", "Anna", "Pay"), ("Anna would like to pay", "Anna", "Anna would like to pay"),
        ("Anna se charge de payer", "Anna", "Payer"), ("Anna se charge d’envoyer", "Anna", "Envoyer"),
        ("Anna est chargée de payer", "Anna", "Payer"), ("Elles sont chargées d'envoyer", "Elles", "Envoyer"),
        ("Anna has committed to pay", "Anna", "Pay"), ("Anna will be paid", "Anna", "Anna will be paid"),
        ("Decision 4.2: Anna to send it", "Anna", "Send it"), ("Décision 2026/14 : payer", "", "Payer"),
        ("Suites à donner : le Port paiera", "le Port", "Le Port paiera"), ("Prochaine étape : payer", "", "Payer"),
        ("À faire par l’OMS : payer", "", "Payer"), ("Action 3 – AB : payer", "AB", "Payer"),
        ("Anne : payer", "Anne", "Payer"), ("AB/CD – send it", "AB/CD", "Send it"),
        ("Anna: I'll send it", "Anna", "Send it"), ("Anne : je paie", "Anne", "Anne : je paie"),
        (" *_-  ", "", "-"), ("", "", ""), ("éviter cela.;,", "", "Éviter cela"),
        ("x" * LONGEST, "", "X" + "x" * (LONGEST - 1)), ("x" * (LONGEST + 1), "", "X" + "x" * (LONGEST - 2) + "…"),
    ],
)  # fmt: skip
def test_a_title_is_what_is_to_be_done(words: str, owner: str, title: str) -> None:
    assert title_of(words, owner) == title


def suggested(value: str | None, start: int, end: int, kind: str = "other") -> Suggestion:
    due = None if value is None else Due(value, Dated(Span(start, end), value))
    return Suggestion(Span(2, 40), 0.5, "sure", kind, "agreed", "us", due=due)


TEXT = "> Pay by 25 May 2018, or next Friday, or by\nJune 2018. In 2019. July 2018"
WORDS = {
    "25 May 2018": ("2018-05-25", date(2018, 5, 25)), "next Friday": ("2018-06-01", DateAsSaid(
        date(2018, 6, 1), date(2018, 6, 1), "next Friday")),
    "by\nJune 2018.": ("2018-06", DateAsSaid(date(2018, 6, 1), date(2018, 6, 30), "by June 2018")),
    "July 2018": ("2018-07", DateAsSaid(date(2018, 7, 1), date(2018, 7, 31))),
    "In 2019.": ("2019", DateAsSaid(date(2019, 1, 1), date(2019, 12, 31), "In 2019")),
    "2018": ("2020-02", DateAsSaid(date(2020, 2, 1), date(2020, 2, 29), "2018")),
    "Pay": ("--05-25", None),
}  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_a_due_date_is_as_the_words_say_it(words: str) -> None:
    value, due = WORDS[words]
    start = TEXT.index(words) - 2
    assert due_said(TEXT, suggested(value, start, start + len(words))) == due
    assert due_said(TEXT, suggested(None, 0, 0)) is None


def test_an_invitation_alone_is_due_by_the_day_to_which_somebody_is_invited() -> None:
    record = Record(language="en", meeting=Meeting(title="Visit", held_on=date(2018, 5, 25)))
    version = Version(record=record, text="> We are invited on 12 June 2018. 14 June 2018.")
    found = [day_of_invitation(version, suggested(None, 0, 0, kind)) for kind in ("invitation", "meeting")]
    assert found == [DateAsSaid(date(2018, 6, 12), date(2018, 6, 12), ""), None]
    none = Version(record=record, text="> They invited us to the workshop, and we thanked them.")
    assert day_of_invitation(none, suggested(None, 0, 0, "invitation")) is None


def test_a_sentence_is_the_first_that_stands_on_it_and_the_rest_is_read_or_not() -> None:
    text = "One two. Three  four. Five. Six."
    sentences = [Span(0, 8), Span(9, 21), Span(22, 27), Span(28, 32)]
    spans = [(4, 6, "follow_up"), (0, 30, "like"), (27, 28, "dismissed")]
    version = Version(record=Record(language="en"), text=text)
    cases: list[tuple[list[Any], ReadThrough | None, list[str]]] = [
        ([], None, ["unread"] * 4), (spans, None, ["follow_up", "like", "like", "like"]),
        (spans[:1], None, ["follow_up", "unread", "unread", "unread"]), (spans[2:], None, ["unread"] * 4),
        ([(8, 9, "like")], None, ["unread"] * 4), ([(8, 10, "like")], None, ["unread", "like", "unread", "unread"]),
        ([(20, 23, "like")], None, ["unread", "like", "like", "unread"]),
        (spans[:1], ReadThrough(version=Version(record=Record(language="en"), text="Six. Three\nfour. One.")),
         ["follow_up", "information", "unread", "information"]),
    ]  # fmt: skip
    for given, read, states in cases:
        assert list(states_of(version, sentences, given, read).values()) == states, given
    coverage = Coverage(states_of(version, sentences, spans, None), None)
    assert (coverage.counts, [coverage.first(state) for state in ("like", "follow_up", "unread")]) == (
        {"follow_up": 1, "like": 3, "dismissed": 0, "information": 0, "unread": 0}, [9, 0, None],
    )  # fmt: skip


def test_reasons_are_told_in_words_and_others_not() -> None:
    assert in_words(["deadline", "past", "mark", "is_item"]) == [
        "it names a deadline", "a mark such as “Action:” opens it"
    ]  # fmt: skip

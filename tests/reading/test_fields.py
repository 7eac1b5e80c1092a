"""Who and by when: only what the words say."""

from datetime import date

import pytest

from tracker.reading.read import read
from tracker.reading.scoring import TOLD

FRIDAY = date(2018, 5, 25)


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("Action: Anna to send the list by 30 June.", "Anna", "2018-06-30"),
        ("Action: Anna to send the list by 3 March.", "Anna", "2019-03-03"),
        ("Action: Send the list by the end of June 2018 (Anna)", "Anna", "2018-06"),
        ("Action: Anna and Tom to revisit the list next week.", "Anna and Tom", "2018-06-01"),
        ("Action: Revisit the list by the end of the week.", None, "2018-05-25"),
        ("Action: The WCO will send the list, adopted on 3 May 2017.", "The WCO", None),
        ("The Board asked the chair to send the list by Monday.", "the chair", "2018-05-28"),
        ("The Board asked the chair to send the list by Friday.", "the chair", "2018-06-01"),
        ("Action: @anna send the list, which may be considered in full.", "@anna", None),
        ("Action: It was agreed to send the list.", None, None),
    ],
)
def test_owner_and_due_date(text: str, owner: str | None, due: str | None) -> None:
    (one,) = read(text, meeting=FRIDAY).suggestions
    assert (one.owner and one.owner.of(text), one.due and one.due.value) == (owner, due)


def test_without_the_meetings_year_a_date_without_one_stays_empty() -> None:
    (one,) = read("Action: Anna to send the list by 30 June.").suggestions
    assert one.due is None


def test_people_are_present_absent_or_only_mentioned() -> None:
    text = "## Present\n\n- Anna Smith\n- Tom Jones, Jisc\n\n## Apologies\n\n- Mary Major\n\n## Notes\n\n"
    text += "Mr. Hugo Weber wrote."
    assert [(one.name, one.presence) for one in read(text).people] == [
        ("Anna Smith", "present"), ("Tom Jones", "present"), ("Mary Major", "absent"), ("Hugo Weber", "mentioned"),
    ]  # fmt: skip


def test_a_suggestion_says_why_it_stands_there() -> None:
    (one,) = read("Action: Anna to send the list by 30 June.").suggestions
    assert one.reasons[0] == "mark"
    assert set(one.reasons) <= set(TOLD)


@pytest.mark.parametrize(
    ("text", "language", "owner"),
    [
        ("- Make the paste quicker - Lee Bo to build a first page", "en", "Lee Bo"),
        ("Clair is to contact the school.", "en", "Clair"),
        ("The reminder will be sent by Anna Bo.", "en", "Anna Bo"),
        ("Action: The roof will be mended by May.", "en", None),
        ("Le rapport sera envoyé par René Lacam.", "fr", "René Lacam"),
        ("Les développeurs doivent envoyer la liste avant mai.", "fr", "Les développeurs"),
    ],
)
def test_an_owner_is_somebody(text: str, language: str, owner: str | None) -> None:
    assert [one.owner and one.owner.of(text) for one in read(text, language).suggestions] == [owner]


@pytest.mark.parametrize(
    ("text", "language", "due"),
    [
        ("The next call is on Tuesday 29 May 2018.", "en", "2018-05-29"),
        ("Prochaine réunion le mardi 29 mai 2018.", "fr", "2018-05-29"),
        ("Action: Anna to revise the list, which was to be ready on 30 June.", "en", None),
        ("Action: Anna to report on a monthly basis.", "en", None),
    ],
)
def test_a_date_is_due_once_and_only_where_it_is_set(text: str, language: str, due: str | None) -> None:
    (one,) = read(text, language, meeting=FRIDAY).suggestions
    assert (one.due and one.due.value) == due


def test_the_day_of_what_is_to_come_is_not_the_meetings() -> None:
    assert read("Notes\n\nThe next call is on 29 May 2018.").meeting_day == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Council will be briefed on the figures.", "briefing"),
        ("The Board requested the secretary to send a letter to the members.", "information_exchange"),
        ("Action: Anna to send the report at the next meeting.", "document"),
        ("The coordinator invited the WCO to speak at a training workshop.", "invitation"),
        ("The wall will be painted.", "decision"),
    ],
)
def test_the_kind_is_of_what_is_to_be_done(text: str, kind: str) -> None:
    assert [one.kind for one in read(text).suggestions] == [kind]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "No\tAction\tResponsible\tBy when\n1\tSend the list. It is long.\tAnna Bo\t5 June\n2\tBook a room\tTBC\t",
            "en",
            [("Send the list. It is long.", "Anna Bo", "2018-06-05"), ("Book a room", None, None)],
        ),
        (
            "| Action | Qui | Échéance |\n|---|---|---|\n| Envoyer la liste | Anne | 5 juin |",
            "fr",
            [("Envoyer la liste", "Anne", "2018-06-05")],
        ),
    ],
)
def test_a_row_of_a_table_of_actions_says_who_and_when_in_cells_of_their_own(
    text: str, language: str, told: list[tuple[str, str | None, str | None]]
) -> None:
    found = read(text, language, meeting=FRIDAY).suggestions
    said = [(one.span.of(text), one.owner and one.owner.of(text), one.due and one.due.value) for one in found]
    assert said == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Action: Anna to read the record of 25 May 2018.", "en"),
        ("Action : lire le compte-rendu du 29 mai 2018.", "fr"),
        ("The trend could lead to a fall before 2035, and Anna will write.", "en"),
        ("Pour la fête du 29 mai 2018, Anne enverra la liste le mercredi.", "fr"),
    ],
)
def test_a_day_that_only_tells_which_one_is_meant_is_no_due_date(text: str, language: str) -> None:
    assert [one.due for one in read(text, language, meeting=FRIDAY).suggestions] == [None]


def test_who_was_there_is_an_owner_whatever_verb_follows() -> None:
    text = "Present: Vera, Pete\n\nHall\n\nPete/Vera to glaze the wall by Friday."
    (one,) = read(text, meeting=FRIDAY).suggestions
    assert (one.owner and one.owner.of(text)) == "Pete/Vera"

"""Words that are information only: marked from the selection, shown quietly, taken back, told in the history."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.wording.words_of_entry import changed_fields, verb_label
from tracker.meetings.models import Meeting
from tracker.pages.meeting import Margin
from tracker.records.models import InformationOnly, Passage, Record

SignIn = Callable[[User], Client]
WORDS = "The Secretary General welcomed Mr. de Kerchove on 25 May."
MARK = "/records/information/"


def asked(record: Record, start: int = 0, end: int = len(WORDS)) -> str:
    return f"{MARK}?record={record.pk}&version=1&start={start}&end={end}"


def pieces(meeting: Meeting, user: User) -> list[Any]:
    (sheet,) = Margin(meeting, user).sheets
    return [piece for sentence in sheet.sentences for piece in sentence.pieces]


def unread(meeting: Meeting, user: User) -> list[str]:
    (sheet,) = Margin(meeting, user).sheets
    return [COMMUNIQUE[each.start : each.end] for each in sheet.sentences if each.state == "unread"]


def test_selected_words_are_marked(communique: Record, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(asked(communique), follow=True)
    row = InformationOnly.objects.get()
    assert (row.passage.exact, row.by) == (WORDS, claire)
    assert "Marked as information only." in answer.text


def test_the_panel_beside_the_words_offers_it(communique: Record, claire: User, sign_in: SignIn) -> None:
    for address in ("/follow-ups/new/", "/mandates/activities/new/"):
        page = sign_in(claire).get(asked(communique).replace(MARK, address)).text
        assert f'action="{asked(communique).replace("&", "&amp;")}"' in page


def test_marked_twice_they_are_marked_once(communique: Record, claire: User) -> None:
    rows = [communique.mark_information(communique.latest, 0, 9, by=claire) for _ in range(2)]
    assert (rows[0], InformationOnly.objects.count(), Passage.objects.count()) == (rows[1], 1, 1)


def test_the_same_place_in_another_record_is_marked_on_its_own(
    communique: Record, visit: Meeting, claire: User
) -> None:
    other = Record.write(by=claire, meeting=visit, kind="note", language="en", text=COMMUNIQUE)
    rows = [each.mark_information(each.latest, 0, 9, by=claire) for each in (communique, other)]
    assert [row.passage.record for row in rows] == [communique, other]


def test_other_words_and_words_that_came_back_are_marked_on_their_own(communique: Record, claire: User) -> None:
    mark = communique.mark_information
    rows = [mark(communique.latest, *place, by=claire) for place in ((0, 9), (0, 12), (4, 12))]
    communique.rewrite("Nothing.", by=claire)
    communique.rewrite(COMMUNIQUE, by=claire)
    rows.append(mark(communique.latest, 0, 9, by=claire))
    assert len({row.pk for row in rows}) == 4


def test_taken_back_they_are_unread_again(communique: Record, claire: User, sign_in: SignIn) -> None:
    row = communique.mark_information(communique.latest, 0, 9, by=claire)
    assert "Claire Dubois read these words on" in sign_in(claire).get(f"{MARK}{row.pk}/").text
    sign_in(claire).post(f"{MARK}{row.pk}/")
    assert (InformationOnly.objects.count(), Passage.objects.count()) == (0, 0)


def test_the_history_of_the_record_tells_both(communique: Record, claire: User) -> None:
    row = communique.mark_information(communique.latest, 0, len(WORDS), by=claire)
    communique.take_information_back(row, by=claire)
    told = [
        (verb_label(entry), [(line.label, line.before, line.after) for line in changed_fields(entry)])
        for entry in communique.history.order_by("-id")[:2]
    ]
    assert told == [
        ("took back that words are information only", [("Information only", WORDS, "–")]),
        ("marked words as information only", [("Information only", "–", WORDS)]),
    ]


def test_they_stand_as_plain_text_and_what_nobody_has_read_stands_out(
    communique: Record, visit: Meeting, invitation: FollowUp, claire: User
) -> None:
    assert unread(visit, claire) == []
    row = communique.mark_information(communique.latest, 0, len(WORDS), by=claire)
    assert unread(visit, claire) == ["Several areas for further cooperation were identified."]
    assert [(piece.text, piece.over) for piece in pieces(visit, claire) if piece.told == [row]] == [(WORDS, [])]


def test_they_stay_on_their_words_and_go_with_them(communique: Record, visit: Meeting, claire: User) -> None:
    communique.mark_information(communique.latest, 0, len(WORDS), by=claire)
    communique.rewrite(f"First of all.\n{COMMUNIQUE}", by=claire)
    assert [piece.text for piece in pieces(visit, claire) if piece.told] == [WORDS]
    communique.rewrite("Nothing.", by=claire)
    assert [piece.text for piece in pieces(visit, claire) if piece.told] == []


def test_a_reader_sees_who_marked_them_and_changes_nothing(
    communique: Record, claire: User, noor: User, sign_in: SignIn
) -> None:
    row = communique.mark_information(communique.latest, 0, 9, by=claire)
    client = sign_in(noor)
    answers = [client.get(f"{MARK}{row.pk}/"), client.post(f"{MARK}{row.pk}/"), client.post(asked(communique, 10, 20))]
    assert ([each.status_code for each in answers], InformationOnly.objects.count()) == ([200, 403, 403], 1)


def test_left_alone_they_lead_back_to_the_page_of_their_record(
    communique: Record, claire: User, sign_in: SignIn
) -> None:
    row = communique.mark_information(communique.latest, 0, 9, by=claire)
    assert sign_in(claire).get(f"{MARK}{row.pk}/").context["next"] == communique.get_absolute_url()


@pytest.mark.parametrize("query", ["", "?record=0&start=0&end=4", "?record=x"])
def test_an_address_that_names_no_words_marks_none(query: str, claire: User, sign_in: SignIn) -> None:
    assert sign_in(claire).post(f"{MARK}{query}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_meeting_asks_as_often_however_much_is_marked(
    number: int, communique: Record, visit: Meeting, claire: User, django_assert_num_queries: Any
) -> None:
    for each in range(number):
        communique.mark_information(communique.latest, each * 10, each * 10 + 5, by=claire)
    margin = Margin(visit, claire)
    assert len(margin.notes) == 0
    with django_assert_num_queries(3):
        assert len(margin.sheets) == 1

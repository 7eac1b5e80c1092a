"""What may be answered of rows that are asked about, one by one and all at once."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tests.imports.conftest import Brought
from tracker.accounts.models import User
from tracker.imports.models import Answer, Import, ImportRow, RowOutcome
from tracker.imports.questions.asked_rows import Question, answers_for_all, asked_by_number, questions_of

ROW, CELL, NUMBER = {"follow_up": {}}, {"title": {"old": "a", "theirs": "b", "mine": "c", "by": "Amina"}}, {"key": {}}
OF_ROW = [("same", "All are the same"), ("other", "All are other ones")]
OF_CELL = [("mine", "Take mine everywhere"), ("theirs", "Keep theirs everywhere")]


@pytest.mark.parametrize(
    ("asked", "answers", "by_number"),
    [
        ([], [], 0), ([ROW], [], 0), ([ROW, ROW], OF_ROW, 0), ([CELL], [], 0), ([CELL, CELL, CELL], OF_CELL, 0),
        ([ROW, CELL], OF_ROW + OF_CELL, 0), ([NUMBER, NUMBER], [], 2), ([NUMBER, ROW], [], 1),
        ([NUMBER, ROW, CELL], OF_ROW + OF_CELL, 1),
    ],
)  # fmt: skip
def test_all_that_is_asked_in_one_way_is_answered_at_once_where_several_are(
    asked: list[dict[str, object]], answers: list[tuple[str, str]], by_number: int, brought: Brought
) -> None:
    source = brought(["Title"], ["One"])
    source.lines.update(outcome=RowOutcome.CHANGED, asked=ROW)
    ImportRow.objects.bulk_create(
        ImportRow(source=source, number=number, outcome=RowOutcome.ASKED, asked=each)
        for number, each in enumerate(asked, 10)
    )
    assert ([(each, str(words)) for each, words in answers_for_all(source)], asked_by_number(source)) == (
        answers, by_number,
    )  # fmt: skip
    Import.objects.update(confirmed_at=timezone.now())
    source.refresh_from_db()
    assert (answers_for_all(source), asked_by_number(source)) == ([], 0)


@pytest.mark.parametrize("said", ["nonsense", "", "MINE"])
def test_an_answer_that_is_none_answers_nothing(
    said: str, brought: Brought, claire: User, sign_in: Callable[[User], Client]
) -> None:
    source, client = brought(["Title"], ["One"]), sign_in(claire)
    source.lines.update(outcome=RowOutcome.ASKED, asked=ROW)
    [number] = source.lines.values_list("number", flat=True)
    page = f"/imports/{source.pk}/"
    answers = [
        client.post(f"{page}answer/", {"answer": said, "row": str(number), "cell": "follow_up"}),
        client.post(f"{page}answer/all/", {"answer": said}),
    ]
    assert [(each.status_code, each.headers["Location"]) for each in answers] == [(302, page)] * 2
    assert list(source.lines.values_list("outcome", "asked")) == [(RowOutcome.ASKED, ROW)]


@pytest.mark.one_database
def test_a_question_says_which_values_each_answer_gives() -> None:
    line = ImportRow(
        number=7, asked={**ROW, **CELL, **NUMBER, "due_on": {"old": "", "theirs": "x", "mine": "y", "by": ""}}
    )
    questions = questions_of(line)
    assert questions == [
        Question(7, "follow_up", ""), Question(7, "title", "Title", "a", "b", "c", "Amina"),
        Question(7, "due_on", "Due date", "", "x", "y"),
    ]  # fmt: skip
    said = [[(answer, str(words), value) for answer, words, value in each.choices] for each in questions[:2]]
    assert said == [
        [(Answer.SAME, "It is the same", ""), (Answer.OTHER, "It is another one", "")],
        [(Answer.MINE, "Take mine", "c"), (Answer.THEIRS, "Keep theirs", "b")],
    ]

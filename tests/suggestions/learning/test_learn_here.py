"""What this house learns from: decisions on what everybody sees, since an administrator went back last."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import COMMUNIQUE
from tests.house.drawings import assert_drawn
from tests.house.main_part import main_part
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.reading.scoring import table
from tracker.records.models import Passage, Record
from tracker.suggestions.learning.learn_here import decided_here, learn_here
from tracker.suggestions.learning.tasks import learn_daily
from tracker.suggestions.models import Decision, Learning
from tracker.suggestions.proposals import reading_of

Decide = Callable[..., None]
SignIn = Callable[[User], Client]


@pytest.fixture
def decide(claire: User) -> Decide:
    def dismiss(record: Record, scores: list[float], reasons: tuple[str, ...] = ("mark",)) -> None:
        """All on the same word, as only their number matters here."""
        said: dict[str, Any] = {"version": record.latest, "exact": "The", "start": 0, "end": 3}
        made = Passage.objects.bulk_create(Passage(record=record, **said) for _ in scores)
        rows: dict[str, Any] = {"outcome": "dismissed", "band": "sure", "reasons": list(reasons), "by": claire}
        Decision.objects.bulk_create(
            Decision(passage=passage, score=score, at=timezone.now(), **rows)
            for passage, score in zip(made, scores, strict=True)
        )

    return dismiss


@pytest.fixture
def restricted(visit: Meeting, claire: User) -> Record:
    return Record.write(by=claire, text=COMMUNIQUE, meeting=visit, classification="restricted")


def test_what_is_dismissed_again_and_again_is_no_longer_sure(communique: Record, decide: Decide) -> None:
    before = reading_of(communique.latest)
    decide(communique, [0.9] * 400)
    learn_daily.func()
    here, after = Learning.here(), reading_of(communique.latest)
    assert before is not None
    assert after is not None
    assert here is not None
    assert (here.sure > table().sure, learn_here()) == (True, None)
    assert [one.score for one in after.suggestions] == [one.score for one in before.suggestions]


def test_a_restricted_record_teaches_nothing(restricted: Record, communique: Record, decide: Decide) -> None:
    decide(restricted, [0.9] * 400)
    decide(communique, [0.8])
    assert ([one.score for one in decided_here()], learn_here(), Learning.here()) == ([0.8], None, None)


def test_only_what_was_dismissed_counts_against_a_suggestion(
    communique: Record, decide: Decide, make_follow_up: Callable[..., FollowUp]
) -> None:
    decide(communique, [0.7, 0.8, 0.9])
    for score, outcome in ((0.8, "accepted"), (0.9, "same")):
        Decision.objects.filter(score=score).update(outcome=outcome, follow_up=make_follow_up())
    assert {one.score: one.is_right for one in decided_here()} == {0.7: False, 0.8: True, 0.9: True}


def test_what_was_closed_since_is_unlearnt(communique: Record, decide: Decide, claire: User) -> None:
    decide(communique, [0.9] * 400)
    learn_here()
    communique.change("closed", by=claire, classification="restricted")
    learn_here()
    here = Learning.here()
    assert here is not None
    assert (here.sure, here.perhaps, here.offsets) == (table().sure, table().perhaps, {})


def test_an_administrator_goes_back_and_what_was_decided_before_teaches_nothing(
    communique: Record, decide: Decide, jonas: User
) -> None:
    decide(communique, [0.9] * 400)
    learn_here()
    Learning.go_back(by=jonas)
    assert (Learning.here(), decided_here(), learn_here(), Learning.go_back(by=jonas)) == (None, [], None, None)
    Decision.objects.update(at=timezone.now() + timedelta(seconds=1))
    assert learn_here() is not None


def test_the_page_shows_what_was_learnt_and_goes_back(
    communique: Record, restricted: Record, decide: Decide, jonas: User, claire: User, sign_in: SignIn
) -> None:
    decide(communique, [0.9] * 400)
    decide(restricted, [0.9] * 7, ("please",))
    row = learn_here()
    assert row is not None
    client = sign_in(jonas)
    page = client.get("/suggestions/learnt/")
    assert ([(line.right, line.wrong) for line in page.context["lines"]], page.context["here"]) == (
        [(0, 400)], row.learnt,
    )  # fmt: skip
    answer = client.post("/suggestions/learnt/forget/", follow=True)
    assert answer.redirect_chain == [("/suggestions/learnt/", 302)]
    assert '<a href="/suggestions/learnt/">Suggestions are made as Suivi is shipped again.</a>' in answer.text
    assert (Learning.here(), client.get("/suggestions/learnt/").context["decisions"]) == (None, 0)
    assert sign_in(claire).get("/suggestions/learnt/").status_code == 403


def test_the_page_says_what_counts_here_and_when_it_was_learnt(
    communique: Record, decide: Decide, jonas: User, sign_in: SignIn
) -> None:
    client, pages = sign_in(jonas), {"nothing": main_part(sign_in(jonas), "/suggestions/learnt/")}
    decide(communique, [0.9] * 3, ("mark", "will"))
    decide(communique, [0.5] * 2, ("deadline",))
    Decision.objects.filter(pk__in=Decision.objects.values("pk")[:1]).update(
        outcome="same", follow_up=FollowUp.log(by=jonas, title="Known")
    )
    at = datetime(2018, 9, 3, 9, tzinfo=UTC)
    Learning.objects.create(at=at - timedelta(days=2), sure=0.8, perhaps=0.3, decisions=1)
    Learning.objects.create(at=at - timedelta(days=1), by=jonas, sure=0.9, perhaps=0.2)
    last = Learning.objects.create(
        at=at, sure=0.85, perhaps=0.25, offsets={"mark": 0.5, "deadline": -0.25}, decisions=1_234
    )
    Decision.objects.update(at=at)
    pages["learnt"] = main_part(client, "/suggestions/learnt/")
    last.delete()
    pages["gone_back"] = [line for line in main_part(client, "/suggestions/learnt/") if line not in pages["learnt"]]
    assert_drawn("learnt", pages, Path(__file__).parent / "drawn")

"""A line of a list of commitments, however it stands, for us and for strangers: in `drawn/commitments.txt`."""

from collections.abc import Iterator
from dataclasses import astuple
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.conftest import COMMUNIQUE, facts
from tests.house.drawings import assert_drawn
from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.commitments.asked import Asked
from tracker.commitments.commitments import Line
from tracker.commitments.tell import commitments_of
from tracker.commitments.tell_lines import Teller
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation
from tracker.kit.dates.as_said import DateAsSaid
from tracker.needs.models import Need
from tracker.records.models import Passage, Record

pytestmark = pytest.mark.one_database
NOW = datetime(2018, 9, 12, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return


@pytest.fixture
def rows(communique: Record, claire: User, unit: Organisation, eu: Organisation) -> None:
    def log(title: str, **values: Any) -> FollowUp:
        return FollowUp.log(by=claire, title=title, **values)

    quoted, gone = (Passage.of(communique.latest, start, start + 54) for start in (0, COMMUNIQUE.index("Several")))
    past, ahead, owner = date(2018, 9, 1), date(2018, 10, 1), claire.person
    log("Of nobody")
    log("Of a person", owner=owner, strength="exploratory")
    log("Of a unit, to them", unit=unit, partner=eu, due_on=ahead)
    log("Of both", owner=owner, unit=unit, due_on=past, passage=quoted)
    log("Theirs, of nobody", owed_by="partner", due_on=ahead)
    log("Theirs, overdue", owed_by="partner", partner=eu, due_on=past, strength="offered")
    log("In words", due_on=DateAsSaid(date(2018, 9, 1), date(2018, 11, 30), "this autumn"))
    log("Left the record", passage=gone)
    log("Said but restricted", classification="restricted", owner=owner)
    log("Moved", due_on=past).set_due(ahead, by=claire)
    log("Moved away", due_on=past).set_due(None, by=claire)
    log("Conditional", conditional=True)
    needy = log("With needs", conditional=True)
    for kind, quantity, more in (("money", 9_000, {"currency": "EUR"}), ("in_kind", 3, {"what": "vans"})):
        Need.estimate(needy, by=claire, kind=kind, quantity=Decimal(quantity), **more)
    waits = {"waiting_on": eu, "review_on": ahead}
    log("Waits").move_to("waiting", by=claire, **waits)
    log("Waits since", due_on=past).move_to("waiting", by=claire, **{**waits, "review_on": past})
    for status in ("in_progress", "done", "declined", "dropped"):
        log(f"Now {status}", due_on=past).move_to(status, by=claire, reason="So.")
    before = log("Done before")
    before.move_to("done", by=claire)
    FollowUp.objects.filter(pk=before.pk).update(ended_before=ahead)
    event = facts(date(2018, 11, 5), title="Talks", reply_by=date(2018, 10, 20), days_said="early in November")
    Invitation.enter(log("Speak", kind="invitation"), by=claire, on=past, **event)
    Invitation.enter(
        log("Answer", kind="invitation", due_on=date(2018, 12, 1)), by=claire, on=past, **facts(ahead, title="Call")
    )
    communique.rewrite(COMMUNIQUE.partition("Several")[0], by=claire)


def said_of(line: Line) -> list[str]:
    _reference, title, *others = astuple(line)
    told = ["/" if name == "address" and said else str(said) for name, said in zip(NAMES, others, strict=True)]
    return [f"{title}: {' | '.join(told)}"]


NAMES = [name for name in Line.__slots__ if name not in ("reference", "title")]


def test_a_line_says_how_it_stands(rows: None, claire: User) -> None:
    asked, anybody = (Asked.now("sort=title", user) for user in (claire, permissions.anybody()))
    tellers = {
        "en": Teller(asked.today),
        "fr": Teller(asked.today),
        "public": Teller(asked.today, False, is_public=True),
    }
    found: dict[str, list[str]] = {}
    for name, teller in tellers.items():
        with translation.override("fr" if name == "fr" else "en"):
            told = commitments_of(
                anybody if teller.is_public else asked, teller, title="Agreed" if teller.is_public else ""
            )
        figures = [f"{each.number} {each.words} ({each.look})" for each in told.figures]
        whole = [told.kind, told.title, *told.facts, *figures, *told.heads.values(), told.more, told.seen, told.as_of]
        found[name] = [*filter(None, whole), told.language, *(said for line in told.lines for said in said_of(line))]
    assert_drawn("commitments", found)

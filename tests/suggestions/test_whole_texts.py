"""What whole texts suggest to one person: each field of each suggestion, whom they name, and what each sentence is.

It stands in `drawn/texts.txt`. To draw it anew, delete it and read what the test writes.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.house.drawings import assert_drawn
from tests.reading import test_texts
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.records.models import Record
from tracker.suggestions.accept import accept_open, undo_press
from tracker.suggestions.coverage import coverage_of
from tracker.suggestions.models import Decision
from tracker.suggestions.named_in_record import named_in_record
from tracker.suggestions.proposal import Proposal
from tracker.suggestions.proposals import proposals_of

TEXTS = Path(test_texts.__file__).parent / "texts"


@pytest.fixture(autouse=True)
def house(wco: Organisation, claire: User, make_follow_up: Callable[..., FollowUp], resolution: Mandate) -> None:
    """Whom and what the texts name, some of it known to her alone."""
    Organisation.add(by=None, name="Water Agency")
    Organisation.add(by=None, name="Ministry of Transport")
    harbour = Organisation.add(by=claire, name="Harbour Authority", classification=RESTRICTED)
    ann = Person.add(by=None, name="Ann Mason")
    Appointment.objects.create(person=ann, organisation=wco, title="Director")
    dana = Person.add(by=None, name="Dana White")
    Appointment.objects.create(person=dana, organisation=harbour, title="Director")
    Person.add(by=None, name="Paul de Lestang")
    Mandate.add(by=None, kind="agreement", title="Memorandum of Understanding on Ports")
    make_follow_up("Circulate the draft report to all of the members")
    make_follow_up("Draft the letter", classification=RESTRICTED)


def told(one: Proposal) -> Iterator[str]:
    said = {name: value for name, value in one.values.items() if value not in (None, "", [])}
    yield f"{one.title} | {'; '.join(f'{name}: {value}' for name, value in said.items() if name != 'title')}"
    about = {
        "owner": f"{one.owner.words}{' (new)' * one.owner.is_new}",
        "other partner": one.other_partner,
        "names": [str(each) for each in (*one.named.partners, *one.named.mandates)],
        "new": [*one.new_partners, *one.new_mandates.items()],
        "near": one.near,
        "again": len(one.again),
        "settled": one.settled and f"{one.settled.state} {one.settled.row or ''}",
        "because": one.reasons,
    }
    yield f"    {'; '.join(f'{name}: {value}' for name, value in about.items() if value)}"


def told_record(record: Record, user: User) -> Iterator[str]:
    proposals = proposals_of(record.latest, user)
    yield from (line for one in proposals.every for line in told(one))
    yield f"sure: {len(proposals.sure())}, to accept: {len(proposals.to_accept())}, open: {len([*proposals.open()])}"
    coverage = coverage_of(record.latest, proposals)
    yield f"{coverage.counts} {[coverage.first(state) for state in coverage.counts]}"
    yield f"{[*coverage.states.values()]}"


def told_names(record: Record, user: User) -> Iterator[str]:
    reading = proposals_of(record.latest, user).reading
    assert reading
    for group in named_in_record(record.latest.text, reading, user):
        yield f"{group.label}: {[str(each) for each in group.known]}, new {group.new}"


def _others(lines: Iterator[str], before: list[str]) -> list[str]:
    """What is said otherwise than before."""
    return [line for line in lines if line not in before]


def test_whole_texts_suggest_what_they_suggested(visit: Meeting, claire: User, omar: User) -> None:
    pages: dict[str, list[str]] = {}
    for name, language in (("board", "en"), ("conseil", "fr"), ("visit", "en")):
        text = (TEXTS / f"{name}.txt").read_text()
        record = Record.write(by=claire, meeting=visit, text=text, language=language)
        pages[name] = [*told_record(record, claire), *told_names(record, claire)]
        if name == "board":
            pages["board to another"] = _others(told_record(record, omar), pages[name])
            pages["names to another"] = [*told_names(record, omar)]
            proposals = proposals_of(record.latest, claire)
            first, second = proposals.every[0], proposals.every[1]
            Decision.decide(first.words, first.read, by=claire)
            Decision.decide(second.words, second.read, by=claire, follow_up=FollowUp.objects.earliest("pk"))
            made = accept_open(proposals.to_accept()[:3], by=claire)
            pages["board decided on"] = _others(told_record(record, claire), pages[name])
            assert made[0].press
            gone, kept = undo_press(made[0].press, by=claire)
            pages["board undone"] = [f"{[str(each) for each in gone]} {kept}"]
    assert visit.held_on == date(2018, 5, 25)
    assert_drawn("texts", pages, Path(__file__).parent / "drawn")

"""Records, their versions, and the passages that follow them."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.conftest import COMMUNIQUE
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.tracked_model import Stale
from tracker.meetings.models import Meeting
from tracker.records.create_meeting_with_record import add_record
from tracker.records.models import Passage, Record, Version


def test_a_record_begins_with_its_first_version(communique: Record, claire: User) -> None:
    assert (communique.latest.number, communique.latest.text, communique.latest.by) == (1, COMMUNIQUE, claire)


def test_a_record_whose_text_cannot_be_kept_is_not_made(visit: Meeting, claire: User) -> None:
    with pytest.raises(IntegrityError):
        Record.write(by=claire, meeting=visit, text=None)  # type: ignore[arg-type]
    assert Record.objects.count() == 0


def test_rewriting_to_the_same_text_makes_no_version(communique: Record, claire: User) -> None:
    communique.rewrite(COMMUNIQUE, by=claire, note="Nothing")
    assert (communique.versions.count(), communique.history.count()) == (1, 1)


def test_a_stale_copy_makes_no_version(communique: Record, amina: User, claire: User) -> None:
    stale = Record.objects.get(pk=communique.pk)
    communique.rewrite("Theirs.", by=amina)
    with pytest.raises(Stale):
        stale.rewrite("Mine.", by=claire)
    assert list(communique.versions.values_list("number", "text")) == [(2, "Theirs."), (1, COMMUNIQUE)]


def test_a_passage_moves_with_its_words(invitation: FollowUp, communique: Record, claire: User) -> None:
    communique.rewrite(f"An introduction.\n{COMMUNIQUE}", by=claire)
    passage = invitation.passage
    assert passage is not None
    passage.refresh_from_db()
    assert communique.latest.text[passage.start : passage.end] == passage.exact
    assert (passage.version, passage.removed_in) == (communique.latest, None)


def test_a_passage_whose_words_are_gone_knows_the_version_that_lost_them(
    invitation: FollowUp, communique: Record, claire: User
) -> None:
    communique.rewrite("Nothing of it is left.", by=claire)
    passage = invitation.passage
    assert passage is not None
    passage.refresh_from_db()
    assert passage.removed_in == communique.latest


def test_what_was_removed_stays_so_however_often_the_record_is_rewritten(
    invitation: FollowUp, communique: Record, claire: User, amina: User
) -> None:
    """Even when the same words come back: who removed them meant to."""
    lost = communique.rewrite("Nothing of it is left.", by=claire)
    communique.rewrite("Nothing at all is left.", by=amina)
    communique.rewrite(COMMUNIQUE, by=amina)
    passage = Passage.objects.get(pk=invitation.passage_id)
    assert (passage.removed_in, passage.version.number, passage.exact) == (
        lost, 1, "The EU Coordinator invited the WCO to speak"
    )  # fmt: skip


def test_a_passage_moves_with_its_words_from_version_to_version(
    invitation: FollowUp, communique: Record, claire: User
) -> None:
    for number in range(1, 4):
        communique.rewrite("An introduction.\n" * number + COMMUNIQUE, by=claire)
    passage = Passage.objects.get(pk=invitation.passage_id)
    text = communique.latest.text
    assert (passage.version.number, text[passage.start : passage.end]) == (4, passage.exact)
    assert passage.start == text.index("The EU Coordinator invited")


@pytest.mark.parametrize(
    ("of_meeting", "of_record", "restricted"),
    [("general", "general", False), ("restricted", "general", True), ("general", "restricted", True)],
)
def test_a_record_is_as_restricted_as_its_meeting_or_more(
    of_meeting: str, of_record: str, restricted: bool, communique: Record, claire: User
) -> None:
    communique.meeting.change("edited", by=claire, classification=of_meeting)
    communique.change("edited", by=claire, classification=of_record)
    assert communique.is_restricted == restricted


@pytest.mark.parametrize(
    ("of_meeting", "of_record", "who"),
    [
        (GENERAL, GENERAL, ["claire", "omar", "noor", "jonas", "mei"]),
        (GENERAL, RESTRICTED, ["claire", "noor", "mei"]),
        (RESTRICTED, GENERAL, ["claire", "noor", "mei"]),
        (RESTRICTED, RESTRICTED, ["claire", "noor", "mei"]),
    ],
)
def test_a_record_is_seen_by_those_to_whom_its_meeting_is_open(
    of_meeting: str, of_record: str, who: list[str], communique: Record, claire: User, request: pytest.FixtureRequest
) -> None:
    """Noor took part."""
    users = {name: request.getfixturevalue(name) for name in ("claire", "omar", "noor", "jonas", "mei")}
    communique.meeting.participations.create(person=users["noor"].person)
    communique.meeting.change("edited", by=claire, classification=of_meeting)
    communique.change("edited", by=claire, classification=of_record)
    assert [name for name, user in users.items() if Record.objects.visible_to(user).exists()] == who
    communique.meeting.remove(by=claire)
    assert [name for name, user in users.items() if Record.objects.visible_to(user).exists()] == []


def test_a_record_that_became_general_opens_the_names_of_those_who_quote_it(
    invitation: FollowUp, communique: Record, claire: User
) -> None:
    communique.change("edited", by=claire, classification=RESTRICTED)
    cell = Organisation.add(by=claire, name="Cell", classification=RESTRICTED)
    FollowUp.objects.get(pk=invitation.pk).edit(by=claire, partner=cell)
    communique.change("edited", by=claire, kind="note")
    cell.refresh_from_db()
    before = cell.classification
    communique.change("edited", by=claire, classification=GENERAL)
    cell.refresh_from_db()
    assert (before, cell.classification) == (RESTRICTED, GENERAL)


def test_only_the_same_text_of_the_same_meeting_by_the_same_person_is_a_double_submit(
    visit: Meeting, claire: User, omar: User
) -> None:
    other = Meeting.log(by=claire, title="Another", held_on=date(2018, 5, 26))
    first = add_record(visit, by=claire, text="A note.")
    assert add_record(visit, by=claire, text="A note.") == first
    others = [
        add_record(visit, by=omar, text="A note."),
        add_record(other, by=claire, text="A note."),
        add_record(visit, by=claire, text="A note"),
    ]
    others[-1].rewrite("Another note.", by=claire)
    others.append(add_record(visit, by=claire, text="Another note."))
    assert len({first.pk, *(record.pk for record in others)}) == 5


def test_a_record_that_its_author_sees_no_more_is_told_by_no_text(visit: Meeting, claire: User, omar: User) -> None:
    first = add_record(visit, by=omar, text="A note.")
    first.change("edited", by=claire, classification=RESTRICTED, kind="decisions")
    again = add_record(visit, by=omar, text="A note.")
    assert (again == first, again.kind == first.kind) == (False, False)


def test_what_changes_nothing_leaves_no_entry(communique: Record, claire: User) -> None:
    communique.rewrite(COMMUNIQUE, by=claire, kind="communique", language="en")
    assert (communique.history.count(), communique.version) == (1, 1)


def test_what_takes_away_a_version_takes_away_the_words_of_its_own_record_alone(
    communique: Record, visit: Meeting, claire: User
) -> None:
    communique.rewrite("They spoke of harbours.", by=claire)
    others = [Record.write(by=claire, meeting=visit, text=f"They spoke of harbours {each}.") for each in "ab"]
    others[1].latest.delete()
    found = Version.words.keys(Version.words.terms("harbours"), most=9)
    assert sorted(found) == [communique.pk, others[0].pk]

"""Follow-ups and activities implement whole mandates and single paragraphs, and their history knows which."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import undo
from tracker.history.wording.words_of_entry import changed_fields
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph

Make = Callable[..., FollowUp]
DAY = {"starts_on": date(2018, 5, 25), "ends_on": date(2018, 5, 25)}


@pytest.fixture
def five(resolution: Mandate) -> Paragraph:
    return resolution.paragraphs.create(number="5", text="Encourages")


@pytest.fixture
def six(resolution: Mandate) -> Paragraph:
    return resolution.paragraphs.create(number="6", text="Requests")


@pytest.fixture(params=["follow-up", "activity"])
def row(request: pytest.FixtureRequest, claire: User, make_follow_up: Make) -> FollowUp | Activity:
    return make_follow_up() if request.param == "follow-up" else Activity.log(by=claire, title="Train", **DAY)


def test_a_paragraph_is_chosen_beside_the_whole(
    row: FollowUp | Activity, resolution: Mandate, five: Paragraph, claire: User
) -> None:
    entry = row.edit(by=claire, mandates=[resolution, Target.of(five)])
    assert row.targets == [Target(resolution), Target(resolution, five)]
    assert entry is not None
    assert [line.after for line in changed_fields(entry)] == ["S/RES/2347 (2017), S/RES/2347 (2017), 5"]


def test_another_edit_leaves_the_links_as_they_are(
    row: FollowUp | Activity, five: Paragraph, six: Paragraph, claire: User
) -> None:
    row.edit(by=claire, mandates=[Target.of(five)])
    link = row.implementations.get()
    row.edit(by=claire, title="Another title")
    row.edit(by=claire, mandates=[Target.of(five), Target.of(six)])
    assert row.implementations.first() == link
    assert row.edit(by=claire, mandates=[Target.of(six), Target.of(five)]) is None


def test_undo_brings_back_the_very_paragraphs(
    row: FollowUp | Activity, resolution: Mandate, five: Paragraph, six: Paragraph, claire: User
) -> None:
    row.edit(by=claire, mandates=[Target.of(five), resolution])
    entry = row.edit(by=claire, mandates=[Target.of(six)])
    assert entry is not None
    undo(row, entry, by=claire)
    assert {str(target) for target in row.targets} == {"S/RES/2347 (2017)", "S/RES/2347 (2017), 5"}


def test_undo_passes_over_a_paragraph_that_is_gone(
    row: FollowUp | Activity, resolution: Mandate, five: Paragraph, claire: User
) -> None:
    row.edit(by=claire, mandates=[Target.of(five)])
    entry = row.edit(by=claire, mandates=[])
    five.delete()
    assert entry is not None
    undo(row, entry, by=claire)
    assert row.targets == []


def test_what_implements_a_paragraph_that_leaves_implements_the_whole_once(
    row: FollowUp | Activity, resolution: Mandate, five: Paragraph, six: Paragraph, claire: User
) -> None:
    row.edit(by=claire, mandates=[Target.of(five), Target.of(six)])
    five.leave()
    six.leave()
    assert row.targets == [Target(resolution)]


def test_the_same_is_implemented_once(
    row: FollowUp | Activity, resolution: Mandate, five: Paragraph, claire: User
) -> None:
    row.edit(by=claire, mandates=[resolution, five, five, Target(resolution)])
    assert row.implementations.count() == 2
    for paragraph in (None, five):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.implementations.create(mandate=resolution, paragraph=paragraph)


def test_a_link_is_of_one_of_both_and_not_of_both(resolution: Mandate, make_follow_up: Make, claire: User) -> None:
    both = {"follow_up": make_follow_up(), "activity": Activity.log(by=claire, title="Train", **DAY)}
    for values in ({}, both):
        with pytest.raises(IntegrityError), transaction.atomic():
            Implementation.objects.create(mandate=resolution, **values)


def test_the_lists_tell_the_whole_from_its_paragraphs(
    resolution: Mandate, five: Paragraph, make_follow_up: Make, claire: User
) -> None:
    whole, part, other = make_follow_up("Whole"), make_follow_up("Part"), make_follow_up("Other")
    whole.edit(by=claire, mandates=[resolution])
    part.edit(by=claire, mandates=[five])
    other.edit(by=claire, mandates=[Mandate.add(by=claire, kind="strategy", title="Strategy")])
    rows = FollowUp.objects.order_by("pk")
    assert list(rows.implementing(resolution)) == [whole, part]
    assert list(rows.implementing_paragraph(five)) == [part]
    assert list(rows.implementing_whole(resolution)) == [whole]
    assert list(rows.implementing_whole(None)) == [whole, other]


def test_a_link_says_what_it_links(five: Paragraph, make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up()
    follow_up.edit(by=claire, mandates=[five])
    assert str(follow_up.implementations.get()) == "Speak at the workshop - S/RES/2347 (2017), 5"

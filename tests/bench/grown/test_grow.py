"""The grown house is one that the verbs could have made: every rule that a follow-up keeps, grown ones keep too."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Count, F
from django.utils import timezone

from bench.growing.house import BUSY
from tests.bench.grown.conftest import ROWS
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp, ReferenceYear
from tracker.follow_ups.models.reference import next_reference
from tracker.follow_ups.statuses import ACTIVE, Status
from tracker.history.models import Entry
from tracker.kit.text import fold
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, Participation
from tracker.records.models import Passage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before")]


def test_there_are_as_many_follow_ups_as_asked_for() -> None:
    assert FollowUp.objects.count() == ROWS


def test_one_meeting_is_added_for_ten_follow_ups(before: tuple[int, int]) -> None:
    meetings, follow_ups = before
    assert Meeting.objects.count() == meetings + (ROWS - follow_ups) // 10


def test_the_history_tells_of_every_due_date_that_was_moved(before: tuple[int, int]) -> None:
    _meetings, follow_ups = before
    last = FollowUp.objects.order_by("pk").values_list("pk", flat=True)[follow_ups - 1]
    moved = FollowUp.objects.filter(due_on__gt=F("first_due_on"), pk__gt=last).values_list("pk", flat=True)
    told = Entry.objects.filter(content_type__model="followup", object_id__gt=last, verb="dated")
    assert sorted(told.values_list("object_id", flat=True)) == sorted(moved)
    assert len(moved) > ROWS / 20


def test_an_end_is_there_exactly_where_a_follow_up_ended() -> None:
    assert FollowUp.objects.filter(status__in=ACTIVE).exclude(ended_on=None).count() == 0
    assert FollowUp.objects.exclude(status__in=ACTIVE).filter(ended_on=None).count() == 0


def test_most_have_ended() -> None:
    assert FollowUp.objects.ended().count() > ROWS / 2


def test_a_new_reference_follows_on_the_last() -> None:
    year = timezone.localdate().year
    last = ReferenceYear.objects.get(year=year).last
    assert FollowUp.objects.filter(reference=f"F-{year}-{last:03}").exists()
    assert next_reference(year) == f"F-{year}-{last + 1:03}"


def test_what_is_pending_is_conditional() -> None:
    assert FollowUp.objects.filter(status=Status.PENDING, conditional=False).count() == 0


def test_what_waits_waits_on_somebody_until_a_day() -> None:
    assert FollowUp.objects.waiting().filter(waiting_on=None).count() == 0
    assert FollowUp.objects.waiting().filter(review_on=None).count() == 0


def test_only_invitations_lapse() -> None:
    assert FollowUp.objects.filter(status=Status.LAPSED).exclude(kind="invitation").count() == 0


def test_nothing_was_updated_tomorrow() -> None:
    assert FollowUp.objects.filter(updated_at__gte=timezone.now() + timedelta(days=1)).count() == 0


def test_a_version_is_the_number_of_entries_in_the_history() -> None:
    counted = dict(Entry.objects.filter(content_type__model="followup").values_list("object_id").annotate(Count("id")))
    assert counted == dict(FollowUp.objects.values_list("pk", "version"))


def test_the_busy_officer_owns_forty_active_ones_at_most() -> None:
    assert 20 < FollowUp.objects.active().of_account(User.objects.get(email=BUSY)).count() <= 40


def test_every_passage_stands_on_its_words() -> None:
    passages = Passage.objects.filter(removed_in=None).select_related("version")
    assert [each.pk for each in passages if each.version.text[each.start : each.end] != each.exact] == []


def test_a_passage_belongs_to_the_meeting_of_its_follow_up() -> None:
    assert FollowUp.objects.exclude(passage=None).exclude(passage__record__meeting=F("meeting")).count() == 0


def test_some_meetings_are_restricted_and_hidden_from_the_busy_officer() -> None:
    grown = Meeting.objects.filter(classification=RESTRICTED)
    assert 0 < grown.hidden_from(User.objects.get(email=BUSY)).count() <= grown.count()


def test_every_name_is_found_as_it_would_be_when_typed() -> None:
    people, organisations, mandates = Person.objects.all(), Organisation.objects.all(), Mandate.objects.all()
    assert [each.folded for each in people] == [fold(each.name) for each in people]
    names = [f"{each.name} {each.short_name}" for each in organisations]
    assert [each.folded for each in organisations] == [fold(name).strip() for name in names]
    titles = [f"{each.symbol} {each.title}" for each in mandates]
    assert [each.folded for each in mandates] == [fold(title).strip() for title in titles]


def test_organisations_stand_in_a_tree_of_three_levels() -> None:
    depths = Counter(len(each.ancestors()) for each in Organisation.objects.partners())
    assert set(depths) >= {0, 1, 2}


def test_participants_are_seated_once_a_meeting() -> None:
    assert Participation.objects.values("meeting", "person").annotate(n=Count("id")).filter(n__gt=1).count() == 0


def test_follow_ups_implement_mandates() -> None:
    assert Implementation.objects.count() > ROWS / 10

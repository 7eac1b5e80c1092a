"""A row that was found, as a page shows it."""

import pytest

from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.search.query import read
from tracker.search.shown_hit import Hit

pytestmark = pytest.mark.django_db


def test_a_hit_is_restricted_where_its_row_is(secret: FollowUp, invitation: FollowUp, resolution: Mandate) -> None:
    rows = (secret, secret.meeting, invitation, invitation.meeting, resolution)
    assert [Hit.of(row, (), "A name").is_restricted for row in rows] == [True, True, False, False, False]


def test_a_hit_marks_its_words_and_leads_to_its_page_or_where_it_is_told(resolution: Mandate) -> None:
    own, other = (
        Hit.of(resolution, read("heritage"), "<Heritage>", detail="Its heritage.", at=at) for at in ("", "/x/")
    )
    assert (own.name, own.excerpt) == ("&lt;<mark>Heritage</mark>&gt;", "Its <mark>heritage</mark>.")
    assert (own.address, other.address, str(own)) == (resolution.get_absolute_url(), "/x/", str(resolution))

"""Querysets whose rows are found by their words."""

import pytest

from tracker.directory.models import Organisation
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "names", "is_found"),
    [
        ("coord vis", True, True),
        ("coord vis", False, False),
        ("coord vis", None, False),
        ("visit coord", None, True),
        ("visits coord", False, True),
        ("visits coord", True, False),
        (" ", True, True),
        ("%", None, False),
    ],
)
def test_in_a_name_every_word_may_be_begun_only(typed: str, names: bool | None, is_found: bool, visit: Meeting) -> None:
    assert list(Meeting.objects.search(typed, names=names)) == ([visit] if is_found else [])


def test_a_model_of_names_is_searched_as_names_unless_told_otherwise(europol: Organisation) -> None:
    found = [list(Organisation.objects.search("pol eur", names=names)) for names in (None, True, False)]
    assert found == [[europol], [europol], []]

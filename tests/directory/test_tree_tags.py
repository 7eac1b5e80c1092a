"""A branch of the tree of organisations, as it is drawn."""

import pytest
from django.utils import translation

from tracker.directory.models import Organisation
from tracker.directory.organisation_tree_rows import Branch
from tracker.directory.templatetags.tree import branch_of


@pytest.mark.one_database
@pytest.mark.parametrize(("language", "said"), [("en", "14,209"), ("fr", "14\xa0209")])
def test_a_large_number_is_grouped_as_its_reader_does(language: str, said: str, eu: Organisation) -> None:
    with translation.override(language):
        drawn = branch_of(Branch(eu, 0, count=14_209, parts=1_000), "partner", open_=False, found=None)
    assert (drawn.count(f"{said}<"), drawn.count(f'"{said} ')) == (1, 1)
    assert ("1,000" if language == "en" else "1\xa0000") in drawn

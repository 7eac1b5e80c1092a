import pytest

from tracker.directory.models import Organisation
from tracker.directory.organisation_tree_rows import Branch, build_tree, fold, way_to


def organisations(*parents: int | None) -> list[Organisation]:
    """Organisations 1, 2, 3 ... under the parents of these keys."""
    return [Organisation(pk=key, name=f"No. {key}", parent_id=parent) for key, parent in enumerate(parents, start=1)]


def drawn(branches: list[Branch]) -> str:
    """The nested lists as a template writes them: 1(2(3)4) for 3 within 2 within 1, and 4 within 1; + where folded."""
    return "".join(
        f"{branch.organisation.pk}{'+' if branch.is_folded else '(' if branch.parts else '.'}{')' * len(branch.closes)}"
        for branch in branches
    )


def test_parts_follow_what_they_are_part_of_in_the_order_given() -> None:
    assert drawn(build_tree(organisations(None, 1, 2, 1, None), {})) == "1(2(3.)4.)5."


def test_every_list_that_opens_closes() -> None:
    assert drawn(build_tree(organisations(None, 1, 2, 3), {})) == "1(2(3(4.)))"


def test_a_count_adds_up_what_the_parts_have() -> None:
    branches = build_tree(organisations(None, 1, 2, 1), {2: 1, 3: 10, 4: 100, 99: 7})
    assert {branch.organisation.pk: branch.count for branch in branches} == {1: 111, 2: 11, 3: 10, 4: 100}


def test_parts_are_those_directly_below() -> None:
    branches = build_tree(organisations(None, 1, 2, 1), {})
    assert [branch.parts for branch in branches] == [2, 1, 0, 0]


def test_a_search_keeps_what_was_found_and_the_way_to_it() -> None:
    branches = build_tree(organisations(None, 1, 2, 1, None), {3: 5, 4: 2}, found={3})
    assert (drawn(branches), [branch.count for branch in branches]) == ("1(2(3.))", [7, 5, 5])


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", "1+6+8."), ("1", "1(2+4+)6+8."), ("3", "1(2(3.)4+)6+8."), ("6", "1+6(7.)8."), ("x", "1+6+8.")],
)
def test_only_the_way_to_what_is_asked_for_is_unfolded(asked: str, found: str) -> None:
    branches = build_tree(organisations(None, 1, 2, 1, 4, None, 6, None), {5: 1})
    folded = fold(branches, way_to(branches, asked))
    assert (drawn(folded), folded[0].count, folded[0].parts) == (found, 1, 2)


def test_a_search_that_finds_nothing_leaves_no_tree() -> None:
    assert build_tree(organisations(None, 1), {}, found=set()) == []


def test_an_organisation_whose_parent_is_not_shown_stands_at_the_top() -> None:
    assert drawn(build_tree(organisations(7, 1), {})) == "1(2.)"


def test_a_tree_of_thousands_of_levels_is_drawn() -> None:
    branches = build_tree(organisations(None, *range(1, 3000)), {3000: 1})
    assert (branches[0].count, branches[-1].depth, len(branches[-1].closes)) == (1, 2999, 2999)


def test_nothing_grows_from_nothing() -> None:
    assert build_tree([], {}) == []

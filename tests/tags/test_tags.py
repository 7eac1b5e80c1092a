"""Tags: few, for the whole house; merged, taken apart, removed and brought back without losing anything."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.conftest import Deeds
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import undo, undoable
from tracker.tags.models import Tag, Tagging

Make = Callable[..., FollowUp]


@pytest.fixture
def tags(amina: User) -> dict[str, Tag]:
    return {name: Tag.write(name, by=amina) for name in ("Culture", "Heritage", "Training")}


def shown(follow_up: FollowUp) -> list[str]:
    return [str(tag) for tag in FollowUp.objects.get(pk=follow_up.pk).tags.all()]


def fresh(tag: Tag) -> Tag:
    return Tag.objects.get(pk=tag.pk)


def test_a_follow_up_has_several_by_name(tags: dict[str, Tag], make_follow_up: Make) -> None:
    assert shown(make_follow_up(tags=[tags["Training"], tags["Culture"]])) == ["Culture", "Training"]


def test_two_tags_are_not_called_alike(tags: dict[str, Tag], amina: User) -> None:
    with pytest.raises(ValidationError, match="There is a tag of that name already"):
        Tag.write("HERITAGE", by=amina)


def test_a_tag_may_be_spelt_otherwise(tags: dict[str, Tag], amina: User, sign_in: Callable[[User], Client]) -> None:
    heritage = tags["Heritage"]
    typed = {"name": "HÉRITAGE", "version": heritage.version}
    answer = sign_in(amina).post(f"/tags/{heritage.pk}/edit/", typed)
    assert (answer.status_code, fresh(heritage).name) == (302, "HÉRITAGE")


@pytest.mark.parametrize("deed", ["edit", "merge", "remove"])
def test_what_stands_in_the_list_no_more_is_not_changed(
    deed: str, tags: dict[str, Tag], amina: User, sign_in: Callable[[User], Client]
) -> None:
    tags["Culture"].merge_into(tags["Heritage"], by=amina)
    tags["Training"].remove(by=amina)
    places = [f"/tags/{tags[name].pk}/{deed}/" for name in ("Culture", "Training")]
    assert [sign_in(amina).post(place).status_code for place in places] == [404, 404]


def test_merged_it_is_shown_as_the_other_once(tags: dict[str, Tag], make_follow_up: Make, amina: User) -> None:
    one, both = make_follow_up(tags=[tags["Culture"]]), make_follow_up(tags=[tags["Culture"], tags["Heritage"]])
    tags["Culture"].merge_into(tags["Heritage"], by=amina)
    assert [shown(one), shown(both)] == [["Heritage"], ["Heritage"]]


def test_taken_apart_each_has_what_it_was_given(tags: dict[str, Tag], make_follow_up: Make, amina: User) -> None:
    one, both = make_follow_up(tags=[tags["Culture"]]), make_follow_up(tags=[tags["Culture"], tags["Heritage"]])
    tags["Culture"].merge_into(tags["Heritage"], by=amina)
    later = make_follow_up(tags=[fresh(tags["Heritage"])])
    fresh(tags["Culture"]).take_apart(by=amina)
    assert [shown(each) for each in (one, both, later)] == [["Culture"], ["Culture", "Heritage"], ["Heritage"]]


def test_merged_into_the_same_by_two_it_is_merged_once(tags: dict[str, Tag], amina: User) -> None:
    goes, stays = list(tags.values())[:2]
    again = Tag.objects.get(pk=goes.pk)
    assert goes.merge_into(stays, by=amina)
    assert again.merge_into(stays, by=amina) is None


def test_merged_twice_it_is_shown_as_the_last(tags: dict[str, Tag], make_follow_up: Make, amina: User) -> None:
    one = make_follow_up(tags=[tags["Culture"]])
    tags["Culture"].merge_into(tags["Heritage"], by=amina)
    fresh(tags["Heritage"]).merge_into(tags["Training"], by=amina)
    there = shown(one)
    fresh(tags["Heritage"]).take_apart(by=amina)
    assert (there, shown(one)) == (["Training"], ["Heritage"])


def test_removed_it_is_shown_nowhere_and_comes_back(tags: dict[str, Tag], make_follow_up: Make, amina: User) -> None:
    one = make_follow_up(tags=[tags["Culture"], tags["Training"]])
    tags["Culture"].remove(by=amina)
    FollowUp.objects.get(pk=one.pk).edit(by=amina, tags=[tags["Heritage"]])
    there = shown(one)
    fresh(tags["Culture"]).restore(by=amina)
    assert (there, shown(one)) == (["Heritage"], ["Culture", "Heritage"])


def test_it_does_not_come_back_beside_another_of_its_name(tags: dict[str, Tag], amina: User) -> None:
    tags["Culture"].remove(by=amina)
    Tag.write("culture", by=amina)
    with pytest.raises(ValidationError, match="There is a tag of that name already"):
        fresh(tags["Culture"]).restore(by=amina)


def test_taking_off_what_was_merged_takes_off_both(tags: dict[str, Tag], make_follow_up: Make, amina: User) -> None:
    one = make_follow_up(tags=[tags["Culture"], tags["Heritage"]])
    tags["Culture"].merge_into(tags["Heritage"], by=amina)
    FollowUp.objects.get(pk=one.pk).edit(by=amina, tags=[])
    fresh(tags["Culture"]).take_apart(by=amina)
    assert shown(one) == []


def test_undo_gives_what_stands_for_a_tag_by_now(tags: dict[str, Tag], make_follow_up: Make, amina: User) -> None:
    one = make_follow_up(tags=[tags["Culture"]])
    one.edit(by=amina, tags=[])
    tags["Culture"].merge_into(tags["Heritage"], by=amina)
    one = FollowUp.objects.get(pk=one.pk)
    last = undoable(one, amina)
    assert last
    undo(one, last, by=amina)
    assert shown(one) == ["Heritage"]


def test_what_is_shown_is_what_was_given(tags: dict[str, Tag], make_follow_up: Make, amina: User) -> None:
    """The copy agrees with the rows it is a copy of, after any deed."""
    some = [make_follow_up(tags=[tags[name] for name in names]) for names in (["Culture"], ["Heritage"], [*tags])]
    tags["Culture"].merge_into(tags["Training"], by=amina)
    fresh(tags["Heritage"]).remove(by=amina)
    some[0].edit(by=amina, tags=[])
    fresh(tags["Heritage"]).restore(by=amina)
    tops = {tags["Culture"].pk: tags["Training"].pk}
    given = {(each.follow_up_id, tops.get(each.tag_id, each.tag_id)) for each in Tagging.objects.all()}
    assert {*FollowUp.tags.through.objects.values_list("followup", "tag")} == given


@pytest.mark.django_db(transaction=True)
def test_two_merged_into_one_another_at_once_are_merged_once(
    tags: dict[str, Tag], amina: User, at_once: Callable[[Deeds], list[object]]
) -> None:
    one, other = tags["Culture"], tags["Heritage"]
    found = at_once([lambda: one.merge_into(other, by=amina), lambda: other.merge_into(one, by=amina)])
    assert sorted(type(each).__name__ for each in found) == ["Entry", "ValidationError"]
    assert at_once([Tag.objects.standing().count]) == [2]


@pytest.mark.django_db(transaction=True)
def test_a_tag_given_while_it_is_merged_is_shown_aright(
    tags: dict[str, Tag], make_follow_up: Make, amina: User, claire: User, at_once: Callable[[Deeds], list[object]]
) -> None:
    one, goes, stays = make_follow_up(), tags["Culture"], tags["Heritage"]
    at_once([lambda: goes.merge_into(stays, by=amina), lambda: one.edit(by=claire, tags=[goes])])
    assert at_once([lambda: shown(one)]) == [["Heritage"]]


def test_a_tag_given_after_it_was_merged_is_shown_as_the_other(
    tags: dict[str, Tag], make_follow_up: Make, amina: User, claire: User
) -> None:
    one, stale = make_follow_up(), fresh(tags["Culture"])
    tags["Culture"].merge_into(tags["Heritage"], by=amina)
    one.edit(by=claire, tags=[stale])
    assert shown(one) == ["Heritage"]

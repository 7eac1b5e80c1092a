"""The history of a name, read together with that of those who were merged into it."""

import pytest

from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.merging.both_histories import history_of
from tracker.directory.merging.merge import merge
from tracker.directory.merging.side_by_side import pairs_for
from tracker.directory.models import Person


def verbs(name: Person, user: User) -> list[str]:
    return [told.entry.verb for told in history_of(name, user)]


def test_both_are_read_together_the_newest_first(coordinator: Person, amina: User) -> None:
    twin = Person.add(by=None, name="de Kerchove, Gilles")
    twin.change("edited", by=amina, about="Coordinates.")
    merge(twin, coordinator, by=amina)
    told = history_of(coordinator, amina)
    assert [(each.entry.verb, each.about) for each in told] == [
        ("took over", None), ("merged", twin), ("edited", twin), ("added", twin), ("added", None),
    ]  # fmt: skip


def test_of_a_restricted_name_only_those_read_it_who_see_all_that_is_restricted(omar: User, mei: User) -> None:
    """It may name the posts of somebody, and not everybody who knows of the one knows of the others."""
    envoy = Person.add(by=omar, name="The Envoy", classification=RESTRICTED)
    assert (verbs(envoy, omar), verbs(envoy, mei)) == ([], ["added"])


def test_what_happened_before_everybody_knew_a_name_is_not_told(omar: User, amina: User, mei: User) -> None:
    envoy = Person.add(by=omar, name="The Envoy", classification=RESTRICTED)
    envoy.open(by=mei)
    assert (verbs(envoy, amina), verbs(envoy, mei)) == (["opened"], ["opened", "added"])


def test_who_may_sign_in_is_told_to_administrators_alone(
    coordinator: Person, claire: User, amina: User, jonas: User, mei: User
) -> None:
    merge(claire.person, coordinator, by=mei)
    said = [[line.label for each in history_of(coordinator, user) for line in each.lines] for user in (amina, jonas)]
    assert ("Account" in said[0], "Account" in said[1]) == (False, True)


@pytest.mark.parametrize("hidden_first", [True, False])
def test_the_one_that_all_know_is_proposed_to_stay(hidden_first: bool, mei: User) -> None:
    kinds = [RESTRICTED, "general"] if hidden_first else ["general", RESTRICTED]
    for kind in kinds:
        Person.add(by=mei, name="Rosa Conti", classification=kind)
    [pair] = pairs_for(Person, mei)
    assert (pair.goes.classification, pair.stays.classification) == (RESTRICTED, "general")


def test_the_key_and_the_name_of_a_restricted_one_lead_nobody_to_the_one_that_all_know(
    coordinator: Person, mei: User, amina: User
) -> None:
    hidden = Person.add(by=mei, name="The Envoy", classification=RESTRICTED)
    merge(hidden, coordinator, by=mei)
    known = Person.objects.visible_to(amina)
    assert (known.by_key(hidden.pk), known.formerly("The Envoy")) == (None, None)

"""What two people made of one thing: kept where only one changed it, named where both did."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.conftest import facts
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.three_way_merge import Clash, merge
from tracker.invitations.models import Invitation
from tracker.mandates.models import Mandate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("theirs", "mine", "safe", "clash"),
    [
        ([], {"about": "mine", "website": ""}, {"about": "mine", "website": ""}, None),
        (["b"], {"about": "before"}, {}, None),
        (["b"], {"about": "b"}, {"about": "b"}, None),
        (["b"], {"about": "mine"}, {}, ("about", "mine", "b", "amina")),
        (["b", "c"], {"about": "before"}, {}, None),
        (["b", "c"], {"about": "b"}, {}, ("about", "b", "c", "mei")),
        (["b", "before"], {"about": "mine"}, {}, ("about", "mine", "before", "mei")),
        (["b", "c"], {"about": "mine", "short_name": "E"}, {"short_name": "E"}, ("about", "mine", "c", "mei")),
    ],
)
def test_what_only_one_changed_is_safe(
    theirs: list[str], mine: dict[str, Any], safe: dict[str, Any], clash: tuple[str, ...] | None,
    eu: Organisation, claire: User, amina: User, mei: User,
) -> None:  # fmt: skip
    """The form began at the second version."""
    eu.change("edited", by=claire, about="before")
    for by, about in zip((amina, mei), theirs, strict=False):
        eu.change("edited", by=by, about=about)
    people = {"amina": amina, "mei": mei}
    expected = [Clash(clash[0], "about", clash[1], clash[2], people[clash[3]])] if clash else []
    assert merge(eu, 2, mine, by=amina) == (safe, expected)


@pytest.mark.parametrize(("version", "is_safe"), [(1, False), (2, True), (3, True)])
def test_who_began_with_what_stands_there_clashes_with_nobody(
    version: int, is_safe: bool, eu: Organisation, amina: User
) -> None:
    eu.change("edited", by=amina, about="theirs")
    safe, clashes = merge(eu, version, {"about": "mine"}, by=amina)
    assert (safe, len(clashes)) == (({"about": "mine"}, 0) if is_safe else ({}, 1))


def test_rows_and_choices_clash_by_what_they_are_and_are_named_as_people_know_them(
    resolution: Mandate, eu: Organisation, europol: Organisation, wco: Organisation, amina: User
) -> None:
    resolution.change("edited", by=amina, kind="agreement", body=eu, parties=[eu, wco])
    mine = {"kind": "strategy", "body": europol, "parties": [wco, eu]}
    safe, clashes = merge(resolution, 1, mine, by=amina)
    assert safe == {"parties": [wco, eu]}
    assert [(clash.field, clash.label, clash.mine, clash.theirs) for clash in clashes] == [
        ("kind", "kind", "Strategy", "Agreement"),
        ("body", "adopted by", europol, eu),
    ]


def test_whoever_made_the_row_that_hangs_on_a_thing_wrote_all_its_columns(
    make_follow_up: Callable[..., FollowUp], amina: User, today: date
) -> None:
    follow_up = make_follow_up(kind="invitation")
    before = follow_up.version
    Invitation.enter(follow_up, by=amina, on=today, **facts(today, place="Brussels"))
    mine = {"invitation.place": "Ghent", "invitation.title": facts(today)["title"]}
    safe, clashes = merge(follow_up, before, mine, by=amina)
    assert list(safe) == ["invitation.title"]
    assert [(clash.field, clash.mine, clash.theirs, clash.by) for clash in clashes] == [
        ("invitation.place", "Ghent", "Brussels", amina)
    ]

"""What mandates are called by, in which order they stand, what implements them, and what undo leaves alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.offered import offers_in
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.undo import undo
from tracker.mandates.get_or_add import get_or_add_mandate
from tracker.mandates.implementing import by_paragraph, say_targets, sorted_targets, target_names
from tracker.mandates.mandate_or_paragraph import Target, Targets
from tracker.mandates.models import Mandate, implemented_that_leave
from tracker.mandates.validity import soon

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


def made(title: str = "Heritage", **values: Any) -> Mandate:
    return Mandate.write(by=None, **{"kind": "decision", "title": title} | values)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("symbol", "name", "label", "numbers"),
    [
        ("", "Heritage", "Heritage", []),
        ("S/RES/2347 (2017)", "S/RES/2347 (2017)", "S/RES/2347 (2017) · Heritage", ["2347"]),
        ("C/2/3 (a) 4", "C/2/3 (a) 4", "C/2/3 (a) 4 · Heritage", ["2", "3", "4"]),
        ("(2017)", "(2017)", "(2017) · Heritage", []),
    ],
)
def test_it_is_called_by_its_symbol_and_its_title(symbol: str, name: str, label: str, numbers: list[str]) -> None:
    mandate = Mandate(symbol=symbol, title="Heritage")
    assert (str(mandate), mandate.label, mandate.numbers, mandate.folded_words()) == (
        name, label, numbers, f"{symbol.lower()} heritage".strip(),
    )  # fmt: skip


@pytest.mark.one_database
def test_soon_are_six_months_to_the_last_day_of_a_shorter_one() -> None:
    days = [date(2018, 6, 1), date(2018, 8, 31), date(2019, 8, 30), date(2018, 12, 31), date(2018, 3, 30)]
    assert [soon(day) for day in days] == [
        date(2018, 12, 1), date(2019, 2, 28), date(2020, 2, 29), date(2019, 6, 30), date(2018, 9, 30),
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_latest_stand_first_of_one_day_the_one_that_was_written_first() -> None:
    for title, day in (("Old", 1), ("B", 9), ("A", 9), ("Undated", None), ("Undated too", None)):
        made(title, adopted_on=date(2018, 5, day) if day else None)
    assert [str(each) for each in Mandate.objects.all()] == ["B", "A", "Old", "Undated", "Undated too"]
    assert [str(each) for each in Targets.visible_to(User(is_active=True)).usual()] == [
        "B", "A", "Old", "Undated", "Undated too",
    ]  # fmt: skip


@pytest.mark.django_db
def test_every_page_of_the_list_is_reached_in_its_order(noor: User, sign_in: SignIn) -> None:
    for number in range(52):
        made(f"No. {number:02}", adopted_on=date(2018, 1, 1) if number % 2 else None)
    client = sign_in(noor)
    first = client.get("/mandates/").context["page"]
    second = client.get("/mandates/", {"page": first.next}).context["page"]
    rows = [row.title for row in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows), second.next, first.previous) == (50, 2, None, None)
    # Of one day the one that was written last.
    odd, even = (sorted((title for title in rows if int(title[-2:]) % 2 == rest), reverse=True) for rest in (1, 0))
    assert rows == [*odd, *even]
    back = client.get("/mandates/", {"page": second.previous}).context["page"]
    assert [row.title for row in back.rows] == rows[:50]


def test_one_that_is_named_on_the_way_is_taken_where_there_is_one_and_else_made(
    resolution: Mandate, claire: User
) -> None:
    five = resolution.paragraphs.create(number="5", text="Encourages")
    Mandate.add(by=claire, kind="decision", title="Plain title")
    count = Mandate.objects.count()
    known = [resolution, Target.of(five), Mandate(kind="agreement", title=" PLAIN  title ")]
    found = [get_or_add_mandate(each, by=claire) for each in known]
    assert [str(each) for each in found[:2]] == ["S/RES/2347 (2017)", "S/RES/2347 (2017), 5"]
    title = "Protection of cultural heritage"
    new = [get_or_add_mandate(Mandate(kind="strategy", title=title), by=claire) for _time in range(2)]
    assert (new[0], new[0].kind, Mandate.objects.count() - count <= 2) == (new[1], "strategy", True)
    assert new[0].history.get().by == claire


def test_what_each_implements_is_said_alike_by_its_links_and_in_one_query(
    resolution: Mandate, make_follow_up: Make, claire: User
) -> None:
    """In the order of the alphabet, whatever the case and accents."""
    five = resolution.paragraphs.create(number="5", text="Encourages")
    bare, other = made("école"), made("Zebra", symbol="a/1")
    rows = [make_follow_up(), make_follow_up(), make_follow_up()]
    rows[0].edit(by=claire, mandates=[other, bare, five, resolution])
    rows[1].edit(by=claire, mandates=[five])
    said = ["a/1; école; S/RES/2347 (2017); S/RES/2347 (2017), 5", "S/RES/2347 (2017), 5", ""]
    told = FollowUp.objects.annotate(named=target_names("follow_up")).order_by("pk")
    assert [sorted_targets(row.named) for row in told] == said
    assert [say_targets(row) for row in FollowUp.objects.with_targets().order_by("pk")] == said
    found = by_paragraph(resolution, FollowUp.objects.order_by("pk"))
    assert {key: [rows.index(row) for row in some] for key, some in found.items()} == {None: [0], five.pk: [0, 1]}
    assert {key: len(some) for key, some in by_paragraph(other, rows).items()} == {None: 1}


def test_a_paragraph_that_leaves_is_told_where_something_implements_it_and_does_not_come_back(
    resolution: Mandate, make_follow_up: Make, claire: User
) -> None:
    resolution.change("edited", by=claire, paragraphs="5 Five\n6 Six\n7 Seven")
    numbers = {row.number: row for row in resolution.paragraphs.all()}
    follow_up = make_follow_up()
    follow_up.edit(by=claire, mandates=[numbers["5"], numbers["6"]])
    Activity.log(
        by=claire, title="Course", starts_on=date(2018, 1, 1), ends_on=date(2018, 1, 1), mandates=[numbers["6"]]
    )
    leaving = {words: [row.number for row in implemented_that_leave(resolution, words)] for words in (
        "5 Five\n6 Six\n7 Seven", "5 Five\n6 Six", "6 Five\n5 Six", "7 Seven", "5 Else", "8 Six", "")}  # fmt: skip
    assert leaving == {
        "5 Five\n6 Six\n7 Seven": [], "5 Five\n6 Six": [], "6 Five\n5 Six": [], "7 Seven": ["5", "6"],
        "5 Else": ["6"], "8 Six": ["5"], "": ["5", "6"],
    }  # fmt: skip
    assert implemented_that_leave(resolution, None) == []
    entry = resolution.change("edited", by=claire, paragraphs="7 Seven")
    assert entry
    told = entry.changes["implementations"]
    assert (told["from_text"], told["to_text"]) == ("S/RES/2347 (2017), 5, S/RES/2347 (2017), 6", "S/RES/2347 (2017)")
    assert [str(each) for each in FollowUp.objects.get(pk=follow_up.pk).targets] == ["S/RES/2347 (2017)"]
    other = made("Other")
    added = other.change("edited", by=claire, paragraphs="1 One\n2 Two")
    assert added
    follow_up.edit(by=claire, mandates=list(other.paragraphs.filter(number="2")))
    with pytest.raises(ValidationError, match="Something implements Other, 2 by now, so they stay"):
        undo(Mandate.objects.get(pk=other.pk), added, by=claire)
    follow_up.edit(by=claire, mandates=[other])
    assert undo(Mandate.objects.get(pk=other.pk), added, by=claire)


def test_an_offer_is_made_before_a_word_is_typed_and_by_words_of_both(
    resolution: Mandate, noor: User, sign_in: SignIn
) -> None:
    made("Later", adopted_on=date(2019, 1, 1))
    resolution.paragraphs.create(number="5", text="Encourages")
    client = sign_in(noor)
    label = "S/RES/2347 (2017) · Protection of cultural heritage"
    offered = {
        (path, words): offers_in(client.get(f"/mandates/offers/{path}", {"field": words}).text)
        for path in ("", "paragraphs/", "targets/")
        for words in ("", "heritage", "zebra")
    }
    assert offered == {
        ("", ""): ["Later", label],
        ("", "heritage"): [label],
        ("", "zebra"): [],
        ("paragraphs/", ""): [],
        ("paragraphs/", "heritage"): ["S/RES/2347 (2017), 5"],
        ("paragraphs/", "zebra"): [],
        ("targets/", ""): ["Later", label],
        ("targets/", "heritage"): [label, "S/RES/2347 (2017), 5"],
        ("targets/", "zebra"): [],
    }


def test_one_is_of_whoever_adopted_it_or_is_a_party_with_their_parts(
    eu: Organisation, europol: Organisation, wco: Organisation
) -> None:
    rows: dict[str, dict[str, Any]] = {
        "By the whole": {"body": eu},
        "By a part": {"body": europol},
        "Party": {"parties": [europol, wco]},
        "Both": {"body": eu, "parties": [eu]},
        "Of others": {"body": wco},
    }
    for title, values in rows.items():
        made(title, **values)
    found = {str(each): sorted(str(row) for row in Mandate.objects.of(each)) for each in (eu, europol, wco)}
    assert found == {
        "EU": ["Both", "By a part", "By the whole", "Party"],
        "EUROPOL": ["By a part", "Party"],
        "WCO": ["Of others", "Party"],
    }

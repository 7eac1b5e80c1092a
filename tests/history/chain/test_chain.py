"""The chain of history: what was sealed cannot be altered, left out or added to without `check_history` naming it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.history.chain.check import check_chain
from tracker.history.chain.let_go import note_erased, seal_anew, told_of
from tracker.history.chain.models import Seal
from tracker.history.chain.seal import AGE, seal_what_stands
from tracker.history.models import Entry
from tracker.history.write_entry import A_WHILE, reword, write_entry

MakeFollowUp = Callable[..., FollowUp]
Deeds = list[Callable[[], Any]]


def later() -> datetime:
    return timezone.now() + AGE + timedelta(minutes=1)


def seal_all() -> int:
    return seal_what_stands(Entry.objects, Seal.objects, later())


def behind_our_back(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def found() -> str:
    return str(check_chain().fault or "")


@pytest.fixture
def told(make_follow_up: MakeFollowUp, claire: User) -> list[Entry]:
    """Three notes on a follow-up, sealed with all that was before."""
    follow_up = make_follow_up()
    for words in ("The agenda came.", "Gilles called.", "The slides are ready."):
        follow_up.change("noted", by=claire, note=words)
    seal_all()
    return list(Entry.objects.filter(verb="noted").order_by("pk"))


def test_what_nobody_touched_is_whole(told: list[Entry]) -> None:
    assert (found(), check_chain().sealed) == ("", Entry.objects.count())


def test_each_is_sealed_once(told: list[Entry]) -> None:
    assert (seal_all(), Seal.objects.count()) == (0, Entry.objects.count())


def test_what_may_still_be_mended_is_not_sealed_yet(make_follow_up: MakeFollowUp, claire: User) -> None:
    entry = make_follow_up().change("noted", by=claire, note="The agenda cam.")
    assert seal_what_stands(Entry.objects, Seal.objects, timezone.now()) == 0
    assert entry is not None
    assert reword(entry, "The agenda came.", by=claire)
    assert (seal_all() > 0, found(), A_WHILE < AGE) == (True, "", True)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("note", "Gilles wrote.", "its words"),
        ("by_name", "Somebody else", "its words"),
        ("verb", "moved", "who did what"),
        ("object_id", 1, "who did what"),
        ("at", "2018-05-25 10:00:00+00:00", "who did what"),
    ],
)
def test_one_that_was_altered_is_named(told: list[Entry], column: str, value: Any, said: str) -> None:
    behind_our_back(f"UPDATE history_entry SET {column} = %s WHERE id = %s", value, told[1].pk)
    assert found().startswith(f"Entry {told[1].pk}, place {place_of(told[1])} of the chain: altered: {said}")


def test_who_did_it_is_sealed(told: list[Entry], amina: User) -> None:
    behind_our_back("UPDATE history_entry SET by_id = %s WHERE id = %s", amina.pk, told[0].pk)
    assert found().startswith(f"Entry {told[0].pk}, place {place_of(told[0])} of the chain: altered")


def test_the_first_of_several_is_named(told: list[Entry]) -> None:
    behind_our_back("UPDATE history_entry SET note = 'x' WHERE id IN (%s, %s)", told[0].pk, told[2].pk)
    assert found().startswith(f"Entry {told[0].pk},")


def test_one_that_was_left_out_is_named(told: list[Entry]) -> None:
    behind_our_back("DELETE FROM history_entry WHERE id = %s", told[1].pk)
    assert found().startswith(f"Entry {told[1].pk}, place {place_of(told[1])} of the chain: left out")


def test_one_that_was_left_out_with_its_seal_leaves_a_gap(told: list[Entry]) -> None:
    gap = place_of(told[1])
    behind_our_back("DELETE FROM history_entry WHERE id = %s", told[1].pk)
    behind_our_back("DELETE FROM history_seal WHERE entry_id = %s", told[1].pk)
    assert found().startswith(f"Entry {told[2].pk}, place {gap} of the chain: left out")


def test_one_that_was_put_in_between_is_named(told: list[Entry]) -> None:
    key = told[0].pk - 1
    behind_our_back("DELETE FROM history_seal WHERE entry_id = %s", key)
    behind_our_back("UPDATE history_seal SET position = position - 1 WHERE entry_id > %s", key)
    assert found().startswith(f"Entry {key}: put in")


def test_one_that_was_put_in_at_the_end_with_an_old_date_is_named(told: list[Entry]) -> None:
    last = told[-1]
    last.pk, last.at, last.version = None, last.at - timedelta(days=90), 90
    last.save(force_insert=True)
    seal_all()
    assert found().startswith(f"Entry {last.pk}, place {place_of(last)} of the chain: put in")


def test_a_seal_that_was_written_anew_is_named(told: list[Entry]) -> None:
    behind_our_back("UPDATE history_seal SET digest = %s WHERE entry_id = %s", "f" * 64, told[1].pk)
    assert found().startswith(f"Entry {told[1].pk},")


def test_an_end_that_was_cut_off_is_known_by_a_digest_noted_before(told: list[Entry]) -> None:
    noted = check_chain().digest
    behind_our_back("DELETE FROM history_entry WHERE id = %s", told[2].pk)
    behind_our_back("DELETE FROM history_seal WHERE entry_id = %s", told[2].pk)
    assert (found(), check_chain(noted).is_expected_there) == ("", False)
    with pytest.raises(CommandError, match="not in the chain any more"):
        call_command("check_history", "--expect", noted)


def test_a_digest_noted_before_is_still_there_when_more_was_written(told: list[Entry], claire: User) -> None:
    noted = check_chain().digest
    FollowUp.objects.get().change("noted", by=claire, note="All is ready.")
    seal_all()
    assert (check_chain(noted).is_expected_there, check_chain().digest == noted) == (True, False)


def test_the_command_names_the_first_and_seals_nothing_behind_it(told: list[Entry]) -> None:
    behind_our_back("UPDATE history_entry SET note = '' WHERE id = %s", told[1].pk)
    with pytest.raises(CommandError, match=f"Entry {told[1].pk}, .* altered"):
        call_command("check_history")


def test_the_command_says_how_far_it_is_whole(told: list[Entry], claire: User) -> None:
    FollowUp.objects.get().change("noted", by=claire, note="All is ready.")
    out = StringIO()
    call_command("check_history", stdout=out)
    number = Entry.objects.count() - 1
    assert out.getvalue().splitlines() == [
        f"{number} entries are as they were sealed; 0 were sealed now.",
        "1 younger than 20 minutes are not sealed yet.",
        f"Digest {number}: {check_chain().digest}",
    ]


def test_words_rewritten_by_an_erasing_that_is_told_are_whole(told: list[Entry], coordinator: Person) -> None:
    erase_words(told[1], coordinator)
    assert (found(), seal_all() > 0, found()) == ("", True, "")


def test_words_altered_after_an_erasing_are_named(told: list[Entry], coordinator: Person) -> None:
    erase_words(told[1], coordinator)
    behind_our_back("UPDATE history_entry SET note = 'x' WHERE id = %s", told[1].pk)
    assert found().startswith(f"Entry {told[1].pk},")


def test_words_rewritten_as_if_by_an_erasing_are_named(told: list[Entry]) -> None:
    """Whoever can compute the seal cannot write what vouches for it into an entry that is sealed."""
    Entry.objects.filter(pk=told[1].pk).update(note="Gilles wrote.")
    note_erased(seal_anew([told[1].pk]), told_by=told[2])
    assert found().startswith(f"Entry {told[1].pk}, place {place_of(told[1])} of the chain: altered: no erasing")


def erase_words(entry: Entry, person: Person) -> None:
    Entry.objects.filter(pk=entry.pk).update(note="Erased person 1 called.")
    seals = seal_anew([entry.pk])
    note_erased(seals, told_by=write_entry(person, "erased", by=None, version=2, changes=told_of(seals)))


def place_of(entry: Entry) -> int:
    return Seal.objects.get(entry_id=entry.pk).position


@pytest.mark.django_db(transaction=True)
def test_of_two_who_seal_at_once_the_chain_does_not_fork(
    make_follow_up: MakeFollowUp, at_once: Callable[[Deeds], list[Any]]
) -> None:
    for number in range(5):
        make_follow_up(f"Prepare part {number}")
    at_once([seal_all, seal_all, lambda: check_chain().fault])
    seals = at_once([lambda: (check_chain().fault, Seal.objects.count() - Entry.objects.count())])
    assert seals == [(None, 0)]

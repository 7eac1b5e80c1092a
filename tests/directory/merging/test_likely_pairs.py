"""Which names may well be one."""

import pytest

from tracker.directory.merging.likely_pairs import Known, like, likely_pairs


def found(*names: str | tuple[str, str]) -> list[str]:
    known = [Known(number, *((each, "") if isinstance(each, str) else each)) for number, each in enumerate(names)]
    return [str(reason) for _one, _other, reason in likely_pairs(known)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Aoife Brennan", "AOIFE BRENNAN", "the same words"),
        ("Aoife Brennan", "Brennan, Aoife", "the same words"),
        ("Aoife Brennan", "Ms. Aoife Brennan", "the same words"),
        ("Siobhán O’Hara", "Siobhan O'Hara", "the same words"),
        ("Acme", "ACME Ltd.", "the same words"),
        ("The European Union", "European Union", "the same words"),
        ("World Customs Organization", "World Customs Organization (WCO)", "the same words"),
        ("EUROPOL", ("European Police Office", "Europol"), "the same short name"),
        ("World Customs Organization", "WCO", "one is the initials of the other"),
        ("A. Brennan", "Aoife Brennan", "one has only the initial"),
        ("Aoife Brennan", "Aoife Brenan", "spelled nearly alike"),
        ("Ministry of Finance", "Ministry of Fianance", "spelled nearly alike"),
        ("Brennan", "Brennaan", "spelled nearly alike"),
        ("EU", ("European Union", "E.U."), "the same short name"),
        (("Drugs and Crime", "UNODC"), "UNDOC", "two letters change places"),
        (("Customs", "WCO"), "World Customs Organization", "one is the initials of the other"),
    ],
)
def test_these_may_be_one(one: str | tuple[str, str], other: str | tuple[str, str], reason: str) -> None:
    assert found(one, other) == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aoife Brennan", "Brian Brennan"),
        ("Enforcement Unit 1", "Enforcement Unit 2"),
        ("World Customs Organization", "West Coast Office"),
        ("Ana", "Ina"),
        ("A. Brennan", "B. Brennan"),
        ("Aoife Brennan", "Anna Brennan"),
        ("", "…"),
        ("Brennan", "Brenan"),
        ("UNDOC", "UNCDO"),
        ("OSCE", "OSEC"),
        ("Anders", "Andrea"),
        ("Aoife Brennan", "AB"),
        ("Anna Maria Costa", "A. Maria"),
        ("Anna Maria Costa", "A. Maria Berg"),
        ("Ana A.", "Ana"),
        ("Enforcement Unit 1", "Enforcement Unit 12"),
        ("Enforcement Unit 1", "Enforcement Unit"),
        ("Enforcement Unit A", "Enforcement Unit B"),
        ("Enforcement Unit A", "Enforcement Unit"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    assert found(one, other) == []


def test_the_surest_come_first_and_each_pair_once() -> None:
    assert found("Aoife Brennan", "Aoife Brenan", "Brennan, Aoife") == [
        "the same words", "spelled nearly alike", "spelled nearly alike",
    ]  # fmt: skip


def test_a_name_of_very_many_is_no_sign() -> None:
    assert found(*["Maria Silva"] * 12) == ["the same words"] * 66
    assert found(*["Maria Silva"] * 13) == []


def test_one_name_is_compared_with_all() -> None:
    names = [Known(1, "Aoife Brennan"), Known(2, "Brennan, Aoife"), Known(3, "Omar Diallo"), Known(4, "A. Brennan")]
    names += [Known(5, "Aoife Brenan"), Known(6, "AOIFE BRENNAN")]
    assert [(other.pk, str(reason)) for other, reason in like(names[0], names)] == [
        (6, "the same words"), (2, "the same words"), (4, "one has only the initial"), (5, "spelled nearly alike"),
    ]  # fmt: skip

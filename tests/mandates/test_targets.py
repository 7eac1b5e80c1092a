"""Mandates and their paragraphs are named in one field."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.offered import offers_in
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.kit.row_by_name_field import NameField
from tracker.mandates.mandate_or_paragraph import Target, Targets, targets_of
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]


@pytest.fixture
def heritage(claire: User) -> Mandate:
    words = {"kind": "resolution", "symbol": "S/RES/2347 (2017)", "title": "Protection of cultural heritage"}
    return Mandate.write(by=claire, paragraphs="5 Encourages\n(a) Reports\n15 Requests", **words)


@pytest.fixture
def field(heritage: Mandate, noor: User) -> NameField:
    return NameField(suggestions="mandates:target_suggestions", rows=Targets.visible_to(noor))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2347", ["S/RES/2347 (2017)", "S/RES/2347 (2017), 5", "S/RES/2347 (2017), (a)", "S/RES/2347 (2017), 15"]),
        ("S/RES/2347 (2017), 5", ["S/RES/2347 (2017), 5", "S/RES/2347 (2017), 15"]),
        ("heritage 15", ["S/RES/2347 (2017), 15"]),
        ("heritage", ["S/RES/2347 (2017)", "S/RES/2347 (2017), 5", "S/RES/2347 (2017), (a)", "S/RES/2347 (2017), 15"]),
        ("piracy", []),
    ],
)
def test_both_are_found_by_the_words_of_the_mandate_and_the_number(
    words: str, found: list[str], heritage: Mandate, noor: User
) -> None:
    assert [str(target) for target in Targets.visible_to(noor).find(words)] == found


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("S/RES/2347 (2017), 5", "S/RES/2347 (2017), 5"),
        ("s/res/2347 (2017), (A)", "S/RES/2347 (2017), (a)"),
        ("S/RES/2347 (2017) · Protection of cultural heritage", "S/RES/2347 (2017)"),
        ("S/RES/2347 (2017)", "S/RES/2347 (2017)"),
        ("s/res/2347", "S/RES/2347 (2017)"),
        ("S/RES", "S/RES/2347 (2017)"),
        ("2347", "S/RES/2347 (2017)"),
    ],
)
def test_a_label_names_just_one(words: str, named: str, field: NameField) -> None:
    assert str(field.clean(words)) == named


def test_a_key_in_an_address_names_the_mandate(heritage: Mandate, field: NameField) -> None:
    field.reads_keys = True
    assert field.clean(str(heritage.pk)) == Target(heritage)
    assert field.prepare_value(str(heritage.pk)) == heritage.label


@pytest.mark.parametrize("words", ["S/RES/2347 (2017), 6", "999999", "9" * 30, "Atlantis", "5", "15", "2017", "347"])
def test_what_names_nothing_is_refused(words: str, field: NameField) -> None:
    with pytest.raises(Exception, match="Nothing is called"):
        field.clean(words)


def test_a_beginning_or_a_number_that_two_have_is_asked_about(claire: User, field: NameField) -> None:
    Mandate.write(by=claire, kind="decision", symbol="S/DEC/2347", title="Another", paragraphs="5 Asks")
    for words, asked in (("S/", "Several begin"), ("2347", "Several are called")):
        with pytest.raises(Exception, match=asked):
            field.clean(words)
    assert str(field.clean("S/DEC")) == "S/DEC/2347"


def test_a_paragraph_of_a_long_title_is_named_by_its_label(claire: User, field: NameField) -> None:
    title = "Resolution " + "on the role of Customs " * 10
    long = Mandate.write(by=claire, kind="resolution", title=title.strip(), paragraphs="3 Asks")
    target = Target.of(long.paragraphs.get())
    assert (len(target.label) < 250, field.clean(target.label)) == (True, target)


def test_history_knows_both_by_their_keys(heritage: Mandate, resolution: Mandate) -> None:
    five = heritage.paragraphs.get(number="5")
    keys = [Target(heritage).pk, Target.of(five).pk]
    assert keys == [heritage.pk, -five.pk]
    assert targets_of([*keys, 999_999, -999_999]) == [Target(heritage), Target(heritage, five)]


def test_a_paragraph_leads_to_its_place_on_the_page(heritage: Mandate) -> None:
    five = heritage.paragraphs.get(number="5")
    assert Target(heritage).get_absolute_url() == f"/mandates/{heritage.pk}/"
    assert Target.of(five).get_absolute_url() == f"/mandates/{heritage.pk}/#paragraph-{five.pk}"


def test_both_are_offered_while_one_types(heritage: Mandate, noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    offered = client.get("/mandates/offers/targets/", {"mandates": "2347 15"}).text
    assert offers_in(offered) == ["S/RES/2347 (2017), 15"]
    assert offers_in(client.get("/mandates/offers/targets/", {"mandates": " "}).text) == [heritage.label]
    paragraphs = client.get("/mandates/offers/paragraphs/", {"paragraph": "2347"}).text
    assert len(offers_in(paragraphs)) == 3


def test_somebody_without_an_account_in_use_is_offered_nothing(heritage: Mandate, noor: User) -> None:
    noor.is_active = False
    assert Targets.visible_to(noor).find("2347") == []


@pytest.mark.parametrize(
    ("days", "soon"), [(None, False), (-1, False), (0, True), (150, True), (190, False), (4000, False)]
)
def test_ending_soon_means_the_same_in_sql_and_in_python(days: int | None, soon: bool, db: None) -> None:
    today = timezone.localdate()
    until = None if days is None else today + timedelta(days=days)
    mandate = Mandate.add(by=None, kind="agreement", title="Arrangement", valid_until=until)
    assert (mandate.ends_soon, Mandate.objects.ending_soon(today).exists()) == (soon, soon)


def test_soon_is_six_months_to_the_day(db: None) -> None:
    for day in (1, 2):
        Mandate.add(by=None, kind="agreement", title=f"Until {day}", valid_until=date(2018, 12, day))
    assert [str(each) for each in Mandate.objects.ending_soon(date(2018, 6, 1))] == ["Until 1"]


def test_an_organisation_counts_with_its_parts(eu: Organisation, europol: Organisation) -> None:
    mechanism = Mandate.add(by=None, kind="agreement", title="Mechanism", parties=[eu, europol])
    assert [list(Mandate.objects.of(each)) for each in (eu, europol)] == [[mechanism], [mechanism]]
    of_part = Mandate.add(by=None, kind="decision", title="Decision", body=europol)
    assert [of_part in Mandate.objects.of(each) for each in (eu, europol)] == [True, True]


@pytest.mark.parametrize(("days", "runs"), [(None, True), (-1, False), (0, True), (1, True)])
def test_in_force_means_the_same_in_sql_and_in_python(days: int | None, runs: bool, today: date, db: None) -> None:
    until = None if days is None else today + timedelta(days=days)
    mandate = Mandate.add(by=None, kind="agreement", title="Arrangement", valid_until=until)
    found = Mandate.objects.in_force(today).exists(), Mandate.objects.no_longer_in_force(today).exists()
    assert (mandate.is_in_force(today), *found) == (runs, runs, not runs)


def test_agreements_that_ended_stand_with_the_other_mandates(today: date, db: None) -> None:
    for kind in ("agreement", "decision"):
        for days in (-1, 0):
            until = today + timedelta(days=days)
            Mandate.add(by=None, kind=kind, title=f"{kind} {days}", valid_until=until)
    others = Mandate.objects.other_than_agreements_in_force(today).order_by("title")
    assert [str(each) for each in others] == ["agreement -1", "decision -1", "decision 0"]
    assert [str(each) for each in Mandate.objects.agreements().order_by("title")] == ["agreement -1", "agreement 0"]


def test_mandates_stand_by_their_end_then_in_the_order_they_were_added(db: None) -> None:
    for title, until in {"never": None, "late": date(2020, 1, 1), "b": date(2019, 1, 1), "a": date(2019, 1, 1)}.items():
        Mandate.add(by=None, kind="agreement", title=title, valid_until=until)
    assert [str(each) for each in Mandate.objects.by_end()] == ["b", "a", "late", "never"]


def test_a_key_leads_to_the_mandate_without_its_paragraphs(heritage: Mandate, noor: User) -> None:
    assert [str(each) for each in Targets.visible_to(noor).filter(pk=heritage.pk).find("2347")] == [str(heritage)]

"""The days when somebody is away, said again: what stays of the days before, what is refused, and who clashes."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from tracker.accounts.models import User
from tracker.directory.absences.away import (
    absence_ahead,
    absence_on,
    accounts_away,
    be_away,
    be_back,
    clashes,
    say_all_away,
    say_away,
)  # fmt: skip
from tracker.directory.absences.forms import AbsenceForm
from tracker.directory.absences.models import Absence
from tracker.directory.absences.values import Away
from tracker.directory.absences.working_days import country_of, nth_worked
from tracker.directory.models import Appointment, Organisation, Person

TODAY = date(2027, 3, 10)
Days = list[tuple[int, int]]


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ([], (0, 3), [(0, 3)]),
        ([(-9, -5)], (0, 3), [(-9, -5), (0, 3)]),
        ([(-9, -1)], (0, 3), [(-9, -1), (0, 3)]),
        ([(-4, 2)], (0, 3), [(-4, -1), (0, 3)]),
        ([(-4, 0)], (0, 3), [(-4, -1), (0, 3)]),
        ([(0, 2)], (0, 3), [(0, 3)]),
        ([(0, 3)], (0, 3), [(0, 3)]),
        ([(1, 5)], (0, 3), [(0, 3)]),
        ([(0, 2)], (5, 7), [(5, 7)]),
        ([(-4, 2)], (5, 7), [(-4, -1), (5, 7)]),
        ([(-4, 2)], (-2, 7), [(-4, -3), (-2, 7)]),
        ([(-4, 2)], (-4, 7), [(-4, 7)]),
        ([(-4, 2)], (-5, 7), [(-5, 7)]),
        ([(-9, -5), (-1, 4)], (2, 3), [(-9, -5), (-1, -1), (2, 3)]),
        ([], None, []),
        ([(-9, -5), (-4, 2)], None, [(-9, -5), (-4, -1)]),
        ([(0, 2)], None, []),
        ([(3, 5)], None, []),
        ([(-9, -1)], None, [(-9, -1)]),
    ],
)
def test_what_was_is_kept_and_what_is_ahead_is_said_anew(
    before: Days, said: tuple[int, int] | None, after: Days, noor: User
) -> None:
    for first, last in before:
        Absence.objects.create(person=noor.person, since=day(first), until=day(last))
    if said:
        be_away(noor.person, by=noor, today=TODAY, days=(day(said[0]), day(said[1])), deputy=None)
    else:
        be_back(noor.person, by=noor, today=TODAY)
    rows = [((row.since - TODAY).days, (row.until - TODAY).days) for row in noor.person.absences.order_by("since")]
    assert rows == after
    assert noor.person.history.filter(verb="edited").count() == (before != after)


def test_one_is_away_from_the_first_day_to_the_last(noor: User, claire: User, coordinator: Person) -> None:
    for person, deputy in ((noor.person, claire.person), (coordinator, None)):
        Absence.objects.create(person=person, since=day(1), until=day(3), deputy=deputy)
    days = [day(number) for number in range(5)]
    assert [absence_on(noor.person, each) is not None for each in days] == [False, True, True, True, False]
    assert [absence_ahead(noor.person, each) is not None for each in days] == [True, True, True, True, False]
    assert [accounts_away(each) for each in days] == [set(), {noor.pk}, {noor.pk}, {noor.pk}, set()]
    assert (absence_on(None, day(1)), absence_ahead(None, day(1))) == (None, None)
    told = {
        noor.person.pk: "away until 13 March 2027; deputy: Claire Dubois",
        coordinator.pk: "away until 13 March 2027",
    }
    people = [noor.person, coordinator, claire.person]
    assert [say_all_away(people, each) for each in (day(0), day(1), day(3), day(4))] == [{}, told, told, {}]
    assert [len(Absence.objects.for_whom(claire, each)) for each in days] == [0, 1, 1, 1, 0]
    assert len(Absence.objects.for_whom(noor, day(2))) == 0
    Person.objects.filter(pk=claire.person.pk).update(classification="restricted")
    assert say_away(Absence.objects.get(person=noor.person)) == "away until 13 March 2027"


AFTER, OVER = "The last day comes after the first one.", "That day is over."
LAST, UNTIL = "Say which day is the last one.", "Say until when the deputy stands in."


@pytest.mark.parametrize(
    ("since", "until", "deputy", "wrong", "away"),
    [
        (None, None, "", {}, None),
        (None, 0, "", {}, (0, 0, "")),
        (None, 5, "", {}, (0, 5, "")),
        (None, 5, "Claire Dubois", {}, (0, 5, "Claire Dubois")),
        (3, 3, "", {}, (3, 3, "")),
        (3, 5, "", {}, (3, 5, "")),
        (-3, 0, "", {}, (-3, 0, "")),
        (3, 2, "", {"away_until": [AFTER]}, None),
        (-1, -2, "", {"away_until": [AFTER]}, None),
        (-5, -1, "", {"away_until": [OVER]}, None),
        (None, -1, "", {"away_until": [OVER]}, None),
        (3, None, "", {"away_until": [LAST]}, None),
        (3, None, "Claire Dubois", {"away_until": [LAST]}, None),
        (None, None, "Claire Dubois", {"away_until": [UNTIL]}, None),
        (None, None, "Noor Haddad", {"deputy": ["Nobody stands in for themselves. Choose somebody else."]}, None),
        (
            3,
            2,
            "Noor Haddad",
            {"away_until": [AFTER], "deputy": ["Nobody stands in for themselves. Choose somebody else."]},
            None,
        ),
    ],
)
def test_days_that_cannot_be_are_refused_once(
    since: int | None, until: int | None, deputy: str, wrong: dict[str, list[str]],
    away: tuple[int, int, str] | None, noor: User, claire: User, today: date,
) -> None:  # fmt: skip
    data = QueryDict(mutable=True)
    for name, number in (("away_since", since), ("away_until", until)):
        data[name] = "" if number is None else (today + timedelta(days=number)).isoformat()
    data["deputy"] = deputy
    form = AbsenceForm(data, person=noor.person, user=claire)
    assert {name: [*said] for name, said in form.errors.items()} == wrong
    if not wrong:
        said = form.away
        assert (said and ((said.since - today).days, (said.until - today).days, str(said.deputy or ""))) == away


def test_what_others_said_since_is_a_clash_unless_it_is_the_same(noor: User, claire: User, amina: User) -> None:
    person = noor.person
    version = person.version

    def found(mine: Away | None, since: int = version) -> list[tuple[str, str, User]]:
        return [(each.mine, each.theirs, each.by) for each in clashes(person, since, mine, TODAY)]

    mine = Away(day(1), day(2))
    assert found(mine) == []
    be_away(person, by=amina, today=TODAY, days=(day(0), day(3)), deputy=claire.person)
    theirs = "2027-03-10 – 2027-03-13 (Claire Dubois)"
    assert [found(mine), found(None), found(Away(day(0), day(3), claire.person))] == [
        [("2027-03-11 – 2027-03-12", theirs, amina)], [("–", theirs, amina)], [],
    ]  # fmt: skip
    person.refresh_from_db()
    assert found(mine, person.version) == []
    be_back(person, by=claire, today=TODAY)
    assert [found(mine), found(None)] == [[("2027-03-11 – 2027-03-12", "–", claire)], []]


def test_one_works_where_the_post_of_that_day_is_and_else_where_the_house_is(
    noor: User, eu: Organisation, wco: Organisation, settings: object
) -> None:
    wco.change("edited", by=None, country="BE")
    part = Organisation.add(by=None, name="Office", parent=eu)
    eu.change("edited", by=None, country="FR")
    person = Person.add(by=None, name="Rosa")
    house = country_of(person, TODAY)
    Appointment.objects.create(person=person, organisation=part, title="Envoy", since=day(0), until=day(2))
    assert [country_of(person, day(number)) for number in (-1, 0, 2, 3)] == [house, "FR", "FR", house]
    assert (country_of(None, TODAY), country_of(noor.person, TODAY)) == (house, "BE")
    assert nth_worked(person, day(0), 1) == day(0)

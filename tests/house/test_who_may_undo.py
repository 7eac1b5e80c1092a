"""Who may undo what: whoever may do it. Every way back, for each role, kind of matter, and what came after the deed:

any two of them meet, and so do the deed, the kind of matter, whose deed it is and what came later.

Whether somebody may is asked of the pages of the deed itself: no rule is written down a second time. What a page offers
is what is accepted when it is pressed.
"""

import re
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

import pytest

from tests import conftest as cast
from tests.house.conftest import taken_back
from tests.house.ways_back import DEEDS, NO_MATTER, Deed, House, Things, now, page_of
from tracker.accounts.classification_field import GENERAL, RESTRICTED
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation, Person
from tracker.history.models import Entry
from tracker.history.undo import undoable

# The attacks that were seen are tried on both: this asks of rights, which no database knows.
pytestmark = pytest.mark.one_database
# Where what was removed is offered to be brought back.
SHOWN = re.compile(r'name="opening_shown" value="([^"]*)"')
LISTS = {"follow_up": "/follow-ups/removed/", "meeting": "/meetings/?removed=1"}
NOTHING, ANOTHER, RESTRICTS, HANDS_ON, DEMOTED = (
    *("nothing", "another column was changed", "it was restricted", "it was handed on"),
    "they became a reader",
)

KINDS = (GENERAL, RESTRICTED)
ALIKE = {GENERAL: {"bao"}, RESTRICTED: {"jonas"}}
# Their pages tell no history: the message after the deed offers to undo it.
UNTOLD = {"meeting", "record", "mandate"}


class Who(NamedTuple):
    """`owns`: the follow-up is theirs."""

    name: str
    owns: bool = False


# From Bao is hidden what is restricted and not his own; the others may read it.
WHO = {
    "a reader who owns it": Who("noor", owns=True),
    "a reader": Who("noor"),
    "an officer who owns it": Who("omar", owns=True),
    "an officer": Who("omar"),
    "an officer elsewhere who owns it": Who("bao", owns=True),
    "an officer elsewhere": Who("bao"),
    "a manager": Who("amina"),
    "an administrator": Who("jonas"),
}
OWNED = {"follow_up", "confirmed", "recommended"}
# What another person changes of a thing later.
OTHERS: dict[str, dict[str, Any]] = {
    "follow_up": {"detail": "More"},
    "confirmed": {"detail": "More"},
    "recommended": {"detail": "More"},
    "activity": {"detail": "More"},
    "pledge": {"made_on": date(2018, 6, 2)},
    "meeting": {"title": "More talks"},
    "record": {"kind": "note"},
    "mandate": {"link": "https://undocs.org"},
    "organisation": {"website": "https://eu.example"},
    "person": {"email": "gilles@eu.example"},
}


class Cell(NamedTuple):
    deed: str
    who: str
    kind: str
    own: bool
    later: str


def cells_of(name: str) -> Iterator[Cell]:
    deed = DEEDS[name]
    for who, kind in ((who, kind) for who in WHO for kind in KINDS):
        if (WHO[who].owns and deed.of not in OWNED) or (kind == RESTRICTED and deed.of in NO_MATTER):
            continue
        # What is general Bao finds as any officer does; who administers may what a manager may, but for mailings.
        if WHO[who].name not in ALIKE[kind] or deed.of in NO_MATTER:
            yield from (Cell(name, who, kind, own, each) for own in (True, False) for each in laters(deed, kind, own))


def laters(deed: Deed, kind: str, own: bool) -> Iterator[str]:
    yield NOTHING
    if deed.of not in NO_MATTER and (kind == GENERAL or deed.leads_on):
        yield RESTRICTS
    if kind == GENERAL and own:
        yield DEMOTED
    if kind == GENERAL and deed.history and not deed.leaves and not own:
        yield ANOTHER
    if kind == GENERAL and deed.of == "follow_up" and not deed.leaves and not (own and deed.history):
        yield HANDS_ON


def meetings(cell: Cell) -> set[Any]:
    """Who meets whom in it: the deed, the person, whose deed it is, the kind of matter, and what came later."""
    case = (cell.kind, cell.own, cell.later)
    return {(cell.deed, *case), (cell.who, *case), (cell.deed, cell.who, cell.own), (cell.deed, cell.who, cell.kind)}


def fewest(cells: list[Cell], met: set[Any]) -> Iterator[Cell]:
    """So many that each of these meets each other one, and no more; `met` are those that did so before."""
    while new := max((meetings(cell) - met for cell in cells), key=len, default=set()):
        cell = next(cell for cell in cells if meetings(cell) - met == new)
        met |= new
        yield cell


class World:
    """What one house says and does, cell by cell."""

    def __init__(self, house: House) -> None:
        self.house, self.mei, self.asked, self.met = house, house.people["mei"], dict[Any, bool](), set[Any]()
        owners = {name: house.people[name].person for name, owns in WHO.values() if owns} | {"": house.twin}
        self.made = {(who, kind): house.things(kind, owner) for who, owner in owners.items() for kind in KINDS}

    def things(self, cell: Cell) -> Things:
        name, owns = WHO[cell.who]
        return self.made[name if owns else "", cell.kind]

    def cells(self, name: str) -> list[Cell]:
        """But for those of what they may not do in the first place; in an order that is another for each deed."""
        cells = [cell for cell in cells_of(name) if not cell.own or self.may(cell, DEEDS[name].form, self.things(cell))]
        return Random(crc32(name.encode())).sample(cells, len(cells))

    def answers(self, cell: Cell) -> dict[str, bool]:
        """What is offered, expected and accepted."""
        deed, things, name = DEEDS[cell.deed], self.things(cell), WHO[cell.who].name
        user, before = self.house.people[name], deed.told(things)
        if cell.later == DEMOTED:
            User.objects.filter(pk=user.pk).update(role=Role.READER)
        might = self.may(cell, deed.form, things, DEMOTED if cell.later == DEMOTED else "")
        User.objects.filter(pk=user.pk).update(role=user.role)
        back = deed.do(things, user if cell.own else self.mei)
        self.come_later(cell, things)
        user = User.objects.get(pk=user.pk)
        expected = self.expected(cell, things, user, might=might) and reads(back, user)
        offered = self.offers(cell, things, user, back)
        # Asked whether what becomes readable may: it may.
        asked = self.client(name).post(back)
        shown = SHOWN.search(asked.text) if asked.status_code == 200 else None
        said = {"opening": "with", "opening_shown": shown[1]} if shown else None
        status = self.client(name).post(back, said).status_code if said else asked.status_code
        accepted = status == 302 and deed.told(things) == before
        return {"offered": expected if offered is None else offered, "expected": expected, "accepted": accepted}

    def come_later(self, cell: Cell, things: Things) -> None:
        of = DEEDS[cell.deed].of
        if cell.later == DEMOTED:
            User.objects.filter(pk=self.house.people[WHO[cell.who].name].pk).update(role=Role.READER)
        elif cell.later == ANOTHER:
            assert now(things[of]).change("edited", by=self.mei, **OTHERS[of])
        elif cell.later == RESTRICTS:
            now(things["meeting"]).change("edited", by=self.mei, classification=RESTRICTED, readers=[])
        elif cell.later == HANDS_ON:
            assert now(things["follow_up"]).give_to(things["next"], by=self.mei)

    def expected(self, cell: Cell, things: Things, user: User, *, might: bool) -> bool:
        """Theirs to take back is what they might do again where it stood; of others' deeds what they may do now."""
        deed = DEEDS[cell.deed]
        if deed.history and not deed.leaves and cell.later in (ANOTHER, HANDS_ON):
            return False
        sees = all(seen(things[each], user) for each in (deed.of, *deed.brings))
        if cell.own and cell.deed == "hands over":
            # What they gave out of their own sight, too.
            return might and (sees or cell.later in (NOTHING, DEMOTED))
        if cell.own and deed.history:
            return sees and might
        state = (cell.later, cell.deed if deed.leads_on else "")
        return sees and (might if deed.leaves else self.may(cell, deed.again or deed.form, things, *state))

    def offers(self, cell: Cell, things: Things, user: User, back: str) -> bool | None:
        """Whether the thing's page, or the list of what was removed, offers it; None where just a message does."""
        deed, client = DEEDS[cell.deed], self.client(user.email.partition("@")[0])
        thing = things[deed.of]
        if cell.deed == "hands over":
            return back in client.get(back.removesuffix("undo/")).text if cell.later == NOTHING else None
        if deed.leaves:
            place = LISTS.get(deed.of) if back.endswith("restore/") else None
            return place and back in client.get(place).text
        if not deed.history:
            return None
        if cell.own and cell.later == NOTHING and deed.of not in UNTOLD:
            return back in client.get(thing.get_absolute_url()).text
        entry = undoable(now(thing), user) if seen(thing, user) else None
        return entry is not None and back.endswith(f"/undo/{entry.pk}/")

    def may(self, cell: Cell, form: str, things: Things, *state: str) -> bool:
        """Whether the page of the deed is there for them; where a click does it, whether that is accepted."""
        key = (cell.who, cell.kind, form, *filter(None, state))
        if key not in self.asked:
            path, client = form.format(**paths(things)), self.client(WHO[cell.who].name)
            with taken_back():
                answer = client.get(path)
                answer = client.post(path) if answer.status_code == 405 else answer
            self.asked[key] = answer.status_code in (200, 302)
        return self.asked[key]

    def client(self, name: str) -> Any:
        return self.house.visitors[name].comes_in()


def paths(things: Things) -> dict[str, str]:
    found = {name: page_of(thing) for name, thing in things.items() if hasattr(thing, "get_absolute_url")}
    keys = {f"{name}_key": str(thing.pk) for name, thing in things.items()}
    return found | keys | {"giver": page_of(now(things["follow_up"]).owner or things["taker"])}


def reads(back: str, user: User) -> bool:
    """False of a change that was withheld when it opened the thing: whoever may not know of it takes nothing back."""
    key = re.search(r"/undo/(\d+)/$", back)
    return not key or Entry.objects.readable_by(user).filter(pk=key[1]).exists()


def seen(thing: Any, user: User) -> bool:
    rows = type(thing).objects
    if rows.visible_to(user).filter(pk=thing.pk).exists():
        return True
    return hasattr(rows, "removed_for") and rows.removed_for(user).filter(pk=thing.pk).exists()


@pytest.fixture(scope="module")
def world(noor: User, amina: User, jonas: User, wco: Organisation, eu: Organisation, coordinator: Person) -> World:
    omar, bao = (cast.account(wco, name, Role.OFFICER) for name in ("Omar Diallo", "Bao Nguyen"))
    mei = cast.account(wco, "Mei Tanaka", Role.MANAGER, sees_restricted=True)
    people = {"noor": noor, "omar": omar, "bao": bao, "amina": amina, "jonas": jonas, "mei": mei}
    return World(House(people, coordinator, eu))


@pytest.mark.parametrize("name", DEEDS)
def test_whoever_may_do_it_may_take_it_back_and_nobody_else(name: str, world: World) -> None:
    wrong, cells = {}, [*fewest(world.cells(name), world.met)]
    for cell in cells:
        with taken_back():
            answers = world.answers(cell)
        if len({*answers.values()}) > 1:
            wrong[cell[1:]] = answers
    assert wrong == {}
    assert len(cells) > 5

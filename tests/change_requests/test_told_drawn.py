"""What is told of requests for a change, to whom, and what each may do: in `drawn/requests.txt`."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests.house.drawings import assert_drawn
from tests.house.fields import fields_of
from tests.house.pages import controls_of, marked_lines_of
from tests.house.second import told_by
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.change_requests.states import State
from tracker.change_requests.told import requests_about
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.wording.words_of_entry import FieldChange
from tracker.kit.dates.as_said import DateAsSaid

pytestmark = pytest.mark.one_database
SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
NOW = datetime(2018, 9, 12, 9, tzinfo=UTC)
LATER = date(2018, 12, 1)
WHY = "The archive moves house."


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return


@pytest.fixture
def cast(
    claire: User, omar: User, amina: User, noor: User, eu: Organisation, make_reader: Callable[..., User]
) -> dict[str, User]:
    """The recorder, another officer, a manager, the owner, and a reader to whom it was promised."""
    return {"claire": claire, "omar": omar, "amina": amina, "noor": noor, "rosa": make_reader(eu)}


def said_of(change: FieldChange) -> str:
    return f"{change.label} {change.before} → {change.after}"


def told(follow_up: FollowUp, user: User) -> list[str]:
    found = requests_about(FollowUp.objects.get(pk=follow_up.pk), user)
    shown = found.open
    said = (
        [f"open: {shown.request.said} by {shown.asker} to {shown.whom} {shown.may_answer} {shown.may_withdraw}"]
        if shown
        else []
    )
    lines = [
        f"{entry.author} {deed}: {'; '.join(map(said_of, changes))} {entry.note}" for entry, deed, changes in found.told
    ]
    return [*said, f"may ask: {found.may_ask}", *lines]


def test_what_became_of_each_is_told(
    make_follow_up: Make, cast: dict[str, User], eu: Organisation, coordinator: Person
) -> None:
    claire, amina, noor = (cast[name] for name in ("claire", "amina", "noor"))
    autumn = DateAsSaid(date(2018, 10, 1), date(2018, 12, 31), "this winter")

    def asked(
        title: str, *, by: User | None = noor, due_on: date | DateAsSaid | None = LATER, **who: Person
    ) -> ChangeRequest:
        row = make_follow_up(title, owner=noor.person, partner=eu, due_on=date(2018, 9, 20))
        return ChangeRequest.ask(row, by=by, reason=WHY, due_on=due_on, **who)

    rows = {name: asked(name, **how) for name, how in {
        "open": {"asked_by": noor.person}, "in words": {"due_on": autumn, "by": claire}, "to drop it": {"due_on": None},
        "by a link": {"by": None, "asked_by": coordinator}, "granted": {}, "dropped": {"due_on": None}, "refused": {},
        "withdrawn": {}, "dated": {}, "done": {}, "undone": {}, "asked again": {}, "refusal taken back": {},
    }.items()}  # fmt: skip
    for name in ("granted", "dropped", "undone"):
        rows[name].grant(by=amina, answered_by=coordinator, answer="Gladly.")
    rows["refused"].refuse(by=amina, answered_by=amina.person, answer="The Council meets before.")
    for name in ("withdrawn", "asked again"):
        rows[name].withdraw(by=noor)
    ChangeRequest.ask(rows["asked again"].follow_up, by=claire, reason="Again.", asked_by=noor.person)
    FollowUp.objects.get(title="dated").set_due(LATER + timedelta(days=1), by=claire)
    FollowUp.objects.get(title="done").move_to("done", by=claire)
    entry = rows["undone"].history.first()
    ChangeRequest.objects.get(pk=rows["undone"].pk).put_back(entry, {}, by=amina)
    found = {f"{name} to {who}": told(row.follow_up, user) for name, row in rows.items()
             for who, user in cast.items() if name == "open" or who == "claire"}  # fmt: skip
    with translation.override("fr"):
        found |= {f"{name} (fr)": told(row.follow_up, claire) for name, row in rows.items()}
    states = {name: ChangeRequest.objects.get(pk=row.pk) for name, row in rows.items()}
    found["states"] = [
        f"{name}: {State(row.state).label} · {row.said} · {row.answered_by} · {row.answer}"
        for name, row in states.items()
    ]
    assert_drawn("requests", found)


def test_its_forms_ask_of_each_what_is_theirs_to_say(
    make_follow_up: Make, cast: dict[str, User], eu: Organisation, sign_in: SignIn
) -> None:
    row = make_follow_up("Share it", owner=cast["noor"].person, partner=eu, due_on=date(2018, 9, 20))
    clients = {who: sign_in(user) for who, user in cast.items()}
    new = f"/follow-ups/{row.pk}/requests/new/"
    pages = {f"ask {who}": clients[who].get(new) for who in ("noor", "claire")}
    asked = ChangeRequest.ask(row, by=cast["omar"], asked_by=cast["omar"].person, due_on=LATER, reason=WHY)
    deeds = {name: f"/follow-ups/requests/{asked.pk}/{name}/" for name in ("grant", "refuse", "withdraw")}
    pages |= {
        f"{name} {who}": clients[who].get(deeds[name])
        for name in ("grant", "refuse")
        for who in ("claire", "omar", "amina", "rosa")
    }
    drawn = {name: [*fields_of(page), *marked_lines_of(page), *controls_of(page)] for name, page in pages.items()}
    second, other = (client.post(deeds["refuse"], {}) for client in (clients["claire"], clients["omar"]))
    drawn |= {"refused without a word": told_by(second), "nor a name": told_by(other)}
    drawn["granted by whoever asked"] = told_by(clients["amina"].post(deeds["grant"], {"answered_by": "Omar Diallo"}))
    again = {"kind": "drop", "reason": "Too dear.", "due_on": ""}
    drawn["asked a second time"] = told_by(clients["claire"].post(new, again))
    drawn["opened a second time"] = told_by(clients["claire"].get(new))
    drawn["withdrawn by a reader"] = told_by(clients["rosa"].post(deeds["withdraw"]))
    drawn["refused by a reader"] = told_by(clients["rosa"].post(deeds["refuse"], {"answer": "No."}))
    drawn |= {f"{name} once it is answered": told_by(clients["amina"].post(place)) for name, place in deeds.items()}
    drawn["asked anew"] = told_by(clients["claire"].post(new, again | {"asked_by": "Zebedee"}))
    drawn["asked by somebody new"] = told_by(
        clients["claire"].post(new, again | {"asked_by": ["Zebedee", "Add “Zebedee” to the directory"]})
    )
    key = {str(each): name for name, each in (("FOLLOW_UP", row.pk), ("REQUEST", asked.pk))}
    for number, name in key.items():
        drawn = {page: [line.replace(number, name) for line in lines] for page, lines in drawn.items()}
    assert_drawn("requests_asked", drawn)

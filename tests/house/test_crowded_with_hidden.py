"""However many are restricted, more than anything looks at, strangers find, count and are offered what they would."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.house.addresses import PAGES
from tests.house.crowd import crowd
from tests.house.worlds import Browser, Keys, Page, Worlds, differences, general, walk
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Need
from tracker.pledges.models import Pledge
from tracker.records.models import Record

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("one_moment")]
SignIn = Callable[[User], Client]
TYPED = ["visit", "workshop", "european", "rosa", "claire", "euro", "letter", "2347", "EUR"]
ASKED = [
    *(f"/find/?q={words}" for words in TYPED),
    *(f"/{offers}/?name={words}" for words in TYPED for offers in (
        "meetings/offers", "partners/offers/organisations", "partners/offers/units", "partners/offers/people",
        "mandates/offers", "mandates/offers/targets")),
    *(f"/{noun}/?q={words}" for words in ("visit", "letter", "euro", "rosa") for noun in (
        "follow-ups", "meetings", "mandates/activities", "partners", "partners/people", "pledges")),
    *(f"/partners/people/?{asked}" for asked in (
        "sort=-unit", "sort=-post", "sort=-telephone", "sort=-email", "who=nowhere", "who=left", "unit={eu}", "post=aa",
    )),
    *(f"/follow-ups/?{asked}" for asked in (
        "layout=board", "layout=calendar", "group=owner", "group=meeting", "status=done", "late=on", "week=on",
        "sort=-updated", "q=visit&sort=title", "needs=on", "quiet=1")),
    *(f"/calendar/?whose={whose}&view={view}" for whose in ("mine", "all") for view in ("month", "agenda")),
    "/calendar/feed/{feed}.ics?whose=all", "/follow-ups/export/csv/", "/meetings/export/xlsx/", "/meetings/?year=2018",
    "/partners/{eu}/", "/partners/{eu}/timeline/", "/partners/{wco}/", "/pledges/?ageing=on", "/pledges/?stage=firm",
    "/pledges/unlock/?amount=20000", "/mandates/{mandate}/report/?from=2000-01-01&until=2100-01-01",
    "/meetings/{general_meeting}/", "/partners/people/{general_person}/", "/partners/{organisation}/",
    "/follow-ups/{needy}/needs/{need}/allocate/", "/mandates/{mandate}/",
    "/read-date/?due_on=at+the+next+visit&said=1&on=2018-05-01", "/read-date/?due_on=in+three+weeks",
    "/read-date/?due_on=at+the+next+meeting&said=1&on=2018-05-01&of={general_meeting}",
]  # fmt: skip
OF_MANAGERS = [
    *("/partners/duplicates/", "/partners/people/{general_person}/", "/partners/people/{general_person}/merge/"),
    *("/partners/{eu}/", "/partners/{eu}/merge/", "/partners/people/left/"),
    *(f"/reports/?period=2000 to 2100&by={by}" for by in ("unit", "partner", "mandate", "owner")),
    "/partners/people/{general_person}/hand-over/",
]
ON_ADMIN_SITE = [
    *(f"/admin/{model}/?q={words}" for words in ("visit", "rosa") for model in (
        "meetings/meeting", "follow_ups/followup", "follow_ups/activity", "directory/person", "records/record",
        "directory/organisation", "history/entry", "pledges/pledge")),
    "/admin/autocomplete/?app_label=directory&model_name=organisation&field_name=parent&term=euro",
    "/admin/",
]  # fmt: skip


@pytest.fixture
def crowded(things: Keys, europol: Organisation, wco: Organisation, omar: User, claire: User, today: date) -> Worlds:
    keys = things | {f"general_{name}": key for name, key in things.items()}
    keys |= {"eu": things["partner"], "wco": wco.pk}
    return Worlds(lambda: crowd(keys, claire, today))


def log_one_of_each(keys: Keys, by: User, today: date) -> None:
    """After all that is restricted, one of each that all may see."""
    eu, owner = Organisation.objects.get(pk=keys["eu"]), Person.objects.get(pk=keys["general_person"])
    first, _other = (Person.add(by=by, name=name) for name in ("Rosa Kerchova", "Rosa Kerchov"))
    for name in ("European Enforcement", "European Enforcements"):
        Organisation.add(by=by, name=name, parent=eu)
    visit = Meeting.log(by=by, title="Visit to the workshop", held_on=date(2030, 5, 25))
    Record.write(by=by, text="A letter on the visit.", meeting=visit)
    letter = FollowUp.log(by=by, title="Letter on the visit", meeting=visit, owner=owner, partner=eu, due_on=today)
    Need.estimate(letter, by=by, kind="money", currency="EUR", quantity=Decimal(500))
    Pledge.make(by=by, donor=eu, kind="money", currency="EUR", quantity=Decimal(700), what="Letter")
    held = {"starts_on": date(2018, 5, 1), "ends_on": date(2018, 5, 1), "partner": eu}
    Activity.log(by=by, title="Workshop of the visit", mandates=[Mandate.objects.get(pk=keys["mandate"])], **held)
    keys["first_rosa"] = first.pk


def named(client: Client, keys: Keys) -> dict[str, Page]:
    """What is meant by names that begin as very many hidden ones do."""
    browser, asked = Browser(client), ("/follow-ups/new/", {"title": "Guess"})
    for typed in (
        {"owner": "Rosa"}, {"owner": "Gilles"}, {"partner": "European"}, {"partner": "European Enforcement"},
        {"meeting": "Visit"}, {"meeting": "Visit to"}, {"unit": "Enforcement"}, {"due_on": "at the next visit"},
    ):  # fmt: skip
        browser.post(asked[0], **asked[1], **typed)
    browser.post("/partners/people/new/", name="Rosa Conti")
    browser.send("/follow-ups/changes/new/", query="", whole="on")
    return {f"names {number}": page for number, page in enumerate(browser.pages)}


def test_a_crowd_of_hidden_ones_stands_in_the_way_of_nothing(
    crowded: Worlds, omar: User, amina: User, jonas: User, claire: User, today: date, sign_in: SignIn
) -> None:
    clients = {user.name: sign_in(user) for user in (omar, amina, jonas)}
    rows = [row.path for row in PAGES.values() if row.get["claire"] == 200]
    asked: dict[str, list[str]] = {
        omar.name: [*rows, *ASKED], amina.name: [*OF_MANAGERS, "/partners/people/{first_rosa}/"],
        jonas.name: ON_ADMIN_SITE,
    }  # fmt: skip

    def look(keys: Keys) -> dict[Any, Page]:
        log_one_of_each(keys, claire, today)
        found: dict[Any, Page] = {}
        for name, client in clients.items():
            # That each of the hidden is not there itself, is asked where there is one.
            every = dict.fromkeys(path.format(**keys | general(keys)) for path in asked[name])
            found |= {(name, path): page for path, page in walk(client, every).items()}
        return found | named(clients[omar.name], keys)

    there, without = crowded.both(look)
    assert {path: differences(there[path], page) for path, page in without.items() if there[path] != page} == {}
    assert there.keys() == without.keys()

"""Partners and mandates that the words of a suggestion name: of the house first, new ones only once somebody ticks."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.reading.read import read as read_text
from tracker.records.models import Record
from tracker.suggestions.named import NamedThere, named_there
from tracker.suggestions.proposals import Proposals

Read = Callable[[Record, User], Proposals]
SignIn = Callable[[User], Client]
TEXT = """Action: Anna to send the list of ports to the World Bank under Security Council Resolution 2347 (2017).

Action: Anna to ask the Harbour Authority for the annex of the Data Sharing Protocol.
"""


@pytest.fixture
def bank() -> Organisation:
    return Organisation.add(by=None, name="World Bank")


@pytest.fixture
def resolution() -> Mandate:
    return Mandate.write(by=None, kind="resolution", symbol="S/RES/2347 (2017)", title="Protection of heritage")


@pytest.fixture
def record(visit: Meeting, claire: User, bank: Organisation, resolution: Mandate) -> Record:
    return Record.write(by=claire, meeting=visit, text=TEXT, language="en")


def edit_page(proposals: Proposals, number: int) -> str:
    return f"/suggestions/edit/?{proposals.every[number].words.query}"


def test_what_is_accepted_is_for_the_partner_and_under_the_mandate_that_its_words_name(
    record: Record, claire: User, bank: Organisation, resolution: Mandate, sign_in: SignIn, read: Read
) -> None:
    proposals = read(record, claire)
    answer = sign_in(claire).get(f"/records/{record.pk}/read/")
    assert "implements S/RES/2347 (2017)" in answer.text
    sign_in(claire).post(f"/suggestions/accept/?{proposals.every[0].words.query}")
    follow_up = FollowUp.objects.get()
    assert (follow_up.partner, list(follow_up.mandates.all())) == (bank, [resolution])


def test_the_meetings_own_partner_stays_where_nobody_else_is_named(
    record: Record, claire: User, eu: Organisation, read: Read
) -> None:
    second = read(record, claire).every[1]
    assert (second.values["partner"], second.values["mandates"]) == (eu, [])
    assert (second.new_partners, second.new_mandates) == (["Harbour Authority"], {"Data Sharing Protocol": "agreement"})


@pytest.mark.parametrize(
    ("ticked", "made"),
    [
        ([], ("EU", [], 0)),
        (["partner:Harbour Authority", "mandate:Data Sharing Protocol"], ("Harbour Authority", ["agreement"], 1)),
    ],
)
def test_new_names_are_added_only_once_they_are_ticked(
    record: Record, claire: User, sign_in: SignIn, read: Read, ticked: list[str], made: Any
) -> None:
    client, address = sign_in(claire), edit_page(read(record, claire), 1)
    typed = as_sent(client.get(address)) | {"new_names": ticked}
    for _press in range(2):
        client.post(address, typed)
    follow_up = FollowUp.objects.get()
    kinds = [each.kind for each in follow_up.mandates.all()]
    assert (str(follow_up.partner), kinds, Mandate.objects.filter(kind="agreement").count()) == made


def test_a_restricted_record_adds_no_mandate_which_everybody_would_see(
    record: Record, claire: User, read: Read
) -> None:
    record.change("edited", by=claire, classification="restricted")
    assert read(record, claire).every[1].new_mandates == {}


# What each of the words name: partners and mandates of the house, then names that it does not know.
WORDS = {
    "Send it to the World Bank.": (["World Bank"], [], [], {}),
    "Send it to the world bank.": ([], [], [], {}),
    "Ask the EU and the World Bank.": (["EU", "World Bank"], [], [], {}),
    "Ask the World Bank and the EU, and the World Bank again.": (["World Bank", "EU"], [], [], {}),
    "The WCO writes to the European Union.": (["EU"], [], [], {}),
    "The Secret Bureau pays.": (["Secret Bureau"], [], [], {}),
    "Apply Security Council Resolution 2347 (2017).": ([], ["S/RES/2347 (2017)"], [], {}),
    "Apply S/RES/2347 (2017).": ([], ["S/RES/2347 (2017)"], [], {}),
    "They act under Security Council Resolution 2462 (2019).": (
        [], [], [], {"Security Council Resolution 2462": "resolution"},
    ),
    "Report to the Harbour Authority under the Data Sharing Protocol.": (
        [], [], ["Harbour Authority"], {"Data Sharing Protocol": "agreement"},
    ),
    "Nothing is named here.": ([], [], [], {}),
}  # fmt: skip


def test_each_of_the_words_names_what_stands_in_it_in_its_order(
    claire: User, mei: User, eu: Organisation, wco: Organisation, bank: Organisation, resolution: Mandate
) -> None:
    Organisation.add(by=None, name="Secret Bureau", classification="restricted")
    for symbol in ("S/RES/2462 (2019)", "A/RES/2462"):
        Mandate.write(by=None, kind="resolution", symbol=symbol, title=f"Of {symbol}")
    reading = read_text("\n\n".join(WORDS), "en", date(2018, 5, 24))

    def told(user: User) -> dict[str, Any]:
        found = named_there([*WORDS], reading, user)
        return {
            words: ([*map(str, each.partners)], [*map(str, each.mandates)], each.new_partners, each.new_mandates)
            for words, each in zip(WORDS, found, strict=True)
        }

    assert told(mei) == WORDS
    assert told(claire) == WORDS | {"The Secret Bureau pays.": ([], [], ["Secret Bureau"], {})}
    assert named_there([], reading, claire) == []


def test_the_partner_of_a_meeting_is_meant_where_it_is_named_or_nobody_else_is(
    eu: Organisation, bank: Organisation
) -> None:
    named: dict[str, list[Organisation]] = {"nobody": [], "it": [eu], "another": [bank], "both": [bank, eu]}
    found = {said: [NamedThere(partners).partner(usual) for usual in (eu, None)] for said, partners in named.items()}
    assert found == {"nobody": [eu, None], "it": [eu, eu], "another": [bank, bank], "both": [eu, bank]}

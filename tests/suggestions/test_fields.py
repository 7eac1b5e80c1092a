"""What a suggestion becomes before anybody typed: title, owner, due date, side."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.kit.dates.as_said import DateAsSaid
from tracker.meetings.models import Meeting
from tracker.reading.scoring import TOLD
from tracker.records.models import Record
from tracker.suggestions.owners import owners_of
from tracker.suggestions.proposals import Proposals
from tracker.suggestions.reasons import REASONS
from tracker.suggestions.titles import title_of

Read = Callable[[Record, User], Proposals]


@pytest.mark.parametrize(
    ("words", "owner", "title"),
    [
        ("Action: Anna to send the list.", "Anna", "Send the list"),
        ("**ACTION** - The team will meet\nits members.", "team", "Meet its members"),
        ("The Secretariat agreed to publish it.", "Secretariat", "Publish it"),
        ("À faire : Anna doit envoyer la liste.", "Anna", "Envoyer la liste"),
        ("Send the [list](https://suivi.example/a) to all.", "", "Send the list to all"),
        ("Knowing the need, the EU invited the WCO to speak at the workshop.", "WCO", "Speak at the workshop"),
        ("Le Comité a prié le Secrétariat d’établir une liste des ports.", "", "Établir une liste des ports"),
        ("It was resolved to send letters to the tenants.", "", "Send letters to the tenants"),
        ("Il a été décidé d’envoyer la liste.", "", "Envoyer la liste"),
        ("Anna today spoke.", "Anna", "Anna today spoke"),
        ("Action:", "", "Action:"),
    ],
)
def test_a_title_begins_with_what_is_to_be_done(words: str, owner: str, title: str) -> None:
    assert title_of(words, owner) == title


def test_fields_are_those_of_the_words(minutes: Record, claire: User, eu: Organisation, read: Read) -> None:
    first, second, third = read(minutes, claire).every
    assert [each.title for each in (first, second)] == [
        "Send the list of ports to all members by 15 June 2018",
        "Organise a training for customs officers in September 2018",
    ]
    assert (first.person, first.due, first.values["partner"]) == (claire.person, date(2018, 6, 15), eu)
    assert (second.person, second.owner.words, second.owner.is_new) == (None, "Secretariat", True)
    assert second.due == DateAsSaid(date(2018, 9, 1), date(2018, 9, 30))
    assert (third.values["strength"], third.values["conditional"], third.is_sure) == ("exploratory", True, False)


def test_an_invitation_is_due_by_its_day(visit: Meeting, claire: User, read: Read) -> None:
    text = "The EU Coordinator invited the WCO to speak at the workshop the week after his visit."
    record = Record.write(by=claire, meeting=visit, text=text, language="en")
    (invitation,) = read(record, claire).every
    assert invitation.due == DateAsSaid(date(2018, 5, 28), date(2018, 6, 3), "the week after his visit")


def test_an_organisation_of_ours_is_the_unit_and_another_the_partner(
    wco: Organisation, eu: Organisation, claire: User
) -> None:
    wco.short_name, eu.short_name = "WCO", "EU"
    Organisation.objects.bulk_update([wco, eu], ["short_name"])
    found = owners_of(["The WCO", "the EU", "The Bank", "les deux parties"], claire)
    sides: list[Any] = [(each.unit, each.partner, each.owed_by) for each in found.values()]
    assert sides == [(wco, None, "us"), (None, eu, "partner"), (None, None, None), (None, None, None)]
    assert [each.words for each in found.values()] == ["WCO", "EU", "Bank", "deux parties"]


def test_of_several_the_one_named_first_is_the_owner(
    claire: User, omar: User, wco: Organisation, eu: Organisation
) -> None:
    said = [
        "Claire Dubois and Omar Diallo", "Omar Diallo and Claire Dubois", "the EU and Omar Diallo",
        "the WCO and the EU", "the EU and the WCO",
    ]  # fmt: skip
    found = [(each.person, each.organisation) for each in owners_of(said, claire).values()]
    assert found == [(claire.person, wco), (omar.person, wco), (omar.person, wco), (None, wco), (None, eu)]


@pytest.mark.one_database
def test_every_cue_that_is_told_has_words() -> None:
    assert REASONS.keys() == {*TOLD}

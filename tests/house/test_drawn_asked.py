"""What pages say of what people ask of one another: requests, mentions, confirmations, deputies, public lists.

As `test_drawn_at_work`, on the same Monday; what is read stands in `drawn/asked.txt`, page by page.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import account
from tests.downloaded_files import table_of, words_of
from tests.house.drawings import assert_drawn
from tests.house.test_drawn_at_work import read, signed_in, told_by
from tests.house.test_drawn_crowded import Crowd, clock, day, mei, omar, people  # noqa: F401
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import Role, User
from tracker.background.models import Bounce
from tracker.change_requests.models import ChangeRequest
from tracker.commitments.models import PublicAddress
from tracker.directory.absences.away import be_away
from tracker.directory.models import Appointment, Organisation, Person
from tracker.files.attach import attach
from tracker.follow_ups.choices import Acceptance, Progress
from tracker.follow_ups.field_register import LISTED
from tracker.follow_ups.models import ClosingRule, SavedView
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.needs.models import Need
from tracker.notes.models import Watch
from tracker.notes.write_note import mend_note, write_note

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def full(
    clock: list[datetime],  # noqa: F811
    people: dict[str, User],  # noqa: F811
    wco: Organisation,
    eu: Organisation,
    unit: Organisation,
    coordinator: Person,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, int]]:
    """Rosa reads along, and holds a post of the partner."""
    crowd = Crowd(people, eu, unit)
    people["rosa"] = account(wco, "Rosa Conti", Role.READER)
    Appointment.objects.create(
        person=people["rosa"].person, organisation=eu, title="Adviser", since=date(2018, 3, 1), until=day(200)
    )
    crowd.keep(eu=eu, unit=unit, coordinator=coordinator)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR", tmp_path_factory.mktemp("var"))
        clock[0] = datetime.combine(day(-3), time(14, 30), UTC)
        for fill in (fill_requests, fill_notes, fill_ends, fill_answers, fill_quiet):
            fill(crowd, people)
        fill_away(crowd, people, clock)
        clock[0] = datetime.combine(day(0), time(9), UTC)
        fill_public(crowd, clock)
        # What was the default before the clock stood still.
        ChangeRequest.objects.update(asked_at=datetime.combine(day(-3), time(14, 30), UTC))
        PublicAddress.objects.update(made_at=clock[0])
        yield crowd.keys
    cache.clear()


def fill_requests(crowd: Crowd, people: dict[str, User]) -> None:  # noqa: F811
    """Open ones, more than a desk shows, one of what is restricted; and a follow-up with all that became of them."""
    noor, amina, claire = (people[name] for name in ("noor", "amina", "claire"))
    told = crowd.log("Share the list", owner=noor.person, partner=crowd.eu, due_on=day(4))
    later: dict[str, Any] = {"due_on": day(40), "reason": "The archive moves house.\nIt takes a while."}
    ChangeRequest.ask(told, by=noor, asked_by=noor.person, **later).refuse(
        by=amina, answered_by=amina.person, answer="No."
    )
    ChangeRequest.ask(told, by=noor, asked_by=noor.person, **later).withdraw(by=noor)
    ChangeRequest.ask(told, by=noor, reason="Nobody needs it.").grant(
        by=claire, answered_by=people["rosa"].person, answer="Right."
    )
    asked = crowd.log("Send the form", owner=noor.person, partner=crowd.eu, due_on=day(3))
    ChangeRequest.ask(asked, by=noor, asked_by=noor.person, **later)
    for number in range(8):
        row = crowd.log(f"Ask {number}", owner=noor.person, partner=crowd.eu, due_on=day(2))
        ChangeRequest.ask(row, by=people["omar"], asked_by=people["piet"].person, reason="So.", due_on=day(20 + number))
    quiet = crowd.log("Ask in silence", classification=RESTRICTED, owner=noor.person)
    ChangeRequest.ask(quiet, by=noor, asked_by=noor.person, reason="Quietly.")
    crowd.keep(told=told, asked=asked)


def fill_notes(crowd: Crowd, people: dict[str, User]) -> None:  # noqa: F811
    """Mentions on desks, one more than fits; a thread with words that were mended, and who watches."""
    claire, noor, amina = (people[name] for name in ("claire", "noor", "amina"))
    talk = crowd.log("Talk of it", partner=crowd.eu, owner=noor.person)
    first = write_note(talk, "@Noor: shall we cal them?", by=claire, mentions=[noor, amina])
    assert first
    mend_note(first, talk, "@Noor: shall we call them?", by=claire, mentions=[noor, amina])
    write_note(talk, "Yes.", by=noor, answers=first)
    write_note(talk, "On Monday.", by=claire, answers=first, mentions=[noor])
    write_note(talk, "They wait for the form.", by=claire, progress=Progress.AT_RISK)
    write_note(talk, "Written long ago.", by=claire, on=day(-60))
    write_note(talk, "Nothing yet.", by=None, by_name="Gilles de Kerchove")
    for number in range(6):
        write_note(crowd.log(f"Mention {number}"), f"@Amina {number}", by=claire, mentions=[amina])
    for user in (people["omar"], people["mei"], people["piet"]):
        Watch.begin(talk, user)
    crowd.keep(talk=talk)


def fill_ends(crowd: Crowd, people: dict[str, User]) -> None:  # noqa: F811
    """Reported done and confirmed, by whom and with what to show for it."""
    claire = people["claire"]
    for kind, more in (("training", {"needs_evidence": True}), ("document", {})):
        ClosingRule.add(by=people["jonas"], kind=kind, **more)
    reported, bare, done = (
        crowd.log(title, kind=kind, partner=crowd.eu, owner=owner)
        for title, kind, owner in (
            ("Train them", "training", people["noor"].person), ("Write to them", "document", claire.person),
            ("Trained them", "training", claire.person),
        )
    )  # fmt: skip
    attach(reported, SimpleUploadedFile("list.txt", b"Those who came."), by=claire)
    reported.move_to("done", by=claire)
    bare.move_to("done", by=claire)
    done.move_to("done", by=claire, reason="Twelve officers came.")
    done.confirm(by=people["amina"], confirmed_by=people["rosa"].person, note="We were there.")
    open_one = crowd.log("Train more", kind="training", partner=crowd.eu)
    crowd.keep(reported=reported, bare=bare, confirmed=done, open=open_one)


def fill_answers(crowd: Crowd, people: dict[str, User]) -> None:  # noqa: F811
    answered, waits = (
        crowd.log(title, kind="recommendation", partner=crowd.eu, due_on=day(9)) for title in ("Cut it", "Halve it")
    )
    answered.answer_recommendation(Acceptance.ACCEPTED, by=people["claire"])
    answered.answer_recommendation(Acceptance.IN_PART, by=people["amina"], reason="Half of it.")
    crowd.keep(answered=answered, unanswered=waits)


def fill_quiet(crowd: Crowd, people: dict[str, User]) -> None:  # noqa: F811
    """What is restricted among what is not: asked, mentioned, lacking; a view of one's own; mandates near their end."""
    claire, amina = people["claire"], people["amina"]
    hers = crowd.log("Hush", classification=RESTRICTED, owner=amina.person, conditional=True)
    ChangeRequest.ask(hers, by=amina, asked_by=amina.person, reason="Quietly.", due_on=day(30))
    write_note(hers, "@Amina: not a word.", by=claire, mentions=[amina])
    Need.estimate(hers, by=claire, kind="money", quantity=Decimal(50), currency="EUR")
    view = SavedView.save_as("Kept", by=claire, query="kind=training", audience="all")
    ends = {
        f"mandate_{name}": Mandate.add(by=claire, title=name.capitalize(), kind="agreement", valid_until=until)
        for name, until in (("soon", day(100)), ("later", day(900)), ("over", day(-30)), ("open", None))
    }
    User.objects.filter(pk=people["mei"].pk).update(density="roomy")
    crowd.keep(hush=hers, view=view, **ends)


def fill_away(crowd: Crowd, people: dict[str, User], clock: list[datetime]) -> None:  # noqa: F811
    """Away now with a deputy, soon without one, and back; one whose mail comes back, and the head of a unit."""
    claire, omar, amina, noor = (people[name] for name in ("claire", "omar", "amina", "noor"))  # noqa: F811
    today = day(-3)
    be_away(omar.person, by=amina, today=today, days=(day(-2), day(9)), deputy=claire.person)
    be_away(noor.person, by=noor, today=today, days=(day(4), day(5)), deputy=None)
    be_away(people["mei"].person, by=amina, today=day(-30), days=(day(-30), day(-20)), deputy=omar.person)
    crowd.log("Of Omar, late", owner=omar.person, due_on=day(-5), unit=crowd.unit)
    crowd.unit.change("edited", by=amina, head=omar.person)
    Person.objects.get(pk=crowd.keys["coordinator"]).change("edited", by=amina, email="gilles@eu.example")
    Bounce.mark("gilles@eu.example", "550 no such user", "1@eu.example", at=clock[0])
    crowd.keep(omars=omar.person, noors=noor.person, meis=people["mei"].person, rosas=people["rosa"].person)


def fill_public(crowd: Crowd, clock: list[datetime]) -> None:  # noqa: F811
    """Lists that strangers read: opened, in French with names, past its day, revoked."""
    claire = crowd.claire
    secret = Meeting.log(by=claire, title="Quiet talks", held_on=day(-9), classification=RESTRICTED)
    values: dict[str, Any] = {"by": claire, "language": "en", "until": day(90), "query": f"partner={crowd.eu.pk}"}
    asked: dict[str, dict[str, Any]] = {
        "public": {"title": "What we owe the Union"},
        "named": {"title": "Nommées", "language": "fr", "names_people": True},
        "past": {"title": "Over", "until": day(-1)}, "revoked": {"title": "No more", "query": ""},
    }  # fmt: skip
    made = {name: PublicAddress.publish(about=[crowd.eu], **values | more) for name, more in asked.items()}
    made["public"].count_opening()
    made["revoked"].revoke(by=crowd.amina)
    crowd.keep(closed_meeting=secret, **made)


READ = {
    **{f"desk_{who}": (who, "/") for who in ("claire", "amina", "noor", "rosa", "omar")},
    **{f"told_{who}": (who, "/follow-ups/{told}/") for who in ("claire", "rosa")},
    **{f"asked_{who}": (who, "/follow-ups/{asked}/") for who in ("claire", "noor", "rosa", "omar", "mei")},
    **{f"talk_{who}": (who, "/follow-ups/{talk}/") for who in ("claire", "noor", "mei", "rosa")},
    **{f"reported_{who}": (who, "/follow-ups/{reported}/") for who in ("claire", "noor", "rosa")},
    "confirmed": ("claire", "/follow-ups/{confirmed}/"),
    **{f"confirm_{who}": (who, "/follow-ups/{reported}/confirm/") for who in ("claire", "amina", "rosa")},
    "confirm_own": ("claire", "/follow-ups/{bare}/confirm/"),
    "to_done": ("claire", "/follow-ups/{open}/to/done/"),
    "answered": ("claire", "/follow-ups/{answered}/"),
    "unanswered": ("rosa", "/follow-ups/{unanswered}/"),
    "answer": ("claire", "/follow-ups/{answered}/acceptance/"),
    "glance_asked": ("claire", "/follow-ups/{asked}/glance/"),
    "glance_reported": ("noor", "/follow-ups/{reported}/glance/"),
    "person_away": ("claire", "/partners/people/{omars}/"),
    "person_soon_away": ("noor", "/partners/people/{noors}/"),
    "person_was_away": ("amina", "/partners/people/{meis}/"),
    "person_bounced": ("amina", "/partners/people/{coordinator}/"),
    "away_form": ("amina", "/partners/people/{omars}/away/"),
    "headed": ("claire", "/partners/{unit}/"),
    "commitments": ("claire", "/commitments/?partner={eu}"),
    "commitments_noor": ("noor", "/commitments/?status=active&q=ask"),
    "commitments_none": ("noor", "/commitments/?q=zebra"),
    "addresses": ("amina", "/commitments/public/"),
    "addresses_none": ("omar", "/commitments/public/"),
    **{f"address_{name}": ("claire", f"/commitments/public/{{{name}}}/") for name in (
        "public", "named", "past", "revoked",
    )},
    "publish": ("claire", "/commitments/public/new/?partner={eu}&status=active"),
    "not_public": ("claire", "/commitments/public/new/?meeting={closed_meeting}"),
    **{f"mandate_{name}": ("claire", f"/mandates/{{mandate_{name}}}/") for name in ("soon", "later", "over", "open")},
    "mandates": ("claire", "/mandates/"),
    "agreements": ("claire", "/partners/{eu}/"),
    "hush": ("claire", "/follow-ups/{hush}/"),
    "unlock": ("claire", "/pledges/unlock/?amount=100"),
    "unlock_noor": ("noor", "/pledges/unlock/?amount=100"),
    "roomy": ("mei", "/follow-ups/?kind=training"),
    "views": ("claire", "/follow-ups/views/"),
    "kept": ("claire", "/follow-ups/?kind=training&status="),
    "views_noor": ("noor", "/follow-ups/views/"),
    "kept_for_others": ("noor", "/follow-ups/?kind=training&status="),
    "no_pledge": ("noor", "/pledges/"),
    "no_activity": ("noor", "/mandates/activities/"),
    "no_mandate_fits": ("noor", "/mandates/?q=zebra"),
    "rosa": ("amina", "/partners/people/{rosas}/"),
    "of_one_person": ("claire", "/commitments/public/new/?watched=on"),
}  # fmt: skip
IN_FRENCH = ("desk_amina", "told_claire", "asked_claire", "talk_claire", "reported_claire", "answered", "person_away",
             "commitments", "address_named", "publish")  # fmt: skip


# What it is drawn from is another each time.
SHARED = re.compile(r"/shared/\d+/\w+/")


def told_on(names: Iterable[str], keys: dict[str, int], people: dict[str, User]) -> dict[str, list[str]]:  # noqa: F811
    found = read({name: READ[name] for name in names}, keys, signed_in(people))
    return {name: [SHARED.sub("/shared/TOKEN/", line) for line in lines] for name, lines in found.items()}


def test_what_people_ask_of_one_another_is_said(full: dict[str, int], people: dict[str, User]) -> None:  # noqa: F811
    assert_drawn("asked", told_on(READ, full, people))


def test_it_is_said_in_french(full: dict[str, int], people: dict[str, User]) -> None:  # noqa: F811
    User.objects.update(language="fr")
    for user in people.values():
        user.refresh_from_db()
    assert_drawn("asked_in_french", told_on(IN_FRENCH, full, people))


def test_strangers_read_what_is_public(full: dict[str, int], people: dict[str, User]) -> None:  # noqa: F811
    made = {name: PublicAddress.objects.get(pk=full[name]) for name in ("public", "named", "past", "revoked")}
    answers = {name: (address.public_path, Client().get(address.public_path)) for name, address in made.items()}
    statuses = {name: page.status_code for name, (_place, page) in answers.items()}
    gone = HTTPStatus.NOT_FOUND
    assert statuses == {"public": HTTPStatus.OK, "named": HTTPStatus.OK, "past": gone, "revoked": gone}
    assert_drawn("shared", told_by(answers, signed_in(people)))


FILES = {
    "commitments": "/commitments/export/csv/?partner={eu}",
    "every_column": f"/follow-ups/export/csv/?status=&sort=title&columns={','.join(LISTED)}",
    "by_acceptance": "/follow-ups/export/csv/?status=&group=acceptance&columns=title,progress",
    "by_progress": "/follow-ups/export/csv/?status=&group=progress&columns=title",
}


def test_files_hold_what_is_asked_and_answered(full: dict[str, int], people: dict[str, User]) -> None:  # noqa: F811
    client = signed_in(people)["claire"]
    rows = {name: table_of(client, path.format(**full)) for name, path in FILES.items()}
    said = {name: [" | ".join(row).replace("\n", " / ") for row in found] for name, found in rows.items()}
    word = words_of("docx", client.get(f"/commitments/document/docx/?partner={full['eu']}").content)
    assert_drawn("files_asked", said | {"docx": [line for line in word.splitlines() if line]})

"""What mails say, each of them whole: who gets it, its headers, its text and its HTML, and the calendar that it holds.

As `test_drawn_at_work`; what is read stands in `drawn/mails.txt`, mail by mail, in English and in French.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.background.models import Bounce
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.send_mails import mail_of as calendar_mail
from tracker.calendar_mails.write_mails import cancel, invite, send_update
from tracker.change_requests.models import ChangeRequest
from tracker.circulation.letters import Letters
from tracker.circulation.models import Copy
from tracker.circulation.send_copies import mail_of as copy_mail
from tracker.directory.absences.away import be_away
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.health.letter import mail_of as fault_mail
from tracker.health.models import Fault, FaultMail
from tracker.invitations.models import Invitation
from tracker.meetings.models import Meeting
from tracker.meetings.participant_values import Participant
from tracker.notes.write_note import write_note
from tracker.notifications import arrivals, digests
from tracker.notifications.at_once import write_mails_at_once
from tracker.notifications.escalation.look import look
from tracker.notifications.models import Escalation, Level, Mail, Preferences, Silence
from tracker.notifications.send_mail import letter_of as told_mail
from tracker.owner_mails.models import OwnerMail, OwnerMailing
from tracker.owner_mails.write_mails import letter_of as owner_mail
from tracker.partner_links.models import LinkMail, PartnerLink
from tracker.partner_links.report import begin, report_done
from tracker.partner_links.send_mail import mail_of as link_mail
from tracker.records.models import Record
from tracker.records.stages import Stage

pytestmark = pytest.mark.one_database
# A Monday.
MOMENT = datetime(2018, 9, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)
# Another each time.
SIGNED = re.compile(r"(?<=/)(answer|partner|leave|round)/[\w:%.=-]{20,}|[0-9a-f-]{36}(?=@suivi)")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Its one item is the moment."""
    moment = [MOMENT]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


def drawn(message: Any) -> list[str]:
    """Its headers, its text, what stands beside the text, and what is attached."""
    shown = {"To": message.to, "Reply-To": message.reply_to, "Subject": message.subject, **message.extra_headers}
    lines = [f"{name}: {value}" for name, value in shown.items() if value]
    lines += message.body.splitlines()
    for other in getattr(message, "alternatives", ()):
        content = re.sub(r"(?s)<style>.*?</style>", "", other.content)
        lines += [f"- {other.mimetype}", *content.replace("\r\n ", "").splitlines()]
    lines += [f"- file {name} {kind}" for name, _content, kind in message.attachments]
    return [SIGNED.sub(lambda found: f"{found[1] or 'uid'}/KEY", line.strip()) for line in lines if line.strip()]


@pytest.fixture
def owed(eu: Organisation) -> dict[str, Any]:
    return {"owed_by": "partner", "partner": eu}


def log(title: str, by: User, due: int | None = None, **values: Any) -> FollowUp:
    due_on = None if due is None else MOMENT.date() + due * DAY
    return FollowUp.log(by=by, title=title, due_on=due_on, **values)


@pytest.fixture
def of_claire(
    claire: User, noor: User, omar: User, amina: User, unit: Organisation, eu: Organisation, coordinator: Person,
    visit: Meeting, owed: dict[str, Any], clock: list[datetime],
) -> None:  # fmt: skip
    """For each reason why she is told of something one or several, and some of it restricted."""
    own: dict[str, Any] = {"owner": claire.person, "by": amina}
    clock[0] = MOMENT - 40 * DAY
    log("Send the list", due=-7, meeting=visit, **own)
    log("Hide the list", due=-3, classification=RESTRICTED, **own)
    log("Get the figures", due=-1, **own | owed)
    waits = log("Hear from them", **own)
    waits.move_to("waiting", by=claire, waiting_on=eu, review_on=MOMENT.date())
    log("Keep a file", kind="document", **own)
    for title in ("Of a colleague", "Of a colleague too"):
        log(title, amina, due=-2, owner=omar.person)
    silent = log("Without a word", amina, due=-9, owner=noor.person, unit=unit)
    asked = log("Move the day", claire, due=9, owner=noor.person)
    moved = log("Come to nothing", claire, due=9, owner=noor.person)
    trained = log("Train them", claire, kind="training", owner=noor.person)
    theirs, done = (log(title, claire, **owed) for title in ("Lend us a room", "Lend us two"))
    took_place = log("Speak in Nice", kind="invitation", owner=claire.person, by=amina, partner=eu)
    Invitation.enter(
        took_place, by=amina, title="Conference", starts=MOMENT - 4 * DAY, ends=MOMENT - 3 * DAY, zone="UTC"
    )
    took_place.invitation.answer_with("accepted", by=amina)
    bounced = log("Write to us", claire, due=30, owner=coordinator)
    clock[0] = MOMENT - timedelta(hours=3)
    be_away(
        omar.person, by=omar, today=MOMENT.date(), days=(MOMENT.date(), MOMENT.date() + 4 * DAY), deputy=claire.person
    )
    silence = Silence.objects.create(follow_up=silent, since=MOMENT.date() - 6 * DAY, word_at=silent.updated_at)
    Escalation.objects.create(silence=silence, user=claire, level=Level.HEAD, at=MOMENT)
    ChangeRequest.ask(asked, by=noor, asked_by=noor.person, due_on=MOMENT.date() + 20 * DAY, reason="No time.")
    ChangeRequest.ask(moved, by=noor, asked_by=noor.person, reason="Nobody wants it.")
    ClosingRule.add(by=amina, kind="training")
    trained.move_to("done", by=noor, reason="List of those trained")
    Person.objects.filter(pk=coordinator.pk).update(email="gilles@eu.example")
    Bounce.mark("gilles@eu.example", "No such mailbox", "<told.before@localhost>")
    values = {"organisation": eu, "person": coordinator, "language": "en", "until": date(2019, 1, 1)}
    link = PartnerLink.make(by=claire, **values)[0]
    begin(link, theirs, key=uuid4())
    report_done(link, done, key=uuid4())
    log("Do it soon", due=1, **own)
    log("Do it later", due=60, **own)
    log("Do it some day", **own)
    for title, classification in (("Next talks", "general"), ("Quiet talks", RESTRICTED)):
        ahead = Meeting.log(
            by=amina, title=title, held_on=MOMENT.date() + 3 * DAY, kind="call", classification=classification,
            participants=[Participant(claire.person)],
        )  # fmt: skip
        carry_over(ahead, [log(f"Speak of it at {title.lower()}", due=20, **own)], by=amina)
    write_note(bounced, "@Claire Dubois, can you call them?", by=amina, mentions=[claire])
    clock[0] = MOMENT


def told(user: User, kind: str) -> Any:
    """The mail of this person, anew: each link in it is made when it leaves."""
    mail = Mail.objects.select_related("user__person", "user__mail_preferences").get(user=user, kind=kind)
    return told_mail(mail, Preferences.of_house(), MOMENT)


@pytest.mark.usefixtures("of_claire")
def test_the_daily_mail_and_the_mail_at_once(claire: User, omar: User, amina: User) -> None:
    look(MOMENT)
    arrivals.write_arrivals(MOMENT)
    write_mails_at_once(MOMENT)
    pages = {f"at_once_{name}": drawn(told(user, "at_once")) for name, user in (("claire", claire),)}
    digests.write(digests.due(MOMENT), MOMENT)
    pages |= {f"daily_{user.name.split()[0].lower()}": drawn(told(user, "digest")) for user in (claire, amina)}
    User.objects.filter(pk=claire.pk).update(language="fr")
    pages |= {f"{kind}_french": drawn(told(claire, kind)) for kind in ("at_once", "digest")}
    assert_drawn("mails_told", pages)


def test_mails_to_those_who_have_no_account(
    claire: User, jonas: User, coordinator: Person, eu: Organisation, visit: Meeting, settings: Any
) -> None:
    pages = {}
    OwnerMailing.say(is_on=True, by=jonas)
    Person.objects.filter(pk=coordinator.pk).update(email="gilles@eu.example")
    coordinator.refresh_from_db()
    for title, due in (("Late by one", -1), ("Late by many", -9), ("Due on the day", 0), ("Due soon", 3), ("New", 4)):
        log(title, claire, due=due, owner=coordinator, meeting=visit if due in (-1, 3) else None)
    log("Without a day", claire, owner=coordinator)
    log("Hidden", claire, due=-1, owner=coordinator, classification=RESTRICTED)
    for language in ("en", "fr"):
        settings.LANGUAGE_CODE = language
        mail = OwnerMail.objects.create(person=coordinator, day=MOMENT.date(), once=language)
        pages[f"owner_{language}"] = drawn(owner_mail(mail, MOMENT.date()))
        values = {"organisation": eu, "person": coordinator, "language": language, "until": date(2019, 1, 1)}
        link, token = PartnerLink.make(by=claire, **values)
        row = LinkMail.objects.create(link=link, address=coordinator.email)
        pages[f"link_{language}"] = drawn(link_mail(token, row))
    assert_drawn("mails_outside", pages)


@pytest.fixture
def french(noor: User) -> User:
    User.objects.filter(pk=noor.pk).update(language="fr")
    return noor


def test_copies_of_a_record(
    communique: Record, coordinator: Person, french: User, claire: User, eu: Organisation
) -> None:
    """Whoever has an account reads in their own language what they see there; others in that of the house."""
    meeting, pages = communique.meeting, {}
    log("Send the list", claire, due=3, meeting=meeting, partner=eu, owner=claire.person)
    log("Hide the list", claire, meeting=meeting, classification=RESTRICTED)

    def copies(message: str, *people: Person) -> Iterator[tuple[str, Any]]:
        for person in people:
            copy = Copy.objects.create(
                record=communique, round=communique.round, number=communique.number, person=person,
                address=person.email or "gilles@eu.example", by=claire, message=message, at=MOMENT,
            )  # fmt: skip
            yield person.name, copy_mail(Copy.objects.with_names().select_related("by").get(pk=copy.pk), Letters())

    communique.circulate(date(2018, 9, 10), by=claire)
    pages |= {
        f"round {name}": drawn(mail) for name, mail in copies("Please look\nat page two.", coordinator, french.person)
    }
    communique.go_to(Stage.AGREED, by=claire)
    pages |= {f"agreed {name}": drawn(mail) for name, mail in copies("", french.person)}
    assert_drawn("mails_copies", pages)


def test_meetings_for_calendars(french: User, coordinator: Person, claire: User, wco: Organisation) -> None:
    """Invited, told of a change, called off; by the hour, of a day, of several days, and what is restricted."""
    pages, by = {}, claire
    Person.objects.filter(pk=coordinator.pk).update(email="gilles@eu.example")
    there = [Participant(each) for each in (french.person, coordinator)]
    keys = {french.person.pk, coordinator.pk}

    def draw(name: str, rows: list[CalendarMail]) -> None:
        found = CalendarMail.objects.with_names().filter(pk__in=[row.pk for row in rows]).order_by("pk")
        found.update(made_at=MOMENT)
        pages.update({f"{name} {row.person}": drawn(calendar_mail(row)) for row in found})
        found.update(status="sent", at=MOMENT)

    hours: dict[str, Any] = {"starts_at": time(10), "zone": "Europe/Brussels", "place": "Room 4"}
    meeting = Meeting.log(by=by, title="Round on heritage", held_on=date(2018, 10, 3), participants=there, **hours)
    draw("invited", invite(meeting, keys, by=by, minutes=90))
    meeting.change("edited", by=by, place="Room 5", starts_at=time(11))
    draw("changed", send_update(meeting, by=by))
    meeting.remove(by=by)
    draw("called off", cancel(Meeting._base_manager.get(pk=meeting.pk), by=by))
    for name, values in {
        "day": {}, "days": {"ends_on": date(2018, 10, 5)}, "universal": {"starts_at": time(10), "zone": "UTC"},
        "restricted": {**hours, "classification": RESTRICTED},
    }.items():  # fmt: skip
        of_kind = Meeting.log(
            by=by, title=f"Meeting of a {name}", held_on=date(2018, 10, 3), participants=there, **values
        )
        draw(name, invite(of_kind, keys, by=by, minutes=None))
    assert_drawn("mails_calendars", pages)


def test_mails_to_administrators(jonas: User) -> None:
    pages, place = {}, "tracker/reports/cuts.py, rows_of, line 41"
    faults = {
        "error": Fault.note("ValueError", place, address="/reports/", request="5f0c2a9d01b7e3c4"),
        "given up": Fault.note_given_up("tracker.notifications.tasks.send", 3, MOMENT),
        "given up unknown": Fault.note_given_up("tracker.elsewhere.send", 1, MOMENT),
    }
    for language in ("", "fr"):
        User.objects.filter(pk=jonas.pk).update(language=language)
        for name, fault in faults.items():
            row = FaultMail.objects.create(fault=fault, user=User.objects.get(pk=jonas.pk))
            pages[f"{name} {language}".strip()] = drawn(fault_mail(row))
            row.delete()
    assert_drawn("mails_faults", pages)

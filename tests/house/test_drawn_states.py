"""What pages of mails, of links and of what came in say in their other states: what is read, over, late, lost or ended.

As `test_drawn_at_work`; what is read stands in `drawn/states_*.txt`, page by page.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import COMMUNIQUE
from tests.house.drawings import assert_drawn
from tests.house.test_drawn_at_work import told
from tests.incoming_mail.mails import mail_of
from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.calendar_mails.models import CalendarMail
from tracker.calendar_mails.write_mails import invite
from tracker.change_requests.models import ChangeRequest
from tracker.circulation.models import Copy, Correction
from tracker.circulation.recipients import recipients_of
from tracker.circulation.send_copies import write_copies
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.incoming_mail.models import Draft, IncomingMail
from tracker.incoming_mail.take_mail import take_mail
from tracker.mail_answers.links import link_for
from tracker.mail_answers.models import AnswerLink
from tracker.meetings.models import Meeting, Participation
from tracker.meetings.participant_values import Participant
from tracker.notes.write_note import write_note
from tracker.notifications import arrivals, digests, preview
from tracker.notifications.escalation.look import look
from tracker.notifications.letter.leave_links import AT_ONCE, DAILY, token_of
from tracker.notifications.models import Mail, MailKind, Notification
from tracker.owner_mails.leave_links import token_of as owners_token
from tracker.owner_mails.models import OwnerLine, OwnerMail, OwnerMailing
from tracker.partner_links.models import LinkMail, PartnerLink
from tracker.partner_links.report import begin, open_list, report_done, write
from tracker.records.models import Passage, Record
from tracker.records.stages import Stage

pytestmark = pytest.mark.one_database
# A Monday.
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
TODAY, DAY = NOW.date(), timedelta(days=1)
# What a row was given by the clock itself; and what is another at each run.
THEN = re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20(?!18)\d\d(?:, \d\d:\d\d)?")
ANEW = re.compile(r"(?<=/)[\w-]{43}(?=/)|(?:(?<=/)[\w-]{32,43})?:[\w-]{43}")


@pytest.fixture
def going_round(communique: Record, coordinator: Person, noor: User, claire: User) -> Record:
    """To the Coordinator, who has no account, and to Noor, who has one."""
    Person.objects.filter(pk=coordinator.pk).update(email="gilles@eu.example")
    Participation.objects.create(meeting=communique.meeting, person=noor.person)
    record: Record = Record.objects.get(pk=communique.pk)
    record.circulate(TODAY + 7 * DAY, by=claire)
    write_copies(record, [each for each in recipients_of(record) if not each.why_not], by=claire, message="")
    return record


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Its one item is the moment."""
    moment = [NOW]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


class Pages:
    """By name what each said."""

    def __init__(self, noor: User, sign_in: Callable[[User], Client]) -> None:
        self.sign_in, self.found = sign_in, dict[str, tuple[str, Any]]()
        self.beside = "/keys/", sign_in(noor).get("/keys/")

    def get(self, name: str, place: str, user: User | None = None) -> None:
        self.found[name] = place, (self.sign_in(user) if user else Client()).get(place)

    def post(self, name: str, place: str, user: User | None = None, **typed: Any) -> None:
        self.found[name] = place, (self.sign_in(user) if user else Client()).post(place, typed)

    def assert_drawn(self, name: str) -> None:
        read = {page: told(*answer, self.beside) for page, answer in self.found.items()}
        assert_drawn(
            name, {page: [ANEW.sub("KEY", THEN.sub("then", line)) for line in said] for page, said in read.items()}
        )


@pytest.fixture
def pages(noor: User, sign_in: Callable[[User], Client], clock: list[datetime]) -> Pages:
    return Pages(noor, sign_in)


def log(title: str, by: User, due: int | None = None, **values: Any) -> FollowUp:
    return FollowUp.log(by=by, title=title, due_on=None if due is None else TODAY + due * DAY, **values)


def test_what_pages_of_mails_say(
    pages: Pages, noor: User, claire: User, mei: User, jonas: User, omar: User, unit: Organisation,
    clock: list[datetime], going_round: Record, coordinator: Person, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    Organisation.objects.filter(pk=unit.pk).update(head=claire.person)
    clock[0] = NOW - 20 * DAY
    late = log("Send the list", claire, -9, owner=noor.person, unit=unit)
    log("Hide it", mei, -2, owner=noor.person, classification="restricted")
    clock[0] = NOW - 2 * DAY
    log("Train them", claire, 30, owner=noor.person)
    write_note(late, "@Noor Haddad, look", by=claire, mentions=[noor])
    FollowUp.objects.filter(pk=late.pk).update(updated_at=NOW - 20 * DAY)
    clock[0] = NOW
    look(NOW)
    arrivals.write_arrivals(NOW)
    digests.write([noor.pk], NOW)
    Notification.objects.filter(reason="new").update(seen_at=NOW)
    pages.get("news", "/news/", noor)
    for what in ("late", DAILY, AT_ONCE):
        token = token_of(noor, what)
        pages.get(f"leave_{what}", f"/mails/leave/{token}/")
        pages.post(f"left_{what}", f"/mails/leave/{token}/")
    pages.get("leave_nowhere", "/mails/leave/x/")
    copy = Copy.objects.earliest("pk")
    Copy.objects.filter(pk=copy.pk).update(status="unsure", at=NOW)
    for number, (status, said) in enumerate((("sent", ""), ("unsure", ""), ("waiting", "Try later"), ("begun", ""))):
        mail = Mail.objects.create(user=claire, kind=MailKind.AT_ONCE, day=TODAY, status=status, said=said, at=NOW)
        Notification.objects.create(user=claire, reason="mention", cause=number + 1, follow_up=late, mail=mail)
    Bounce.mark("gilles@eu.example", "No such user", "", at=NOW - DAY)
    Person.add(by=None, name="Rosa Conti", email="Gilles@eu.example")
    monkeypatch.setattr(preview, "MOST_PEOPLE", 2)
    pages.get("today", "/mails/today/", jonas)
    pages.get("today_after", f"/mails/today/?after={max(noor.pk, claire.pk, mei.pk, jonas.pk, omar.pk)}", jonas)
    pages.get("owners_never", "/mails/owners/", jonas)
    OwnerMailing.say(is_on=True, by=jonas)
    OwnerMailing.say(is_on=False, by=jonas)
    for number, (day, status) in enumerate(((0, "sent"), (-1, "not_sent"), (0, "waiting"), (0, "unsure"))):
        told_of = OwnerMail.objects.create(
            person=coordinator, day=TODAY + day * DAY, once=f"{number}", status=status, at=NOW
        )
        OwnerLine.objects.create(mail=told_of, follow_up=late, reason="late")
    pages.get("owners_stopped", "/mails/owners/", jonas)
    pages.get("owner_leaves", f"/mails/owners/leave/{owners_token(coordinator)}/")
    pages.assert_drawn("states_mails")


def test_what_pages_behind_links_say(
    pages: Pages, claire: User, noor: User, amina: User, coordinator: Person, eu: Organisation, communique: Record,
    clock: list[datetime],
) -> None:  # fmt: skip
    link, token = PartnerLink.make(
        by=claire, organisation=eu, person=coordinator, language="en", until=date(2018, 12, 31)
    )
    here, owed = f"/partner/{token}/", {"partner": eu, "owed_by": "partner"}
    pages.get("door", here)
    pages.get("no_door", "/partner/x/")
    open_list(link)
    pages.get("nothing_owed", here)
    start = COMMUNIQUE.index("Several areas")
    passage = Passage.of(communique.latest, start, start + 13)
    late = log("Send the report", claire, -9, meeting=communique.meeting, passage=passage, **owed)
    asked, done, began = (log(title, claire, due, **owed) for title, due in (
        ("Lend a room", 9), ("Send the letter", 20), ("Train them", 90),
    ))  # fmt: skip
    ChangeRequest.ask(asked, by=None, asked_by=coordinator, due_on=TODAY + 40 * DAY, reason="No time.")
    report_done(link, done, key=uuid4(), words="Sent on Monday.")
    begin(link, began, key=uuid4())
    write(link, late, key=uuid4(), words="It is with the printer.")
    pages.get("list", here)
    for name, row in (("late", late), ("asked", asked), ("done", done), ("began", began)):
        pages.get(f"item_{name}", f"{here}{row.pk}/")
    for did in ("done", "date", "note"):
        pages.get(f"form_{did}", f"{here}{late.pk}/{did}/")
    pages.post("form_note_refused", f"{here}{late.pk}/note/", key=str(uuid4()))
    LinkMail.objects.create(link=link, address="gilles@eu.example", status="not_sent", said="No such user", at=NOW)
    pages.get("link_unsent", link.get_absolute_url(), claire)
    LinkMail.objects.update(status="sent", said="")
    pages.get("link_sent", link.get_absolute_url(), claire)
    pages.get("partner_with_link", eu.get_absolute_url(), noor)
    link.revoke(by=claire)
    pages.get("link_revoked", link.get_absolute_url(), claire)
    PartnerLink.objects.update(removed_at=None, until=TODAY - DAY)
    pages.get("link_past", link.get_absolute_url(), claire)
    Appointment.objects.filter(person=coordinator).update(until=TODAY - DAY)
    PartnerLink.objects.update(until=TODAY)
    pages.get("link_gone", link.get_absolute_url(), claire)
    Appointment.objects.filter(person=coordinator).update(until=None)
    FollowUp.objects.filter(pk=late.pk).update(owner=coordinator)
    late.refresh_from_db()
    answer = link_for(late, coordinator).removeprefix("http://localhost")
    pages.get("matter_late", answer)
    for deed in ("done", "help", "date", "note"):
        pages.get(f"answer_{deed}", f"{answer}{deed}/")
    pages.post("answer_refused", f"{answer}help/")
    ClosingRule.add(by=amina, kind=late.kind, needs_evidence=True)
    pages.get("answer_with_evidence", f"{answer}done/")
    FollowUp.objects.filter(pk=late.pk).update(status="done", ended_on=TODAY)
    pages.get("matter_ended", answer)
    AnswerLink.objects.update(made_at=NOW - 14 * DAY)
    pages.get("matter_old", answer)
    AnswerLink.objects.update(made_at=NOW, person=claire.person)
    pages.get("matter_of_others", answer)
    pages.assert_drawn("states_links")


def test_what_the_pages_of_a_text_that_goes_round_say(
    pages: Pages, going_round: Record, claire: User, noor: User, omar: User, coordinator: Person, clock: list[datetime]
) -> None:
    copies = list(Copy.objects.order_by("pk"))
    Record.objects.filter(pk=going_round.pk).update(corrections_until=TODAY + 7 * DAY)
    Copy.objects.update(at=NOW - DAY, status="sent")
    page, own = f"/records/{going_round.pk}/round/", copies[0].path

    def propose(old: str, new: str, **how: Any) -> Correction:
        record, start = Record.objects.get(pk=going_round.pk), COMMUNIQUE.index(old)
        return Correction.propose(record, 1, start, start + len(old), new, **how)

    by_link = {"copy": Copy.objects.with_names().get(pk=copies[0].pk)}
    accepted, declined = propose("25 May", "25 May 2018", **by_link), propose("areas", "fields", **by_link)
    propose("25 May", "24 May", by=noor, remark="Was it Thursday?")
    propose("Several", "Some", **by_link)
    accepted.accept(by=claire, reason="So it was")
    declined.decline(by=claire, reason="They were areas.")
    first = going_round.versions.get(number=1)
    Copy.objects.get(pk=copies[1].pk).agree(first)
    pages.get("round_conflict", page, claire)
    pages.get("round_of_reader", page, noor)
    pages.get("link_corrected", own)
    pages.get("link_part", f"{own}?part=1")
    pages.get("link_whole", f"{own}?part=all")
    pages.post("link_unchanged", f"{own}propose/", number=2, start=0, end=3, words="The")
    pages.get("circulate_again", f"{page}send/", claire)
    Record.objects.filter(pk=going_round.pk).update(corrections_until=TODAY - DAY)
    Copy.objects.get(pk=copies[0].pk).agree(Record.objects.get(pk=going_round.pk).latest)
    for copy, status in zip(copies, ("unsure", "not_sent"), strict=True):
        Copy.objects.filter(pk=copy.pk).update(status=status, said="")
    pages.get("round_past", page, claire)
    pages.get("link_past", own)
    Copy.objects.filter(pk=copies[0].pk).update(removed_at=NOW)
    for stage in (Stage.AGREED, Stage.PUBLISHED, Stage.DRAFT):
        Record.objects.filter(pk=going_round.pk).update(stage=stage)
        pages.get(f"round_{stage}", page, claire)
        pages.get(f"send_{stage}", f"{page}send/", claire)
    Copy.objects.update(removed_at=None)
    Record.objects.filter(pk=going_round.pk).update(stage=Stage.AGREED)
    pages.get("link_agreed", own)
    pages.get("version_first", f"/records/{going_round.pk}/1/", claire)
    pages.get("version_second", f"/records/{going_round.pk}/2/", noor)
    marked = Record.objects.get(pk=going_round.pk).mark_information(
        going_round.versions.get(number=2), 0, 20, by=claire
    )
    pages.get("information", f"/records/information/{marked.pk}/", noor)
    pages.assert_drawn("states_texts")


def test_what_pages_of_what_came_in_and_goes_out_say(
    pages: Pages, claire: User, noor: User, jonas: User, coordinator: Person, clock: list[datetime], settings: Any
) -> None:
    settings.MAIL_IN_ADDRESS, settings.MAIL_IN_SERVER = "suivi@house.example", "mx.house.example"
    head = "\n\n-------- Forwarded Message --------\nFrom: G <g@eu.example>\nDate: x\nSubject: y\n\nThey met."
    mail = mail_of(claire, f"See below.{head}", subject="Fwd: Talks", message_id="<1@mail.example>")
    for name, content in (("agreed.pdf", b"%PDF-1.7"), ("virus.exe", b"MZ")):
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    take_mail(mail.as_bytes())
    drafts = {"waiting": Draft.objects.get()}
    ours, hidden = log("Call them", claire), log("Hide it", claire, classification="restricted")
    for number, (name, values) in enumerate((
        ("used", {"follow_up": ours}), ("used and hidden", {"follow_up": hidden}), ("used and gone", {}),
    )):  # fmt: skip
        came = IncomingMail.objects.create(message_id=f"{number}", sender=noor.email, size=1, state="taken")
        drafts[name] = Draft.objects.create(mail=came, user=noor, title=name, words="Words", used_at=NOW, **values)
    pages.get("drafts", "/from-mail/", claire)
    pages.get("drafts_of_reader", "/from-mail/", noor)
    for name, draft in drafts.items():
        pages.get(f"draft_{name.replace(' ', '_')}", f"/from-mail/{draft.pk}/", claire if name == "waiting" else noor)
    take_mail(mail_of("ada@eu.example", subject="From Ada", message_id="<2@mail.example>").as_bytes())
    IncomingMail.objects.filter(sender="ada@eu.example").update(size=500)
    IncomingMail.objects.create(message_id="9", size=1, state="failed", why="broken", said="KeyError")
    pages.get("quarantine", "/from-mail/quarantine/", jonas)
    User.objects.filter(pk=jonas.pk).update(sees_restricted=True)
    pages.get("quarantine_read", "/from-mail/quarantine/", jonas)
    people = {name: Person.add(by=None, name=name, email=f"{name.lower()}@eu.example") for name in ("Ada", "Bo", "Cy")}
    meeting = Meeting.log(
        by=claire, title="Round on heritage", held_on=TODAY + 9 * DAY, starts_at=time(10), place="Room 4", kind="call",
        participants=[Participant(each) for each in (*people.values(), coordinator, Person.add(by=None, name="Di"))],
    )  # fmt: skip
    calendar = f"/meetings/{meeting.pk}/calendar/"
    pages.get("calendar_nobody", calendar, claire)
    invite(meeting, [each.pk for each in people.values()], by=claire, minutes=60, remember=True)
    CalendarMail.objects.filter(person=people["Ada"]).update(status="sent", answer="ACCEPTED", answered_at=NOW)
    CalendarMail.objects.filter(person=people["Bo"]).update(status="not_sent", said="No such user")
    pages.get("calendar_invited", calendar, claire)
    meeting.change(
        "edited", by=claire, place="Room 5", participants=[Participant(each) for each in people.values()][:2]
    )
    pages.get("calendar_outdated", calendar, claire)
    pages.get("meeting_outdated", meeting.get_absolute_url(), claire)
    meeting.call_off(by=claire, why="Nobody is there.")
    pages.get("calendar_called_off", calendar, claire)
    meeting.remove(by=claire)
    pages.get("calendar_removed", calendar, claire)
    pages.assert_drawn("states_came_in")

"""What those outside the house read by their links, and what its people read of mails that come and go.

As `test_drawn_at_work`, on the same Monday; what is read stands in `drawn/outside.txt`, page by page.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.house.drawings import assert_drawn
from tests.house.tags import assert_tags_drawn, tags_on
from tests.house.test_drawn_at_work import signed_in, told
from tests.house.test_drawn_crowded import Crowd, clock, day, mei, omar, people  # noqa: F401 (fixtures)
from tests.house.tree import Tree
from tests.incoming_mail.mails import ADDRESS, SERVER, mail_of, raw
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.background.models import Bounce
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.incoming_mail.models import Draft, IncomingMail
from tracker.incoming_mail.take_mail import take_mail
from tracker.mail_answers.models import AnswerLink, Deed, digest_of
from tracker.meetings.models import Meeting
from tracker.notifications.letter.leave_links import token_of
from tracker.notifications.models import Mail, MailKind, Notification
from tracker.notifications.reasons import Reason
from tracker.owner_mails.leave_links import token_of as owner_token_of
from tracker.owner_mails.models import NoOwnerMail, OwnerLine, OwnerMail, OwnerMailing, OwnerReason
from tracker.partner_links import report
from tracker.partner_links.models import LinkMail, LinkUse, PartnerLink
from tracker.records.models import Passage, Record

pytestmark = pytest.mark.one_database
TEXT = "They spoke of ports.\nThe Union will send a list of ports.\nIt rained on that day."


@pytest.fixture(scope="module")
def full(
    clock: list[datetime],  # noqa: F811
    people: dict[str, User],  # noqa: F811
    eu: Organisation,
    unit: Organisation,
    coordinator: Person,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Any]]:
    crowd = Crowd(people, eu, unit)
    coordinator.change("edited", by=crowd.claire, email="gilles@eu.example")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR", tmp_path_factory.mktemp("var"))
        patch.setattr(settings, "MAIL_IN_ADDRESS", ADDRESS)
        patch.setattr(settings, "MAIL_IN_SERVER", SERVER)
        fill_owed(crowd)
        clock[0] = datetime.combine(day(-1), time(9), UTC)
        fill_links(crowd, coordinator)
        fill_drafts(crowd)
        clock[0] = datetime.combine(day(0), time(9), UTC)
        fill_answers(crowd, coordinator)
        fill_mails(crowd, people, coordinator)
        yield crowd.keys


def fill_owed(crowd: Crowd) -> None:
    """Past its day, soon, later, done lately; in progress, waiting, asked to change, to confirm; few know of one."""
    claire, eu = crowd.claire, crowd.eu
    meeting = Meeting.log(by=claire, title="Talks in Lyon", held_on=day(-40), place="Lyon")
    latest = Record.write(by=claire, meeting=meeting, kind="note", language="en", text=TEXT).latest
    at = TEXT.index("The Union")
    ClosingRule.add(by=claire, kind="document")

    def owe(title: str, due: date | None, **values: Any) -> FollowUp:
        return crowd.log(title, partner=eu, owed_by="partner", due_on=due, **values)

    late = owe("Send the list", day(-3), meeting=meeting, passage=Passage.of(latest, at, at + 36))
    soon = owe("Sign the letter", day(9), kind="document")
    begun = owe("Seal the letter", day(12))
    begun.move_to("in_progress", by=claire)
    waiting = owe("Wait for us", None)
    waiting.move_to("waiting", by=claire, waiting_on=eu, review_on=day(20))
    coordinator = Person.objects.get(email="gilles@eu.example")
    later = owe("Come to us", day(90), owner=coordinator)
    done = owe("Write to us", day(-9), owner=coordinator)
    done.move_to("done", by=claire)
    owe("Hush", day(-2), classification=RESTRICTED)
    ChangeRequest.ask(later, by=claire, reason="We are too few.")
    crowd.keep(late=late, soon=soon, begun=begun, waiting=waiting, later=later, done=done)


def fill_links(crowd: Crowd, coordinator: Person) -> None:
    """One that is used, one of which nothing is owed, and those that lead nowhere; mailed, and not mailed."""
    claire, eu = crowd.claire, crowd.eu
    zero, few = (Organisation.add(by=claire, name=name) for name in ("Bureau Zero", "Frontex"))
    alone, gone, former = (Person.add(by=claire, name=name) for name in ("Zeno Moss", "Ivo Lukic", "Rosa Conti"))
    for person, organisation in ((alone, zero), (gone, eu), (former, eu)):
        Appointment.objects.create(person=person, organisation=organisation, title="Envoy")
    values = {"by": claire, "language": "en", "until": day(80)}
    link, nothing, revoked, left, past = (
        PartnerLink.make(organisation=organisation, person=person, **values)
        for organisation, person in ((eu, coordinator), (zero, alone), (eu, gone), (eu, former), (eu, gone))
    )
    given = link[0]
    rows = {name: FollowUp.objects.get(pk=crowd.keys[name]) for name in ("soon", "late", "begun")}
    report.report_done(given, rows["soon"], key=uuid4(), words="Here it is.\nSigned.")
    report.begin(given, rows["late"], key=uuid4())
    LinkMail.objects.create(link=given, address="gilles@eu.example", status=MailStatus.SENT, at=timezone.now())
    failed = {"status": MailStatus.NOT_SENT, "said": "554 No", "at": timezone.now()}
    LinkMail.objects.create(link=nothing[0], address="zeno@zero.example", **failed)
    revoked[0].revoke(by=crowd.amina)
    Appointment.objects.filter(person=former).update(until=day(-5))
    PartnerLink.objects.update(made_at=timezone.now())
    PartnerLink.objects.filter(pk=past[0].pk).update(until=day(-2))
    LinkUse.objects.create(link=past[0], did="opened", at=timezone.now() - timedelta(days=3))
    crowd.keep(
        link=given, nothing=nothing[0], revoked=revoked[0], left=left[0], past=past[0], eu=eu, zero=zero, few=few
    )
    crowd.keys |= {"door": past[1], "token": link[1], "nothing_token": nothing[1], "left_token": left[1]}  # type: ignore[dict-item]


def fill_drafts(crowd: Crowd) -> None:
    """A draft with files and one left out, one that became something, one thrown away; and mails in quarantine."""
    claire = crowd.claire
    with_file = mail_of(
        claire, "Please keep it.\n\n---------- Forwarded message ---------\nFrom: x@eu.example\n\nHello."
    )
    for name in ("agreed.pdf", "map.pdf"):
        with_file.add_attachment(b"%PDF-1.7 agreed", maintype="application", subtype="pdf", filename=name)
    mails = [take_mail(each) for each in (with_file.as_bytes(), raw(claire, "Used."), raw(claire, "Never mind."))]
    draft, used, thrown = (mail.draft for mail in mails)
    Draft.objects.filter(pk=draft.pk).update(left_out="film.mov (80 MB)\nsong.mp3 (30 MB)")
    Draft.objects.filter(pk=used.pk).update(used_at=timezone.now())
    thrown.remove(by=claire)
    waiting, refused, empty = (
        take_mail(raw(f"{name}@eu.example", subject=f"From {name}")) for name in ("rosa", "bob", "zed")
    )
    refused.remove(by=crowd.amina)
    IncomingMail.objects.filter(pk=empty.pk).update(digest="")
    IncomingMail.objects.update(at=timezone.now(), size=2_400)
    Draft.objects.update(at=timezone.now())
    crowd.keep(draft=draft, used=used, mail_in=waiting)


def fill_answers(crowd: Crowd, coordinator: Person) -> None:
    """Of an owner with an account and of one without; asked, noted, and of a matter that is over."""
    for name in ("link", "nothing"):
        report.open_list(PartnerLink.objects.get(pk=crowd.keys[name]))
    for name, person, token in (
        ("late", crowd.claire.person, "a" * 43), ("later", coordinator, "b" * 43), ("done", coordinator, "c" * 43),
    ):  # fmt: skip
        row = FollowUp.objects.get(pk=crowd.keys[name])
        link, _token = AnswerLink.new(row, person)
        link.digest = digest_of(token)
        link.save()
        AnswerLink.objects.filter(pk=link.pk).update(made_at=timezone.now())
        crowd.keys[f"answer_{name}"] = token  # type: ignore[assignment]
        if name == "later":
            link.answers.create(deed=Deed.NOTE, state="0", at=timezone.now())


def fill_mails(crowd: Crowd, people: dict[str, User], coordinator: Person) -> None:  # noqa: F811
    """Told of each reason, read and unread; sent, failed, and come back; to those outside, on and left."""
    rows = [FollowUp.objects.get(pk=crowd.keys[name]) for name in ("late", "soon", "begun")]
    hidden = FollowUp.objects.get(title="Hush")
    for user, status in ((people["claire"], MailStatus.SENT), (people["omar"], MailStatus.NOT_SENT)):
        mail = Mail.objects.create(
            user=user, kind=MailKind.DIGEST, day=day(0), status=status, attempts=1, at=timezone.now(),
            said="" if status == MailStatus.SENT else "No such mailbox", message_id=f"<told.{user.pk}@localhost>",
        )  # fmt: skip
        for number, reason in enumerate(each for each in Reason if each not in (Reason.CONFIRM, Reason.AWAY)):
            for row in (*rows[: number % 3 + 1], hidden):
                seen = timezone.now() if number % 2 else None
                Notification.objects.create(
                    user=user, reason=reason, follow_up=row, mail=mail, made_at=mail.made_at, seen_at=seen
                )
    for address, said in (("gilles@eu.example", "554 No such mailbox"), ("nobody@eu.example", "550 Gone")):
        Bounce.mark(address, said, "<told.before@localhost>")
    for is_on in (True, False):
        OwnerMailing.say(is_on=is_on, by=people["jonas"])
    for number, status in enumerate((MailStatus.SENT, MailStatus.NOT_SENT)):
        mail = OwnerMail.objects.create(
            person=coordinator, day=day(-number), status=status, attempts=1, at=timezone.now(),
            said="" if status == MailStatus.SENT else "No such mailbox", message_id=f"<owed.{number}@localhost>",
            once=f"{coordinator.pk} {number}",
        )  # fmt: skip
        OwnerLine.objects.create(mail=mail, follow_up=rows[0], reason=OwnerReason.DUE)
    NoOwnerMail.objects.create(person=crowd.omar.person)
    CalendarLink.make(people["noor"])
    CalendarLink.objects.update(made_at=timezone.now(), last_used_at=timezone.now())
    CalendarLink.make(people["omar"])
    CalendarLink.objects.filter(last_used_at=None).update(made_at=timezone.now())
    for name, user, what in (
        ("quiet", people["claire"], Reason.QUIET), ("daily", people["claire"], "daily"),
        ("at_once", people["claire"], "at_once"),
    ):  # fmt: skip
        crowd.keys[f"leave_{name}"] = token_of(user, what)  # type: ignore[assignment]
    crowd.keys |= {"leave_owner": owner_token_of(coordinator), "left_owner": owner_token_of(crowd.omar.person)}  # type: ignore[dict-item]


READ = {
    **{f"link_{name}": ("claire", f"/partners/links/{{{name}}}/") for name in (
        "link", "nothing", "revoked", "left", "past",
    )},
    **{f"partner_{name}": ("claire", f"/partners/{{{name}}}/") for name in ("eu", "zero", "few")},
    "link_new": ("claire", "/partners/{eu}/links/new/"),
    "link_new_for_nobody": ("claire", "/partners/{few}/links/new/"),
    "door": ("", "/partner/{token}/"),
    "door_of_nothing": ("", "/partner/{nothing_token}/"),
    "door_past": ("", "/partner/{door}/"),
    "door_left": ("", "/partner/{left_token}/"),
    **{f"owed_{name}": ("", f"/partner/{{token}}/{{{name}}}/") for name in (
        "late", "soon", "begun", "waiting", "later", "done",
    )},
    **{f"owed_{did}": ("", f"/partner/{{token}}/{{begun}}/{did}/") for did in ("done", "date", "note")},
    "drafts": ("claire", "/from-mail/"),
    "drafts_none": ("noor", "/from-mail/"),
    "draft": ("claire", "/from-mail/{draft}/"),
    "draft_used": ("claire", "/from-mail/{used}/"),
    "draft_follow_up": ("claire", "/from-mail/{draft}/follow-up/"),
    "quarantine": ("jonas", "/from-mail/quarantine/"),
    "desk_with_drafts": ("claire", "/"),
    **{f"answer_{name}": ("", f"/answer/{{answer_{name}}}/") for name in ("late", "later", "done")},
    "news": ("claire", "/news/"),
    "news_none": ("noor", "/news/"),
    "mails_today": ("jonas", "/mails/today/"),
    "mails_owners": ("jonas", "/mails/owners/"),
    **{f"leave_{name}": ("", f"/mails/leave/{{leave_{name}}}/") for name in ("quiet", "daily", "at_once")},
    **{f"{name}_owner": ("", f"/mails/owners/leave/{{{name}_owner}}/") for name in ("leave", "left")},
    "preferences_used_link": ("noor", "/account/preferences/"),
    "preferences_new_link": ("omar", "/account/preferences/"),
    "preferences": ("claire", "/account/preferences/"),
    "mail_preferences": ("claire", "/mails/preferences/"),
}  # fmt: skip
TOKEN = re.compile(r"[\w-]{43}(?::[\w-]{43})?|(?<=/)[\w:-]{60,}(?=/)|[0-9a-f]{8}-[0-9a-f-]{27}")


def test_what_goes_out_and_comes_in_says_what_is_so(
    full: dict[str, Any],
    people: dict[str, User],  # noqa: F811
) -> None:
    clients = signed_in(people)
    beside = "/keys/", clients["noor"].get("/keys/")
    pages = {}
    for name, (who, path) in READ.items():
        client, place = clients[who] if who else Client(), path.format(**full)
        pages[name] = place, client.get(place)
    statuses = {name: page.status_code for name, (_place, page) in pages.items() if page.status_code != HTTPStatus.OK}
    assert statuses == dict.fromkeys(("door_past", "door_left"), HTTPStatus.NOT_FOUND)
    # Once it is shown, and once it is left.
    for name in ("quiet", "daily", "at_once"):
        place = pages[f"leave_{name}"][0]
        pages[f"left_{name}"] = place, Client().post(place)
    tags = {name: tags_on(Tree(TOKEN.sub("TOKEN", page.text))) for name, (_place, page) in pages.items()}
    assert_tags_drawn("tags_outside", tags)
    said = {name: told(place, page, beside) for name, (place, page) in pages.items()}
    said = {name: [TOKEN.sub("TOKEN", line) for line in lines] for name, lines in said.items()}
    assert_drawn("outside", said)

"""No page breaks a rule of accessibility, runs wider than a narrow screen, or breaks the content security policy."""

from collections.abc import Callable
from datetime import date

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.walk import Walk
from tests.conftest import COMMUNIQUE
from tests.reports.test_mailing_views import TYPED
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.background.mail_rows import MailStatus
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.health.models import Fault
from tracker.imports import write_rows
from tracker.imports.prepare_import import preview, upload
from tracker.imports.table_reader import Table
from tracker.imports.tasks import write_import
from tracker.invitations.models import Invitation
from tracker.invitations.models.invitation import Answer
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.notifications.models import Silence
from tracker.pledges.models import Pledge
from tracker.records.models import Record
from tracker.records.save_version import revise
from tracker.reports.models import Delivery, Mailing

pytestmark = pytest.mark.django_db(transaction=True)
Walker = Callable[..., Walk]
# Its words take most room: what is too narrow for words is so for these.
LONGEST = "fr"


def test_the_pages_of_a_secretariat_at_work(demo: None, today: date, walk_of: Walker) -> None:
    amina = User.objects.get(email="amina@suivi.example")
    visit = Meeting.objects.get(title="Visit of the EU Counter-Terrorism Coordinator")
    speech, extension, exchange, _areas = visit.follow_ups.order_by("pk")
    eu = Organisation.objects.get(short_name="EU")
    revised = Record.objects.filter(number__gt=1).first() or visit.records.get()
    walk = walk_of(amina, locale=LONGEST)
    for address in [
        reverse("desk"),
        reverse("follow_ups:list") + f"?partner={eu.pk}&sort=due",
        reverse("follow_ups:list") + "?kind=nonsense",
        reverse("follow_ups:removed"),
        reverse("follow_ups:new"),
        visit.get_absolute_url(),
        revised.meeting.get_absolute_url(),
        extension.get_absolute_url(),
        exchange.get_absolute_url(),
        speech.get_absolute_url(),
        FollowUp.objects.passed(today).earliest("pk").get_absolute_url(),
        Invitation.objects.filter(answer=Answer.NONE).latest("pk").follow_up.get_absolute_url(),
        Silence.objects.filter(ended_at=None).latest("pk").follow_up.get_absolute_url(),
        reverse("directory:person_away", args=[Person.objects.get(name="Noor Haddad").pk]),
        reverse("calendar") + "?whose=all",
        reverse("calendar") + "?whose=all&view=agenda",
        reverse("meetings:list") + f"?year={today.year}",
        reverse("directory:partners"),
        reverse("directory:people") + "?sort=-unit",
        reverse("directory:duplicates"),
        reverse("directory:organisation_merge", args=[eu.pk]),
        reverse("directory:organisation_merge_into", args=[Organisation.objects.earliest("pk").pk, eu.pk]),
        eu.get_absolute_url(),
        reverse("directory:timeline", args=[eu.pk]),
        reverse("directory:timeline", args=[eu.pk]) + "?show=meetings",
        Organisation.objects.ours().earliest("pk").get_absolute_url(),
        Person.objects.get(name="Gilles de Kerchove").get_absolute_url(),
        amina.person.get_absolute_url(),
        reverse("pledges:list"),
        Pledge.objects.get(quantity=90_000).get_absolute_url(),
        reverse("needs:unlock") + "?amount=70000&months=6",
        reverse("reports:report"),
        reverse("reports:report") + "?by=partner&period=nonsense",
        reverse("mandates:list"),
        Mandate.objects.get(title="Work plan on cultural objects").get_absolute_url(),
        reverse("activities:list"),
        reverse("activities:list") + "?q=nothing of the kind",
        Activity.objects.earliest("starts_on").get_absolute_url(),
        reverse("implementation:report", args=[Mandate.objects.get(title="Work plan on cultural objects").pk]),
        reverse("implementation:report", args=[Mandate.objects.get(symbol="S/RES/2347 (2017)").pk])
        + "?from=2017-01-01",
        Organisation.objects.get(name="Japan Customs").get_absolute_url(),
        reverse("find") + "?q=training",
        reverse("records:version", args=[revised.pk, revised.number]),
    ]:
        walk.visit(address, 400 if "nonsense" in address else 200)
    assert walk.found == {}


def test_pages_with_nothing_on_them_yet(claire: User, wco: Organisation, walk_of: Walker) -> None:
    walk = walk_of(claire)
    person, mandate = Person.add(by=claire, name="Bo Ek"), Mandate.add(by=claire, kind="strategy", title="Reach")
    names = [
        "desk",
        "follow_ups:list",
        "follow_ups:removed",
        "meetings:list",
        "mandates:list",
        "find",
        "pledges:list",
        "needs:unlock",
    ]
    addresses = [
        *(reverse(name) for name in names),
        reverse("calendar"),
        FollowUp.log(by=claire, title="Speak", kind="invitation").get_absolute_url(),
        reverse("follow_ups:list") + "?q=nothing",
        reverse("meetings:list") + "?removed=1",
        reverse("directory:partners") + "?q=nobody",
        reverse("find") + "?q=nothing",
        person.get_absolute_url(),
        mandate.get_absolute_url(),
        Meeting.add(by=claire, recorder=claire, title="Call", held_on=date(2026, 1, 5)).get_absolute_url(),
    ]
    for address in addresses:
        walk.visit(address)
    assert walk.found == {}


def test_importing_handing_over_and_mailing_reports(invitation: FollowUp, amina: User, walk_of: Walker) -> None:
    walk = walk_of(amina)
    for address in [
        reverse("imports:imports"),
        reverse("reports:mailed"),
        reverse("reports:mailed_new"),
        reverse("follow_ups:hand_over", args=[invitation.owner.pk if invitation.owner else 0]),
    ]:
        walk.visit(address)
    assert walk.found == {}


def test_an_import_under_way_and_a_mailing_with_its_log(
    amina: User, noor: User, sign_in: Callable[[User], Client], walk_of: Walker
) -> None:
    source = upload("actions.csv", Table([["Title"], ["One"], ["Two"]]), by=amina)
    preview(source)
    write_rows.confirm(source)
    write_import.enqueue(source.pk)
    sign_in(amina).post(reverse("reports:mailed_new"), TYPED)
    mailing, now = Mailing.objects.get(), timezone.now()
    for number, status in enumerate(MailStatus):
        why = "too_late" if status == MailStatus.NOT_SENT else ""
        Delivery.objects.create(mailing=mailing, slot=now, address=f"{number}@eu.example", status=status, why=why)
    walk = walk_of(amina)
    walk.visit(source.get_absolute_url())
    expect(walk.page.get_by_text("0 of 2 rows are written.")).to_be_visible()
    walk.visit(mailing.get_absolute_url())
    expect(walk.page.get_by_text("4@eu.example")).to_be_visible()
    assert walk.found == {}


def test_every_form(
    invitation: FollowUp, resolution: Mandate, coordinator: Person, amina: User, walk_of: Walker
) -> None:
    meeting, record = invitation.meeting, invitation.passage.record
    day = {"starts_on": date(2018, 5, 25), "ends_on": date(2018, 5, 25)}
    training = Activity.log(by=amina, title="Train officers", mandates=[resolution], **day)
    now = timezone.now()
    event = Invitation.enter(invitation, by=amina, title="Workshop", starts=now, ends=now, zone="Europe/Brussels")
    walk = walk_of(amina, locale=LONGEST)
    for address in [
        *(reverse(f"invitations:{deed}", args=[invitation.pk]) for deed in ("event", "speaker", "readout", "step_new")),
        reverse("invitations:step_edit", args=[invitation.pk, event.steps.earliest("pk").pk]),
        reverse("records:log_meeting"),
        reverse("meetings:edit", args=[meeting.pk]),
        reverse("meetings:remove", args=[meeting.pk]),
        reverse("records:add", args=[meeting.pk]),
        reverse("records:edit", args=[record.pk]),
        *(reverse("follow_ups:move", args=[invitation.pk, to]) for to in ("done", "waiting", "dropped")),
        *(reverse(f"follow_ups:{deed}", args=[invitation.pk]) for deed in ("edit", "due", "owner", "remove")),
        reverse("notes:new", args=[invitation.pk]),
        reverse("directory:organisation_new"),
        reverse("directory:organisation_edit", args=[Organisation.objects.get(short_name="EU").pk]),
        reverse("directory:person_new"),
        reverse("directory:person_edit", args=[coordinator.pk]),
        reverse("directory:appointment_new", args=[coordinator.pk]),
        reverse("directory:appointment_edit", args=[Appointment.objects.get(person=coordinator).pk]),
        reverse("pledges:new") + "?kind=staff",
        reverse("needs:new", args=[invitation.pk]),
        reverse("mandates:new"),
        reverse("activities:new") + f"?mandate={resolution.pk}",
        *(reverse(f"activities:{deed}", args=[training.pk]) for deed in ("edit", "remove")),
        reverse("mandates:edit", args=[resolution.pk]),
        reverse("preferences"),
        reverse("keys"),
        reverse("account_change_password"),
        reverse("account_logout"),
    ]:
        walk.visit(address)
    assert walk.found == {}


def test_what_opens_on_a_page(invitation: FollowUp, amina: User, walk_of: Walker) -> None:
    walk = walk_of(amina)
    page, dialog = walk.page, walk.page.locator("#dialog")
    page.goto(invitation.meeting.get_absolute_url())
    page.locator(f"#status-{invitation.pk}").click()
    walk.look("open status")
    page.get_by_role("link", name="Waiting on partner…").click()
    expect(dialog.get_by_label("Until")).to_be_visible()
    walk.look("open dialog")
    dialog.get_by_role("button", name="Waiting on partner").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    walk.look("dialog with errors")
    page.keyboard.press("Escape")
    page.locator("#add").click()
    expect(page.locator("#panel").get_by_label("Title", exact=True)).to_be_visible()
    page.locator("#panel summary").click()
    walk.look("open panel")
    page.locator(f"#due-{invitation.pk}").click()
    expect(dialog.get_by_label("Due date")).to_be_visible()
    walk.look("dialog over the panel")
    page.goto(reverse("follow_ups:list") + "?sort=owner")
    page.locator(".filters > summary").click()
    walk.look("open filters")
    page.keyboard.press("Escape")
    page.get_by_label("More choices").click()
    walk.look("more choices")
    page.get_by_label("More", exact=True).click()
    walk.look("more deeds")
    page.keyboard.press("Escape")
    page.locator(f"#follow-up-{invitation.pk}").get_by_role("checkbox").check()
    walk.look("something ticked")
    page.get_by_role("button", name="Untick all").click()
    page.locator(f"#follow-up-{invitation.pk} details.menu summary").click()
    walk.look("open status in the list")
    page.get_by_role("button", name="In progress").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    walk.look("message")
    page.goto(reverse("keys"))
    page.locator(".topbar details.menu summary").click()
    walk.look("account menu")
    assert walk.found == {}


def test_what_was_typed_wrong_and_what_others_changed(
    invitation: FollowUp, claire: User, amina: User, walk_of: Walker
) -> None:
    walk = walk_of(amina)
    page, record = walk.page, invitation.passage.record
    page.goto(reverse("records:log_meeting"))
    page.get_by_label("Spoke for").first.fill("Nobody")
    page.get_by_role("button", name="Save the meeting").click()
    walk.look("a meeting without title")
    page.goto(reverse("follow_ups:due", args=[invitation.pk]))
    FollowUp.objects.get(pk=invitation.pk).set_due(date(2030, 1, 7), by=claire)
    page.get_by_label("Due date").fill("8 January 2030")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Save mine")).to_be_visible()
    walk.look("two due dates")
    page.goto(reverse("records:edit", args=[record.pk]))
    revise(record, record.version, record.number, by=claire, text=COMMUNIQUE.replace("Several", "Three"))
    page.get_by_label("Text").fill(COMMUNIQUE.replace("Several", "Four"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Save mine")).to_be_visible()
    walk.look("two texts")
    walk.visit(reverse("records:version", args=[record.pk, 2]))
    assert walk.found == {}


def test_what_was_removed(invitation: FollowUp, amina: User, walk_of: Walker) -> None:
    invitation.remove(by=amina)
    Meeting.objects.get().remove(by=amina)
    walk = walk_of(amina)
    walk.visit(reverse("follow_ups:removed"))
    walk.visit(reverse("meetings:list") + "?removed=1")
    assert walk.found == {}


def test_a_reader_and_what_is_not_theirs(invitation: FollowUp, noor: User, walk_of: Walker) -> None:
    walk = walk_of(noor)
    for address in ["/", "/follow-ups/", invitation.get_absolute_url(), invitation.meeting.get_absolute_url()]:
        walk.visit(address)
    walk.visit(reverse("records:log_meeting"), 403)
    walk.visit("/follow-ups/999/", 404)
    assert walk.found == {}


def test_the_entrance(claire: User, walk_of: Walker) -> None:
    walk = walk_of()
    names = ["login", "signup", "reset_password", "reset_password_done", "inactive", "reset_password_from_key_done"]
    for name in names:
        walk.visit(reverse(f"account_{name}"))
    walk.page.goto(reverse("account_login"))
    walk.page.get_by_role("button", name="Sign in").click()
    walk.look("sign-in with errors")
    key = default_token_generator.make_token(claire)
    for link in ("0-nothing", f"{user_pk_to_url_str(claire)}-{key}"):
        walk.visit(f"/account/password/choose/{link}/")
    assert walk.found == {}


def test_the_administration(invitation: FollowUp, jonas: User, walk_of: Walker) -> None:
    walk = walk_of(jonas)
    walk.visit(reverse("invite"))
    Fault.note("ValueError", "tracker/x.py, f, line 3", address="/reports/", request="5f0c2a9d01b7e3c4")
    for address in [
        reverse("health:how"),
        reverse("admin:index"),
        reverse("admin:follow_ups_followup_changelist"),
        reverse("admin:follow_ups_followup_changelist") + "?owner=Nobody&late=on",
        reverse("admin:follow_ups_followup_change", args=[invitation.pk]),
        reverse("admin:accounts_user_changelist"),
        reverse("admin:directory_organisation_change", args=[Organisation.objects.get(short_name="EU").pk]),
    ]:
        walk.visit(address)
    assert walk.found == {}

"""Where each link and button of a page leads, with what it is called, in the order of the page."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from tests.house.drawings import assert_drawn
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.models import User
from tracker.background.models import Work
from tracker.background.periodic_work import forget
from tracker.backups.models import DailyBackups
from tracker.files.attach import attach
from tracker.files.storage import FOLDER, thumbnail_of
from tracker.follow_ups.models import FollowUp
from tracker.health import overview
from tracker.health.models import Fault
from tracker.mandates.models import Mandate
from tracker.setup.facts import Fact, How

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
SignIn = Callable[[User], Client]
DRAWN = Path(__file__).parent / "drawn"
NOON = datetime(2018, 5, 25, 12, tzinfo=UTC)
# What leads somewhere, by the attribute that says where.
LEADS = ("href", "action", "src", "hx-get", "hx-post", "hx-target", "value")


def leads(page: str, names: Mapping[Any, str], within: str = "//main") -> list[str]:
    """Each element that leads somewhere, and what it says; keys by the names of what has them."""
    [part] = html.fromstring(page).xpath(within)
    found = []
    for each in part.iter():
        said = {name: each.get(name) for name in LEADS if each.get(name) is not None}
        if "value" in said and each.get("readonly") is None and each.get("name") not in ("next", "version"):
            del said["value"]
        if said and each.tag not in ("option", "button"):
            words = " ".join(" ".join(each.text_content().split()).split()[:6])
            where = " ".join(f"{name}={value}" for name, value in said.items())
            found.append(f"{each.tag} {where} | {each.get('aria-label') or words}".rstrip(" |"))
    keys = sorted(names, key=lambda key: -len(str(key)))
    for key in keys:
        found = [re.sub(rf"(?<![\w-]){re.escape(str(key))}(?![\w-])", f"<{names[key]}>", line) for line in found]
    return found


def test_where_pages_of_administrators_lead(
    jonas: User, claire: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys = [forget.enqueue().id for _twice in range(2)]
    Work.objects.update(status="FAILED", finished_at=timezone.now(), worker_ids=list("ab"))
    Fault.note("ValueError", "tracker/x.py, f, line 3", address="/reports/", request="5f0c")
    facts = [Fact("Backups", "None", How.WRONG, "Make one.", "/admin/backups/"), Fact("Disk", "1 GB", How.MIND),
             Fact("Version", "2.0")]  # fmt: skip
    monkeypatch.setattr(overview, "facts_of", lambda _state: facts)
    monkeypatch.setattr(overview, "told_by_packages", lambda *_given: iter(()))
    browser = sign_in(jonas)
    browser.post(f"/health/given-up/{keys[0]}/again/")
    how = browser.get("/health/").text
    DailyBackups.begin(tmp_path, 3)
    chosen = {"action": "show_password_links", "_selected_action": [claire.pk]}
    links = browser.post("/admin/accounts/user/", chosen).text
    names = {keys[0]: "begun again", keys[1]: "given up", claire.pk: "claire"}
    secret = re.compile(r"(?<=/account/password/reset/key/)[^/ ]+")
    assert_drawn("leads_of_administrators", {
        "how Suivi is": leads(how, names),
        "links to hand on": [re.sub(r"(https?://[^ ]*/)[^/ ]{20,}(?=/? |/?$|/)", r"\1<key>", secret.sub("<key>", line))
                             for line in leads(links, names)],
        "warnings on the desk": leads(browser.get("/").text, names, "//section[@aria-labelledby='warnings']"),
    }, DRAWN)  # fmt: skip


def test_where_pages_of_ones_own_lead(claire: User, sign_in: SignIn) -> None:
    browser, pages = sign_in(claire), dict[str, list[str]]()
    pages["without a link"] = leads(browser.get("/account/preferences/").text, {})
    CalendarLink.make(claire)
    row = UserSession.objects.create(session_key="elsewhere", user=claire, ip="127.0.0.1", user_agent="Firefox/1 Linux")
    Session.objects.create(session_key="elsewhere", expire_date=timezone.now() + timedelta(days=1))
    page = browser.get("/account/preferences/?next=/meetings/").text
    pages["with a link and another browser"] = leads(page, {row.pk: "session"})
    pages["what the calendar holds"] = leads(browser.get("/account/calendar-link/choose/").text, {})
    assert_drawn("leads_of_ones_own", pages, DRAWN)


def test_where_the_files_of_a_thing_lead(
    invitation: FollowUp, claire: User, noor: User, jonas: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    names: dict[Any, str] = {invitation.pk: "follow-up"}
    for name, content in (
        ("a.txt", b"words"),
        ("b.pdf", b"%PDF-"),
        ("c.png", b"\x89PNG\r\n\x1a\n"),
        ("d.txt", b"gone"),
    ):
        file, _entry = attach(invitation, SimpleUploadedFile(name, content), by=claire)
        names[file.pk] = name
        if name == "c.png":
            FOLDER.keep(thumbnail_of(file.digest), b"small")
        if name == "d.txt":
            type(file).objects.filter(pk=file.pk).update(digest=file.digest_erased)
    pages = {
        f"seen by {user}": leads(sign_in(user).get(invitation.get_absolute_url()).text, names, "//section[@id='files']")
        for user in (claire, jonas, noor)
    }
    assert_drawn("leads_of_files", pages, DRAWN)


def test_where_a_form_leads_alone_in_a_dialog_and_where_two_wrote_the_same(
    resolution: Mandate, claire: User, amina: User, sign_in: SignIn
) -> None:
    browser, path = sign_in(claire), f"{resolution.get_absolute_url()}edit/"
    names, pages = {resolution.pk: "mandate"}, dict[str, list[str]]()
    asked = {
        "alone": {},
        "in a dialog": {"HX-Request": "true"},
        "from a list": {"Referer": "http://testserver/mandates/"},
    }
    for name, headers in asked.items():
        pages[name] = leads(browser.get(path, headers=headers).text, names, "//*[@id='deed']")
    form = html.fromstring(browser.get(path).text).xpath("//main//form")[0]
    sent = {**dict(form.form_values()), "kind": "strategy"}
    resolution.change("edited", by=amina, kind="agreement")
    for name, headers in [*asked.items()][:2]:
        pages[f"{name}, and another was quicker"] = leads(
            browser.post(path, sent, headers=headers).text, names, "//*[@id='deed']"
        )
    assert_drawn("leads_of_a_form", pages, DRAWN)

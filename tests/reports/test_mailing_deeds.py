"""What each deed on the pages of a mailing says, what its form holds, and what its page tells."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.html import strip_tags

from tests.house.drawings import assert_drawn
from tests.house.main_part import main_part
from tracker.accounts.models import User
from tracker.background.mail_rows import MailStatus
from tracker.background.models import Beat
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.kit.form_responses import LAST_DEED
from tracker.reports import mailing_pages
from tracker.reports.mailing_forms import MailingForm
from tracker.reports.mailing_pages import Page, lines
from tracker.reports.models import Delivery, Mailing, with_last
from tracker.setup.mail_server import PRINTED
from tracker.setup.service_urls.email_url import mailer

NOW, SLOT = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 3, 9, 7, tzinfo=UTC)
Told = tuple[int, str, list[str], str]


@pytest.fixture
def make(amina: User) -> Callable[..., Mailing]:
    def made(name: str = "Open", *, by: User = amina, **values: Any) -> Mailing:
        made = Mailing.add(by=by, made_by=by, **{"name": name, "cut": "unit", "addresses": "desk@eu.example", **values})
        Mailing.objects.filter(pk=made.pk).update(since=SLOT - timedelta(days=1))
        return Mailing.objects.get(pk=made.pk)

    return made


@pytest.fixture
def tell(amina: User, sign_in: Callable[[User], Client]) -> Callable[..., Told]:
    client = sign_in(amina)

    def said(address: str, sent: dict[str, Any] | None = None) -> Told:
        client.cookies.pop("messages", None)
        answer: Any = client.post(address, sent or {})
        told = [f"{each.level_tag}: {strip_tags(str(each))}" for each in get_messages(answer.wsgi_request)]
        return (
            answer.status_code,
            answer.headers.get("Location", ""),
            told,
            client.session.get(LAST_DEED, {}).get("undo", ""),
        )

    return said


def test_each_deed_says_what_it_did_and_where_it_is_undone(
    make: Callable[..., Mailing], tell: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make().get_absolute_url()
    goes = "success: “Open” is mailed every Monday at 08:00."
    assert [tell(f"{place}{deed}/") for deed in ("pause", "resume", "remove", "restore")] == [
        (302, place, ["success: “Open” is paused."], f"{place}resume/"), (302, place, [goes], ""),
        (302, "/reports/mailed/", ["success: “Open” is removed."], f"{place}restore/"),
        (302, place, ["success: “Open” is back."], ""),
    ]  # fmt: skip
    printed = "warning: No mail server is set: it is printed where Suivi runs."
    with override_settings(MAILERS={"default": {"BACKEND": PRINTED}}):
        assert tell(f"{place}now/") == (302, place, [printed], "")
    with override_settings(MAILERS={"default": mailer("smtp://127.0.0.1:1")}):
        nobody = "warning: Nobody is at work in the background. It is sent once a worker is started."
        assert tell(f"{place}now/") == (302, place, [nobody], "")
        Beat.objects.create(worker="alive", at=timezone.now())
        assert tell(f"{place}now/") == (302, place, ["success: It is on its way to amina@suivi.example."], "")
    with override_settings(HOW_OFTEN={"mail": "1/h/user"}):
        assert [tell(f"{place}now/")[0] for _each in range(2)] == [302, 429]
    assert Delivery.objects.count() == 4
    edited = tell(f"{place}edit/", {**TYPED, "version": Mailing.objects.get().version})
    assert edited == (302, place, ["success: “Monday” is saved."], "")
    made = tell("/reports/mailed/new/", TYPED)
    new = Mailing.objects.latest("pk").get_absolute_url()
    assert made == (302, new, ["success: “Monday” is mailed on day 28 of every month at 23:00."], f"{new}remove/")


TYPED = {"name": "Monday", "what": "report-owner", "over": "this_year", "form": "csv", "when": "monthly-28",
"hour": "23",
         "people": [], "addresses": "B@eu.example; a@eu.example,b@eu.example"}  # fmt: skip


def test_a_form_holds_what_it_was_started_from_and_gives_what_is_mailed(
    make: Callable[..., Mailing], amina: User, omar: User, noor: User, make_follow_up: Callable[..., FollowUp]
) -> None:
    view, other = SavedView.save_as("Late", by=amina, query="late=on"), SavedView.save_as("His", by=omar, query="")
    mailing = make(cut="", view=view, rhythm="monthly", day=3, hour=9, people=[noor.person])
    form = MailingForm(None, user=amina, mailing=mailing)
    started = {name: form[name].value() for name in form.fields}
    assert started == {
        "name": "Open", "what": f"view-{view.pk}", "over": "last_month", "form": "xlsx", "when": "monthly-3", "hour": 9,
        "people": ["Noor Haddad"], "addresses": "desk@eu.example", "version": mailing.version,
    }  # fmt: skip
    offered: dict[str, Any] = dict(form.fields["what"].choices)  # type: ignore[attr-defined]
    assert [*offered] == ["Reports", "Views of follow-ups"]
    assert offered["Views of follow-ups"] == [(f"view-{view.pk}", "Late")]
    assert [words for _key, words in offered["Reports"]][:3] == [
        "Report by unit",
        "Report by partner",
        "Report by mandate",
    ]
    moments: dict[str, Any] = dict(form.fields["when"].choices)  # type: ignore[attr-defined]
    assert [(name, each[0], each[-1]) for name, each in moments.items()] == [
        ("Weekly", ("weekly-1", "Every Monday"), ("weekly-7", "Every Sunday")),
        ("Monthly", ("monthly-1", "Day 1 of the month"), ("monthly-28", "Day 28 of the month")),
    ]  # fmt: skip
    new = MailingForm(None, user=noor, started={"what": "report-owner"})
    assert ([*dict(new.fields["what"].choices)], new["what"].value(), new["when"].value(),
    "key" in new.fields) == (  # type: ignore[attr-defined]
        ["Reports"], "report-owner", "weekly-1", True,
    )  # fmt: skip
    ways = {"report": {"what": "report-owner"}, "view": {"what": f"view-{view.pk}", "when": "weekly-7"}}
    found = {}
    for name, typed in ways.items():
        sent = MailingForm({**TYPED, **typed}, user=amina)
        assert sent.is_valid(), sent.errors
        found[name] = {
            key: value for key, value in sent.values().items() if key not in ("people", "over", "form", "name")
        }
    both = {"hour": 23, "addresses": "b@eu.example\na@eu.example"}
    assert found == {
        "report": {**both, "rhythm": "monthly", "day": 28, "view": None, "cut": "owner"},
        "view": {**both, "rhythm": "weekly", "day": 7, "view": view, "cut": ""},
    }
    refused = [{"what": f"view-{other.pk}"}, {"addresses": "a@b"}, {"addresses": "x" * 90}, {"hour": "24"},
               {"name": "", "addresses": ""}, {"people": ["Nobody"], "addresses": ""}]  # fmt: skip
    said = [MailingForm({**TYPED, **typed}, user=amina).errors for typed in refused]
    assert [dict(each) for each in said][1:3] == [
        {"addresses": ["“a@b” is no e-mail."]}, {"addresses": [f"“{'x' * 80}” is no e-mail."]}
    ]  # fmt: skip
    assert [[*each] for each in said] == [
        ["what"],
        ["addresses"],
        ["addresses"],
        ["hour"],
        ["name", "people"],
        ["people"],
    ]


def test_a_page_says_who_gets_it_what_became_of_it_and_why_nothing_goes(
    make: Callable[..., Mailing], amina: User, mei: User, jonas: User, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = SavedView.save_as("Late", by=amina, query="late=on")
    mailing = make(cut="", view=view, people=[noor.person], addresses="b@eu.example\na@eu.example")
    for days, status in ((0, "sent"), (1, "unsure"), (-1, "not_sent")):
        slot = SLOT + timedelta(days=days)
        Delivery.objects.create(mailing=mailing, slot=slot, at=slot, address=f"{days}@eu.example", status=status)
    pages = {user: Page(mailing, user, NOW) for user in (amina, mei, jonas)}
    assert [(page.is_own, page.may_stop, page.has_right) for page in pages.values()] == [
        (True, True, True), (False, False, True), (False, True, True)
    ]  # fmt: skip
    page = pages[amina]
    assert ([(str(one), mail) for one, mail in page.people], page.addresses, page.trouble) == (
        [("Noor Haddad", noor.email)], ["b@eu.example", "a@eu.example"], "",
    )  # fmt: skip
    assert page.facts == [
        "Filter: Late.", "Sorted by: Due.",
        "It holds what everybody in Suivi may see: restricted matters are left out.",
    ]  # fmt: skip
    assert [row.address for row in page.log] == ["1@eu.example", "0@eu.example", "-1@eu.example"]
    [row] = lines(amina, NOW)
    assert (row.recipients, row.last, row.went_wrong, row.next) == (
        3,
        MailStatus("unsure").label,
        True,
        mailing.next_slot(NOW),
    )
    latest = with_last(Mailing.objects.all()).get()
    assert (latest.last_status, latest.last_at) == ("unsure", SLOT + timedelta(days=1))
    view.remove(by=amina)
    gone = Page(mailing, amina, NOW)
    assert (gone.facts, gone.trouble) == ([], "The view is gone, or no longer there for whoever set it up.")
    User.objects.filter(pk=amina.pk).update(role="officer")
    without = Page(Mailing.objects.get(), mei, NOW)
    assert (without.has_right, without.next) == (False, None)
    monkeypatch.setattr(mailing_pages, "MOST_LOGGED", 2)
    assert len(Page(mailing, mei, NOW).log) == 2


def test_the_page_of_a_mailing_says_what_is_sent_to_whom_and_what_became_of_each_mail(
    make: Callable[..., Mailing], amina: User, noor: User, claire: User, sign_in: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    nobody = Person.add(by=claire, name="Rosa Conti")
    view = SavedView.save_as("Late", by=amina, query="late=on")
    mailing = make(cut="", view=view, people=[noor.person, nobody], addresses="b@eu.example")
    logged: list[dict[str, Any]] = [
        {"status": "waiting", "address": "b@eu.example"}, {"status": "waiting", "said": "Busy",
        "address": "c@eu.example"},
        {"status": "begun", "address": "d@eu.example"}, {"status": "unsure", "person": noor.person,
        "address": noor.email},
        {"status": "not_sent", "person": nobody, "why": "no_email"}, {"status": "not_sent", "said": "554 No",
        "address": "e@eu.example"},
        {"status": "sent", "address": "f@eu.example", "asked_by": amina},
    ]  # fmt: skip
    for number, values in enumerate(logged):
        slot = SLOT - timedelta(days=number)
        Delivery.objects.create(mailing=mailing, slot=slot, at=slot + timedelta(minutes=5), **values)
    client, called = sign_in(amina), [mailing, noor.person, nobody, view]
    pages = {"mailing": main_part(client, mailing.get_absolute_url(), called)}
    with override_settings(MAILERS={"default": {"BACKEND": PRINTED}}):
        pages["mailed_and_printed"] = main_part(client, "/reports/mailed/", called)
    view.remove(by=amina)
    gone = main_part(client, mailing.get_absolute_url(), called)
    pages["view_gone"] = [line for line in gone if line not in pages["mailing"]]
    assert_drawn("mailings", pages, Path(__file__).parent / "drawn")

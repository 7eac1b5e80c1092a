"""The pages of mailed reports: who sets them up, changes them and stops them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.accounts.conftest import Letterbox
from tests.conftest import CANARY
from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.reports import send_mail
from tracker.reports.mailing_forms import MOST_ADDRESSES
from tracker.reports.models import Delivery, Mailing

SignIn = Callable[[User], Client]
TYPED = {
    "name": "Monday list", "what": "report-unit", "over": "last_month", "form": "pdf", "when": "weekly-1", "hour": "8",
    "people": ["Noor Haddad"], "addresses": "Desk@EU.example, desk@eu.example",
}  # fmt: skip


@pytest.fixture
def client(amina: User, noor: User, sign_in: SignIn) -> Client:
    return sign_in(amina)


def test_a_manager_sets_one_up(client: Client, amina: User) -> None:
    answer = client.post("/reports/mailed/new/", TYPED)
    mailing = Mailing.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, mailing.get_absolute_url())
    assert (mailing.made_by, mailing.cut, mailing.rhythm, mailing.day) == (amina, "unit", "weekly", 1)
    assert ([str(each) for each in mailing.people.all()], mailing.addresses) == (["Noor Haddad"], "desk@eu.example")
    page = client.get(mailing.get_absolute_url()).text
    assert "Report by unit, last month, Paper (pdf), every Monday at 08:00" in page


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"people": [], "addresses": ""}, "people", "Name somebody, or write an e-mail below."),
        ({"addresses": "nobody"}, "addresses", "“nobody” is no e-mail."),
        ({"addresses": "a@b.example\nBcc: c@d.example"}, "addresses", "“bcc:” is no e-mail."),
        ({"when": "monthly-29"}, "when", None),
        ({"what": "view-999"}, "what", None),
        ({"hour": "24"}, "hour", None),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    typed: dict[str, Any], field: str, sentence: str | None, client: Client
) -> None:
    answer = client.post("/reports/mailed/new/", TYPED | typed)
    errors = answer.context["form"].errors
    assert (answer.status_code, list(errors)) == (422, [field])
    assert sentence is None or errors[field] == [sentence]


def test_a_person_without_an_e_mail_cannot_be_mailed(client: Client, coordinator: Person) -> None:
    errors = client.post("/reports/mailed/new/", TYPED | {"people": [coordinator.name]}).context["form"].errors
    assert errors["people"] == ["No e-mail is known of Gilles de Kerchove. Write it on their page first."]


def test_somebody_with_an_account_is_mailed_at_its_e_mail_whatever_their_page_says(client: Client, noor: User) -> None:
    Person.objects.filter(account=noor).update(email="")
    answer = client.post("/reports/mailed/new/", TYPED, follow=True)
    assert [(str(person), email) for person, email in answer.context["page"].people] == [("Noor Haddad", noor.email)]


def test_a_view_that_asks_for_something_restricted_is_refused(
    secret: FollowUp, mei: User, noor: User, sign_in: SignIn
) -> None:
    view = SavedView.save_as("Talks", by=mei, query=f"meeting={secret.meeting_id}")
    errors = sign_in(mei).post("/reports/mailed/new/", TYPED | {"what": f"view-{view.pk}"}).context["form"].errors
    assert list(errors) == ["what"]


def test_no_page_nor_history_tells_the_name_of_somebodys_view(
    client: Client, amina: User, jonas: User, sign_in: SignIn
) -> None:
    view = SavedView.save_as(CANARY, by=amina, query="late=on")
    client.post("/reports/mailed/new/", TYPED)
    mailing = Mailing.objects.get()
    changed = {"what": f"view-{view.pk}", "version": "1"}
    assert client.post(f"{mailing.get_absolute_url()}edit/", TYPED | changed).status_code == 302
    other = sign_in(jonas)
    entry = mailing.history.latest("pk")
    paths = ["/reports/mailed/", mailing.get_absolute_url(), f"/admin/history/entry/{entry.pk}/change/"]
    pages = [other.get(path) for path in paths]
    assert [(page.status_code, CANARY in page.text) for page in pages] == [(200, False)] * 3


def test_two_who_edit_it_at_once_lose_nothing(client: Client) -> None:
    client.post("/reports/mailed/new/", TYPED)
    path = f"{Mailing.objects.get().get_absolute_url()}edit/"
    answers = [client.post(path, TYPED | {"version": "1", "name": name}) for name in ("First", "Second")]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert Mailing.objects.get().name == "First"


def test_paused_resumed_removed_and_back(client: Client, amina: User) -> None:
    client.post("/reports/mailed/new/", TYPED)
    path = Mailing.objects.get().get_absolute_url()
    found = []
    for deed in ("pause", "pause", "resume", "remove", "restore"):
        answer = client.post(f"{path}{deed}/")
        mailing = Mailing.objects.get()
        found.append((answer.status_code, mailing.paused_at is None, mailing.removed_at is None))
    assert found == [(302, False, True), (302, False, True), (302, True, True), (302, True, False), (302, True, True)]
    verbs = list(Mailing.objects.get().history.order_by("id").values_list("verb", flat=True))
    assert verbs == ["added", "paused", "resumed", "removed", "restored"]


@pytest.mark.parametrize("deed", ["", "edit/", "pause/", "resume/", "remove/", "now/"])
def test_a_removed_mailing_is_not_there(client: Client, deed: str) -> None:
    client.post("/reports/mailed/new/", TYPED)
    path = Mailing.objects.get().get_absolute_url()
    client.post(f"{path}remove/")
    ask = client.get if deed in ("", "edit/") else client.post
    assert ask(f"{path}{deed}").status_code == 404


def test_an_administrator_stops_that_of_another_but_does_not_change_it(
    client: Client, jonas: User, sign_in: SignIn
) -> None:
    client.post("/reports/mailed/new/", TYPED)
    path, other = Mailing.objects.get().get_absolute_url(), sign_in(jonas)
    assert [other.get(f"{path}edit/").status_code, other.post(f"{path}pause/").status_code] == [403, 302]


def test_another_manager_does_neither(client: Client, mei: User, sign_in: SignIn) -> None:
    client.post("/reports/mailed/new/", TYPED)
    path, other = Mailing.objects.get().get_absolute_url(), sign_in(mei)
    found = [other.get(path), other.get(f"{path}edit/"), other.post(f"{path}pause/"), other.post(f"{path}remove/")]
    assert [answer.status_code for answer in found] == [200, 403, 403, 403]


def test_sent_now_it_goes_to_whoever_asks_alone(client: Client, letterbox: Letterbox) -> None:
    client.post("/reports/mailed/new/", TYPED)
    client.post(f"{Mailing.objects.get().get_absolute_url()}now/")
    row = Delivery.objects.get()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [row.mailing_id, row.slot.isoformat()]
    send_mail.send(row.mailing_id, row.slot)
    assert [each.rcpt_tos for each in letterbox.received] == [["amina@suivi.example"]]
    assert "Sent" in client.get(row.mailing.get_absolute_url()).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        client.post("/reports/mailed/new/", TYPED | {"name": f"List {number}"})
    with django_assert_num_queries(5):
        assert len(client.get("/reports/mailed/").context["lines"]) == rows


@pytest.mark.parametrize(("number", "errors"), [(MOST_ADDRESSES, []), (MOST_ADDRESSES + 1, ["addresses"])])
def test_so_many_addresses_and_not_one_more(number: int, errors: list[str], client: Client) -> None:
    typed = " ".join(f"a{each}@eu.example" for each in range(number))
    answer = client.post("/reports/mailed/new/", TYPED | {"addresses": typed})
    assert (list(answer.context["form"].errors) if answer.context else []) == errors


def test_the_list_tells_how_many_get_each_when_it_goes_next_and_what_became_of_the_last(
    client: Client, amina: User, noor: User
) -> None:
    started = {"by": amina, "made_by": amina, "cut": "unit", "addresses": "a@eu.example\nb@eu.example"}
    slots = [datetime(2026, 3, day, tzinfo=UTC) for day in (2, 9)]
    for name, statuses in {"A": ("sent", "not_sent"), "B": ("unsure", "sent"), "C": ("sent", "unsure")}.items():
        mailing = Mailing.add(name=name, people=[noor.person], **started)
        for slot, status in zip(slots, statuses, strict=True):
            Delivery.objects.create(mailing=mailing, slot=slot, at=slot, address=name, status=status)
    Mailing.objects.get(name="B").pause(by=amina)
    rows = client.get("/reports/mailed/").context["lines"]
    assert [(row.mailing.name, row.recipients, row.next is None, row.went_wrong) for row in rows] == [
        ("A", 3, False, True), ("B", 3, True, False), ("C", 3, False, True),
    ]  # fmt: skip


def test_what_is_sent_no_more_for_want_of_a_right_has_no_next_time(client: Client, mei: User, noor: User) -> None:
    Mailing.add(by=mei, made_by=mei, name="A", cut="unit", addresses="a@eu.example")
    User.objects.filter(pk=mei.pk).update(role="officer")
    assert [row.next for row in client.get("/reports/mailed/").context["lines"]] == [None]


def test_a_form_that_is_sent_twice_sets_up_one(client: Client) -> None:
    sent = as_sent(client.get("/reports/mailed/new/"), **TYPED)
    answers = [client.post("/reports/mailed/new/", sent) for _press in range(2)]
    mailing = Mailing.objects.get()
    assert [answer["Location"] for answer in answers] == [mailing.get_absolute_url()] * 2
    assert (mailing.history.count(), mailing.people.count()) == (1, 1)
    client.post("/reports/mailed/new/", as_sent(client.get("/reports/mailed/new/"), **TYPED))
    assert Mailing.objects.count() == 2

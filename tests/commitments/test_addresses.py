"""Public addresses without a page: which are known and open to whom, what their form takes, and what each deed says."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.messages import get_messages
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.html import strip_tags

from tests.house.pages import as_sent
from tests.house.series_there import SECOND_TUESDAY
from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.commitments.asked import Asked
from tracker.commitments.forms import LONGEST, USUAL, PublishForm
from tracker.commitments.models import LONGEST_TITLE, PublicAddress, Subject
from tracker.commitments.views import lists
from tracker.directory.models import Organisation, Person
from tracker.exports.sheets.response import File
from tracker.kit.date_formats import format_date
from tracker.kit.form_responses import LAST_DEED
from tracker.meetings.models import Meeting, Series

Told = tuple[int, str, list[str], str]


def publish(by: User, title: str = "Agreed", **values: Any) -> PublicAddress:
    given = {"query": "", "language": "en", "until": timezone.localdate(), **values}
    return PublicAddress.publish(by=by, title=title, **given)


def test_an_address_is_open_to_its_last_day_and_known_to_its_maker_and_managers(
    claire: User, omar: User, amina: User, jonas: User, mei: User
) -> None:
    today = timezone.localdate()
    made = {name: publish(claire, name, until=today + timedelta(days=days)) for name, days in
            {"past": -1, "today": 0, "revoked": 9}.items()}  # fmt: skip
    made["revoked"].revoke(by=claire)
    hidden = Organisation.add(by=claire, name="Office", classification="restricted")
    made["hidden"] = publish(claire, "hidden", about=[hidden, "no thing"], until=today + timedelta(days=1))
    publish(omar, "his")

    def names(rows: Any) -> list[str]:
        return [str(each) for each in rows]

    known = {user.name: names(PublicAddress.objects.known_to(user)) for user in (claire, omar, amina, jonas, mei)}
    mine = ["hidden", "revoked", "today", "past"]
    assert known == {"Claire Dubois": mine, "Omar Diallo": ["his"], "Amina Rahman": ["his", *mine[1:]],
                     "Jonas Lind": ["his", *mine[1:]], "Mei Tanaka": ["his", *mine]}  # fmt: skip
    assert names(PublicAddress.objects.visible_to(claire)) == ["hidden", "today", "past"]
    assert names(PublicAddress.objects.removed_for(claire)) == ["revoked"]
    assert names(PublicAddress.objects.removed_for(omar)) == []
    assert names(PublicAddress.objects.open_on(today)) == ["his", "hidden", "today"]
    assert [names(PublicAddress.objects.hidden_from(user)) for user in (amina, mei)] == [["hidden"], []]
    assert {name: each.is_open() for name, each in made.items()} == {
        "past": False, "today": True, "revoked": False, "hidden": True,
    }  # fmt: skip
    found = {name: PublicAddress.of(each.pk, each.token) for name, each in made.items()}
    assert found == {"past": None, "today": made["today"], "revoked": None, "hidden": made["hidden"]}
    assert [PublicAddress.of(made["today"].pk, token) for token in ("", made["hidden"].token)] == [None, None]
    assert len({each.token for each in made.values()}) == 4
    assert made["today"].public_address.endswith(f"/{made['today'].pk}/{made['today'].token}/")
    assert [str(each) for each in Subject.objects.all()] == ["Office"]
    assert [made[name].closed_by for name in ("today", "hidden")] == [
        type(hidden.closed_by)(), hidden.closed_by,
    ]  # fmt: skip


def test_revoked_twice_or_brought_back_twice_it_is_done_once(claire: User, amina: User) -> None:
    address = publish(claire)
    done = [address.revoke(by=amina), address.revoke(by=claire), address.restore(by=claire), address.restore(by=amina)]
    assert [entry and (entry.verb, entry.by) for entry in done][:3] == [("revoked", amina), None, ("restored", claire)]
    assert [entry.verb for entry in address.history.order_by("pk")] == ["added", "revoked", "restored"]
    key = UUID("6e2a5d7c-1b7e-4b57-9a47-0c5a4b8f1d11")
    assert publish(claire, "One", key=key) == publish(claire, "Two", key=key)
    assert publish(amina, "Three", key=key).made_by == amina


@pytest.mark.parametrize(
    ("days", "error"),
    [
        (-1, ["This day is past. Choose one to come."]), (0, None), (LONGEST.days, None),
        (LONGEST.days + 1, ["Five years are the longest. Make it public anew then."]),
    ],
)  # fmt: skip
def test_a_form_takes_days_from_today_to_five_years_hence(days: int, error: list[str] | None, claire: User) -> None:
    today = timezone.localdate()
    typed = {"title": "Agreed", "until": f"{today + timedelta(days=days):%Y-%m-%d}", "language": "fr"}
    form = PublishForm(typed, asked=Asked.now("", claire))
    assert form.is_valid() is (error is None)
    assert form.errors.get("until") == error
    assert form.cleaned_data.get("names_people") is False


def test_a_form_begins_with_what_is_usual(claire: User) -> None:
    meeting = Meeting.log(by=claire, title="x" * 250, held_on=date(2018, 5, 25))
    form = PublishForm(None, asked=Asked.now(f"meeting={meeting.pk}", claire))
    found = {name: form[name].value() for name in ("title", "until", "language", "names_people")}
    until = format_date(timezone.localdate() + USUAL)
    assert found == {"title": "x" * LONGEST_TITLE, "until": until, "language": "en", "names_people": None}
    typed = {"title": "x" * (LONGEST_TITLE + 1), "until": "tomorrow", "language": "xx"}
    assert [*PublishForm(typed, asked=Asked.now("", claire)).errors] == ["title", "language"]


def test_a_list_is_of_the_one_noun_that_it_asks_for(
    claire: User, eu: Organisation, unit: Organisation, visit: Meeting
) -> None:
    series = Series.make(by=claire, name="Talks", **SECOND_TUESDAY)
    rosa = Person.add(by=claire, name="Rosa Conti")
    cases = {
        "": (None, "Follow-ups", [], False, ""), f"partner={eu.pk}": ("partner", "European Union (EU)", ["EU"], False,
            f"partner={eu.pk}"),
        f"series={series.pk}&page=2": ("series", "Talks", ["Talks"], False, f"series={series.pk}"),
        f"owner={rosa.pk}": (None, "Follow-ups", ["Rosa Conti"], True, f"owner={rosa.pk}"),
        f"partner={eu.pk}&unit={unit.pk}": (None, "Follow-ups", ["ENF", "EU"], False,
            f"unit={unit.pk}&partner={eu.pk}"),
        f"meeting={visit.pk}&q=": ("meeting", f"{visit}, 25 May 2018", [str(visit)], False, f"meeting={visit.pk}"),
    }  # fmt: skip
    found = {}
    for query in cases:
        asked = Asked.now(query, claire)
        named = sorted(str(each) for each in asked.named.values())
        found[query] = (asked.source and asked.source[0], asked.title, named, asked.names_people, asked.kept)
    assert found == cases
    wrong = Asked.now("partner=Nobody", claire)
    assert (wrong.is_understood, wrong.named, wrong.source, wrong.title) == (False, {}, None, "Follow-ups")
    said = [Asked.now(query, claire).filter_said for query in ("", f"partner={eu.pk}", "late=on")]
    assert said == ["The whole list, without a filter.", "", "Filter: Late."]


@pytest.fixture
def tell(claire: User, sign_in: Callable[[User], Client]) -> Callable[..., Told]:
    client = sign_in(claire)

    def said(address: str, sent: dict[str, Any] | None = None, **typed: Any) -> Told:
        client.cookies.pop("messages", None)
        given = as_sent(client.get(address), **typed) if typed else sent or {}
        answer: Any = client.post(address, given)
        told = [f"{each.level_tag}: {strip_tags(str(each))}" for each in get_messages(answer.wsgi_request)]
        return (
            answer.status_code,
            answer.headers.get("Location", ""),
            told,
            client.session.get(LAST_DEED, {}).get("undo", ""),
        )

    return said


def test_each_deed_says_what_it_did_and_where_it_is_undone(tell: Callable[..., Told], omar: User) -> None:
    made = tell("/commitments/public/new/?late=on", title="What is late")
    address = PublicAddress.objects.get()
    place = address.get_absolute_url()
    assert made == (302, place, ["success: “What is late” has a public address."], f"{place}revoke/")
    assert (address.query, address.names_people, address.language) == ("late=on", False, "en")
    assert tell(f"{place}revoke/") == (
        302, place, ["success: “What is late” is revoked: its address leads nowhere."], f"{place}restore/",
    )  # fmt: skip
    assert tell(f"{place}restore/") == (302, place, ["success: “What is late” is public again."], "")
    his = publish(omar).get_absolute_url()
    assert [tell(f"{his}{deed}/")[0] for deed in ("revoke", "restore")] == [404, 404]


def test_a_document_is_made_no_more_often_than_people_ask_for_one(
    claire: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "file_of", lambda _told, form, author: File(f"{author}.{form}", b"x", "text/plain"))
    client = sign_in(claire)
    asked = ["docx/?late=on", "pdf/?late=on", "exe/", "xlsx/", "docx/?due_from=someday", "docx/?partner=Nobody"]
    with override_settings(HOW_OFTEN={"export": "2/h/user"}):
        found = [client.get(f"/commitments/document/{path}") for path in asked]
        refused = client.get("/commitments/document/pdf/?late=on&page=2")
    assert [(each.status_code, each.headers.get("Content-Disposition", "")) for each in found] == [
        (200, 'attachment; filename="Claire Dubois.docx"'), (200, 'attachment; filename="Claire Dubois.pdf"'),
        (404, ""), (404, ""), (302, ""), (404, ""),
    ]  # fmt: skip
    assert (refused.status_code, 'href="/commitments/?late=on"' in refused.text) == (429, True)
    tables = [client.get(f"/commitments/export/{path}").status_code for path in ("docx/", "csv/?partner=Nobody")]
    assert (tables, permissions.may_publish(claire)) == ([404, 404], True)

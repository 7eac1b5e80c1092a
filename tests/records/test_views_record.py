"""Adding a record, editing its text alone and with others, and reading its old versions."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client

from tests.conftest import CANARY, COMMUNIQUE
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.records.models import Record

SignIn = Callable[[User], Client]
NEW = {"kind": "note", "language": "fr", "classification": "general", "text": "Une note."}


def typed_into(client: Client, record: Record) -> dict[str, Any]:
    """What the edit form sends when nothing is changed."""
    form = client.get(f"/records/{record.pk}/edit/").context["form"]
    return {field.html_name: field.value() or "" for field in form}


def save(client: Client, record: Record, typed: dict[str, Any]) -> Any:
    return client.post(f"/records/{record.pk}/edit/", typed)


def texts(record: Record) -> list[str]:
    return list(record.versions.order_by("number").values_list("text", flat=True))


def shown(answer: Any) -> str:
    """The words of a version page: [-gone-] and {+new+}."""
    found = re.search(r'<div class="record said changes" dir="auto">(.*?)</div>', answer.content.decode(), re.DOTALL)
    assert found is not None
    drawn = re.sub(r"<(del|ins)\s+>", r"<\1>", found[1])
    marked = drawn.replace("<del>", "[-").replace("</del>", "-]").replace("<ins>", "{+").replace("</ins>", "+}")
    return html.unescape(marked)


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def test_a_record_is_added_to_a_meeting(client: Client, visit: Meeting, claire: User) -> None:
    answer = client.post(f"/records/meeting/{visit.pk}/", NEW)
    record = Record.objects.get()
    assert answer.headers["Location"] == f"/records/{record.pk}/read/"
    assert (record.meeting, record.kind, record.language, record.latest.text) == (visit, "note", "fr", "Une note.")
    assert (record.latest.by, record.history.get().by) == (claire, claire)


def test_a_double_submit_adds_one_record(client: Client, visit: Meeting) -> None:
    for _ in range(2):
        client.post(f"/records/meeting/{visit.pk}/", NEW)
    assert Record.objects.count() == 1


def test_a_record_without_text_gets_a_sentence_and_loses_nothing(client: Client, visit: Meeting) -> None:
    answer = client.post(f"/records/meeting/{visit.pk}/", NEW | {"text": ""})
    form = answer.context["form"]
    assert (answer.status_code, form.errors, form["kind"].value()) == (422, {"text": ["Type something here."]}, "note")


def test_an_edited_text_is_a_new_version_and_the_old_one_stays(client: Client, communique: Record, amina: User) -> None:
    text = COMMUNIQUE.replace("25 May", "26 May")
    save(client, communique, typed_into(client, communique) | {"text": text, "note": "The day was wrong"})
    communique.refresh_from_db()
    assert (texts(communique), communique.latest.number) == ([COMMUNIQUE, text], 2)
    assert communique.history.latest("pk").note == "The day was wrong"


def test_kind_and_text_change_in_one_entry(client: Client, communique: Record) -> None:
    save(client, communique, typed_into(client, communique) | {"text": "Other.", "kind": "note", "language": ""})
    entry = communique.history.latest("pk")
    assert (entry.verb, sorted(entry.changes)) == ("rewrote", ["kind", "language", "number"])


def test_kind_alone_changes_without_a_new_version(client: Client, communique: Record) -> None:
    save(client, communique, typed_into(client, communique) | {"kind": "note"})
    communique.refresh_from_db()
    assert (communique.kind, communique.number, communique.history.latest("pk").verb) == ("note", 1, "edited")


def test_saving_twice_makes_one_version(client: Client, communique: Record) -> None:
    typed = typed_into(client, communique) | {"text": "Other.", "note": "Once"}
    assert [save(client, communique, typed).status_code for _ in range(2)] == [302, 302]
    assert (texts(communique), communique.history.count()) == ([COMMUNIQUE, "Other."], 2)


def test_two_who_rewrite_a_text_lose_neither(client: Client, communique: Record, amina: User) -> None:
    typed = typed_into(client, communique) | {"text": COMMUNIQUE.replace("25 May", "26 May")}
    communique.rewrite(COMMUNIQUE.replace("25 May", "24 May"), by=amina)
    answer = save(client, communique, typed)
    clash, form = answer.context["text_clash"], answer.context["form"]
    assert (answer.status_code, clash.by, clash.theirs) == (409, amina, COMMUNIQUE.replace("25 May", "24 May"))
    assert form["text"].value() == COMMUNIQUE.replace("25 May", "26 May")
    assert shown(answer) == COMMUNIQUE.replace("25 May", "[-24-]{+26+} May")
    assert Record.objects.get(pk=communique.pk).number == 2


def test_saving_once_more_after_a_clash_makes_mine_the_newest(client: Client, communique: Record, amina: User) -> None:
    typed = typed_into(client, communique) | {"text": "Mine."}
    communique.rewrite("Theirs.", by=amina)
    form = save(client, communique, typed).context["form"]
    again = typed | {name: form[name].value() for name in ("version", "number")}
    assert save(client, communique, again).status_code == 302
    assert texts(communique) == [COMMUNIQUE, "Theirs.", "Mine."]


def test_whoever_left_the_text_alone_keeps_the_new_one(client: Client, communique: Record, amina: User) -> None:
    typed = typed_into(client, communique) | {"kind": "note"}
    communique.rewrite("Theirs.", by=amina)
    assert save(client, communique, typed).status_code == 302
    communique.refresh_from_db()
    assert (communique.kind, communique.latest.text) == ("note", "Theirs.")


def test_two_who_choose_another_kind_see_both(client: Client, communique: Record, amina: User) -> None:
    typed = typed_into(client, communique) | {"kind": "note"}
    communique.rewrite(COMMUNIQUE, by=amina, kind="decisions")
    answer = save(client, communique, typed)
    assert (answer.status_code, [clash.label for clash in answer.context["clashes"]]) == (409, ["kind"])


@pytest.mark.parametrize("name", ["version", "number"])
@pytest.mark.parametrize("value", ["", "x", "0", "9" * 30])
def test_a_garbled_form_breaks_nothing(name: str, value: str, client: Client, communique: Record) -> None:
    answer = save(client, communique, typed_into(client, communique) | {name: value, "text": "Other."})
    assert answer.status_code in {302, 409, 422}


def test_an_old_version_says_who_saved_it_and_when(client: Client, communique: Record, amina: User) -> None:
    communique.rewrite("Other.", by=amina)
    page = client.get(f"/records/{communique.pk}/2/")
    assert [version.number for version in page.context["versions"]] == [2, 1]
    assert "Saved by Amina Rahman on" in page.content.decode()


def test_a_version_shows_what_changed_since_the_one_before(client: Client, communique: Record, amina: User) -> None:
    communique.rewrite(COMMUNIQUE.replace("25 May", "26 May").replace("further ", ""), by=amina)
    assert shown(client.get(f"/records/{communique.pk}/2/")) == COMMUNIQUE.replace(
        "25 May", "[-25-]{+26+} May"
    ).replace("further ", "[-further -]")


def test_the_first_version_is_shown_as_it_is(client: Client, communique: Record) -> None:
    assert shown(client.get(f"/records/{communique.pk}/1/")) == COMMUNIQUE


def test_a_text_is_shown_and_never_run(client: Client, communique: Record, amina: User) -> None:
    communique.rewrite("<script>alert(1)</script>", by=amina)
    assert "<script>alert" not in client.get(f"/records/{communique.pk}/2/").content.decode()


def test_each_version_leads_to_the_others(client: Client, communique: Record, amina: User) -> None:
    for text in ("They met.", "They met again."):
        communique.rewrite(text, by=amina)
    page = client.get(f"/records/{communique.pk}/2/").text
    assert [f'href="/records/{communique.pk}/{number}/"' in page for number in (1, 3)] == [True, True]


@pytest.mark.parametrize("number", ["0", "2", "9" * 30])
def test_a_version_there_is_not_is_not_found(number: str, client: Client, communique: Record) -> None:
    assert client.get(f"/records/{communique.pk}/{number}/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_a_version_page_takes_the_same_queries_however_many_there_are(
    many: int, client: Client, communique: Record, amina: User, django_assert_num_queries: Any
) -> None:
    for number in range(1, many + 1):
        communique.rewrite(f"Text {number}", by=amina)
    with django_assert_num_queries(7):
        client.get(f"/records/{communique.pk}/2/")


def test_a_reader_reads_versions_and_changes_nothing(communique: Record, noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    pages = [
        f"/records/{communique.pk}/1/",
        f"/records/{communique.pk}/edit/",
        f"/records/meeting/{communique.meeting_id}/",
    ]
    assert [client.get(page).status_code for page in pages] == [200, 403, 403]
    assert [client.post(page, NEW).status_code for page in pages[1:]] == [403, 403]


def test_a_record_of_a_restricted_meeting_is_not_there_for_others(
    secret: FollowUp, omar: User, sign_in: SignIn
) -> None:
    client, record = sign_in(omar), Record.objects.get()
    pages = [f"/records/{record.pk}/1/", f"/records/{record.pk}/edit/", f"/records/meeting/{record.meeting_id}/"]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_a_restricted_record_of_a_general_meeting_is_not_there_for_others(
    communique: Record, claire: User, omar: User, sign_in: SignIn
) -> None:
    communique.rewrite(CANARY, by=claire, classification="restricted")
    pages = [f"/records/{communique.pk}/{number}/" for number in (1, 2)]
    assert [sign_in(omar).get(page).status_code for page in pages] == [404, 404]
    assert [sign_in(claire).get(page).status_code for page in pages] == [200, 200]


def test_whoever_restricts_a_record_away_from_themselves_is_told(visit: Meeting, omar: User, sign_in: SignIn) -> None:
    answer = sign_in(omar).post(f"/records/meeting/{visit.pk}/", NEW | {"classification": "restricted"})
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        f"Note, {visit} is added. Select words in it to make follow-ups.",
        "The record is restricted, and you are not among those who see it.",
    ]


def test_what_was_typed_comes_back_after_the_session_has_ended(
    client: Client, communique: Record, claire: User
) -> None:
    typed = typed_into(client, communique) | {"text": "Typed for an hour."}
    client.cookies.pop("sessionid")
    save(client, communique, typed)
    client.force_login(claire, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(f"/records/{communique.pk}/edit/").context["form"]["text"].value() == "Typed for an hour."

"""Find anything: a word, a name or a reference, in all nouns at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import CANARY, COMMUNIQUE
from tests.names_asked import names_asked
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge
from tracker.records.models import Record

SignIn = Callable[[User], Client]


def found(page: Any) -> dict[str, list[str]]:
    """What stands on the page, noun by noun."""
    hits = {section.name: [str(hit) for hit in section.hits] for section in page.context["sections"]}
    return {"follow_ups": [str(row) for row in page.context["follow_ups"]], **hits}


def test_a_reference_leads_straight_there(invitation: FollowUp, noor: User, sign_in: SignIn) -> None:
    answer = sign_in(noor).get("/find/?q=f-2018-001")
    assert (answer.status_code, answer.url) == (302, f"/follow-ups/{invitation.pk}/")


@pytest.mark.parametrize(
    ("words", "noun", "name"),
    [
        ("workshop", "follow_ups", "Speak at the workshop"),
        ("coordinator visit", "meetings", "Visit of the EU Counter-Terrorism Coordinator"),
        ("europ un", "organisations", "EU"),
        ("KERCHOVE", "people", "Gilles de Kerchove"),
        ("2347", "mandates", "S/RES/2347 (2017)"),
        ("illicit traffic", "paragraphs", "S/RES/2347 (2017), 5"),
        ("curriculums", "activities", "Curriculum written"),
        ("laptop", "pledges", "3 laptops from EU"),
        ("welcomed kerchove", "records", "Communiqué, Visit of the EU Counter-Terrorism Coordinator"),
    ],
)
def test_every_noun_is_found_by_its_words(
    invitation: FollowUp,
    resolution: Mandate,
    claire: User,
    make_pledge: Callable[..., Pledge],
    noor: User,
    sign_in: SignIn,
    words: str,
    noun: str,
    name: str,
) -> None:
    resolution.paragraphs.create(number="5", text="Calls on all to stop the illicit trafficking of cultural goods.")
    make_pledge(3, kind="in_kind", currency="", what="laptops")
    Activity.log(
        by=claire, title="Curriculum written", starts_on=date(2018, 1, 1), ends_on=date(2018, 1, 2), mandates=[]
    )
    page = sign_in(noor).get("/find/", {"q": words})
    assert found(page)[noun] == [name]


def test_the_words_stay_in_the_field(noor: User, sign_in: SignIn) -> None:
    assert 'value="zebra"' in sign_in(noor).get("/find/?q=zebra").text


@pytest.mark.parametrize("words", ["zebra", "%", "_", "' OR 1=1", "\x00", "😀", "a" * 5000])
def test_nothing_found_is_said(eu: Organisation, noor: User, sign_in: SignIn, words: str) -> None:
    page = sign_in(noor).get("/find/", {"q": words})
    said = ("Nothing was found", "Type a word")
    assert (page.status_code, any(sentence in page.text for sentence in said)) == (200, True)


def test_words_are_marked_and_nothing_else_is_html(
    make_follow_up: Callable[..., FollowUp], noor: User, sign_in: SignIn
) -> None:
    make_follow_up("Send <b>lists</b> & more", detail="The <i>list</i> of risks")
    page = sign_in(noor).get("/find/?q=list").text
    assert "Send &lt;b&gt;<mark>lists</mark>&lt;/b&gt; &amp; more" in page
    assert "The &lt;i&gt;<mark>list</mark>&lt;/i&gt; of risks" in page


def test_a_record_leads_to_the_paragraph_that_holds_the_words(communique: Record, noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    hit = client.get("/find/?q=identified").context["sections"][0].hits[0]
    # The line above it is the longest: some program wrapped it there.
    place = COMMUNIQUE.index("The EU Coordinator")
    assert hit.address == f"/meetings/{communique.meeting_id}/#place-{communique.pk}-{place}"
    assert f'id="place-{communique.pk}-{place}"' in client.get(hit.address).text


def test_a_record_is_found_by_its_present_text_alone(
    communique: Record, claire: User, noor: User, sign_in: SignIn
) -> None:
    communique.rewrite("An introduction.\nSeveral areas for further cooperation were named in Lyon.", by=claire)
    communique.rewrite("An introduction.\nSeveral areas for further cooperation were named in Paris.", by=claire)
    client = sign_in(noor)
    hit = client.get("/find/?q=cooperation").context["sections"][0].hits[0]
    assert hit.excerpt == ("An introduction.\nSeveral areas for further <mark>cooperation</mark> were named in Paris.")
    assert hit.address.endswith(f"#place-{communique.pk}-17")
    assert "records" not in found(client.get("/find/?q=identified"))


def test_while_typing_no_reference_leads_away(invitation: FollowUp, noor: User, sign_in: SignIn) -> None:
    page = sign_in(noor).get("/find/?q=F-2018-001", headers={"HX-Request": "true"})
    assert (page.status_code, found(page)["follow_ups"]) == (200, ["Speak at the workshop"])


@pytest.mark.parametrize("typed", ["2018-1", "f 2018 2", "2018/002"])
def test_a_reference_comes_first_however_it_is_written(
    visit: Meeting, make_follow_up: Callable[..., FollowUp], noor: User, sign_in: SignIn, typed: str
) -> None:
    for number in range(1, 12):
        make_follow_up(f"Number {number}", meeting=visit)
    page = sign_in(noor).get("/find/", {"q": typed})
    assert found(page)["follow_ups"][0] == f"Number {typed[-1]}"


def test_what_is_the_readers_own_and_active_comes_first(
    make_follow_up: Callable[..., FollowUp], claire: User, amina: User, sign_in: SignIn
) -> None:
    titles = ["Ports of hers", "Ports that she did", *(f"Port {number}" for number in range(9))]
    for title in titles:
        row = make_follow_up(title, owner=claire.person if "s" in title else amina.person)
        if "did" in title:
            row.move_to("done", by=claire)
    [first, second, *_others] = found(sign_in(claire).get("/find/", {"q": "port"}))["follow_ups"]
    assert (first, second) == ("Ports of hers", "Port 8")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_so_often(
    visit: Meeting, make_follow_up: Callable[..., FollowUp], noor: User, sign_in: SignIn, rows: int
) -> None:
    for number in range(rows):
        make_follow_up(f"Visit {number}", meeting=visit)
    client = sign_in(noor)
    client.get("/find/?q=visit")
    with CaptureQueriesContext(connection) as queries:
        client.get("/find/?q=visit")
    assert len(queries) == 30 + names_asked()


def test_without_words_it_says_what_to_type(noor: User, sign_in: SignIn) -> None:
    assert "Type a word, a name or a reference" in sign_in(noor).get("/find/").text


def test_a_restricted_matter_is_not_found(secret: FollowUp, omar: User, claire: User, sign_in: SignIn) -> None:
    pages = [sign_in(user).get("/find/", {"q": CANARY}) for user in (omar, claire)]
    assert [len(page.context["follow_ups"]) for page in pages] == [0, 1]
    assert sign_in(omar).get("/find/", {"q": secret.reference}).status_code == 200

"""Logging, showing, editing and removing a follow-up through its pages."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import COMMUNIQUE
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting
from tracker.records.models import Record

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
LEAST = {"title": "Speak", "kind": "invitation", "strength": "agreed", "owed_by": "us", "classification": "general"}
KEY = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def words_address(record: Record, quote: str, more: str = "") -> str:
    start = COMMUNIQUE.index(quote)
    return f"/follow-ups/new/?record={record.pk}&version=1&start={start}&end={start + len(quote)}{more}"


def test_the_form_starts_with_the_words(communique: Record, claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get(words_address(communique, "invited the WCO to speak"))
    assert "<blockquote" in page.text
    assert page.context["form"].initial["title"] == "Invited the WCO to speak"


def test_words_become_a_follow_up_of_their_meeting(communique: Record, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(words_address(communique, "invited the WCO"), LEAST)
    follow_up = FollowUp.objects.get()
    assert (answer.status_code, answer.url) == (302, communique.meeting.get_absolute_url())
    assert follow_up.passage is not None
    assert (follow_up.meeting, follow_up.passage.exact) == (communique.meeting, "invited the WCO")


def test_a_refused_form_stays_in_the_panel_with_all_that_was_typed(
    communique: Record, claire: User, sign_in: SignIn
) -> None:
    address = words_address(communique, "invited the WCO", "&within=margin")
    typed = LEAST | {"due_on": "some other day", "detail": "Long thoughts."}
    answer = sign_in(claire).post(address, typed, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"], FollowUp.objects.count()) == (422, "#panel", 0)
    assert ["Long thoughts." in answer.text, 'value="some other day"' in answer.text] == [True, True]
    # What is to be put right is not folded away.
    assert '<details class="further" open>' in answer.text


def test_a_follow_up_needs_no_meeting(eu: Organisation, claire: User, sign_in: SignIn) -> None:
    sign_in(claire).post(
        "/follow-ups/new/", LEAST | {"partner": "EU", "owner": "Claire Dubois", "due_on": "1 June 2030"}
    )
    follow_up = FollowUp.objects.get()
    assert (follow_up.meeting, follow_up.partner, follow_up.owner) == (None, eu, claire.person)


def test_a_meeting_can_be_named_in_the_address_or_the_form(visit: Meeting, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    client.post(f"/follow-ups/new/?meeting={visit.pk}", LEAST)
    client.post("/follow-ups/new/", LEAST | {"meeting": visit.label})
    assert [each.meeting for each in FollowUp.objects.all()] == [visit, visit]


def test_a_double_click_makes_one(communique: Record, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    for _ in range(2):
        client.post(words_address(communique, "invited the WCO"), LEAST | {"key": KEY})
    assert (FollowUp.objects.count(), communique.passages.count()) == (1, 1)


@pytest.mark.parametrize("query", ["meeting=99999", "meeting=1e9", "record=1&start=0&end=1", "record=x"])
def test_an_address_that_names_nothing_visible_makes_nothing(
    secret: FollowUp, omar: User, sign_in: SignIn, query: str
) -> None:
    assert sign_in(omar).post(f"/follow-ups/new/?{query}", LEAST).status_code in (302, 404)
    assert not FollowUp.objects.filter(recorder=omar).exclude(meeting=None).exists()


@pytest.mark.parametrize(("name", "most"), [("title", 250), ("detail", 20_000)])
def test_what_is_typed_may_be_so_long_and_no_longer(name: str, most: int, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    over = client.post("/follow-ups/new/", LEAST | {name: "x" * (most + 1)})
    sentence = f"This is {most + 1:,} characters long; it may be at most {most:,}. Shorten it."
    assert (over.status_code, over.context["form"].errors, FollowUp.objects.count()) == (422, {name: [sentence]}, 0)
    assert client.post("/follow-ups/new/", LEAST | {name: "x" * most}).status_code == 302
    assert [len(getattr(each, name)) for each in FollowUp.objects.all()] == [most]


def test_a_card_is_typed_as_long_as_a_title_may_be(claire: User, sign_in: SignIn) -> None:
    answers = [
        sign_in(claire).post("/follow-ups/new/open/", {"title": "x" * length, "key": str(uuid4())}).status_code
        for length in (250, 251)
    ]
    assert (answers, [len(each.title) for each in FollowUp.objects.all()]) == ([302, 422], [250])


def test_what_is_too_long_for_the_key_of_a_meeting_names_none(claire: User, sign_in: SignIn) -> None:
    asked = {"9" * 18: 404, "9" * 19: 200, "-1": 200, "": 200}
    assert {key: sign_in(claire).get(f"/follow-ups/new/?meeting={key}").status_code for key in asked} == asked


def test_a_reader_logs_nothing(noor: User, sign_in: SignIn) -> None:
    assert sign_in(noor).post("/follow-ups/new/", LEAST).status_code == 403


def test_a_title_typed_in_a_lane_of_the_board_becomes_a_card_there(
    claire: User, unit: Organisation, sign_in: SignIn
) -> None:
    client = sign_in(claire)
    board = client.get("/follow-ups/?layout=board")
    lanes = [lane.status for lane in board.context["lanes"] if lane.form]
    for lane in lanes:
        key = {"key": str(uuid4())}
        for _twice in range(2):
            answer = client.post(f"/follow-ups/new/{lane}/", {"title": f"Send it {lane}", **key})
            assert answer["Location"] == "/follow-ups/?layout=board"
    rows = FollowUp.objects.order_by("pk").values_list("title", "status", "kind", "unit__short_name", "recorder")
    assert list(rows) == [
        ("Send it open", "open", "document", "WCO", claire.pk),
        ("Send it in_progress", "in_progress", "document", "WCO", claire.pk),
    ]
    answers = [client.post(f"/follow-ups/new/{lane}/", {"title": ""}).status_code for lane in ("open", "done", "kind2")]
    assert answers == [422, 404, 404]


def test_what_may_be_promised_already_comes_after_what_is_typed(claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get("/follow-ups/new/?within=page").text
    # It comes while one types: Tab must lead from the title to the owner whether it is there or not.
    order = re.findall(r'name="(title|owner|due_on|kind)"|class="(near-titles)"', page)
    assert ["".join(part) for part in order] == ["title", "owner", "due_on", "kind", "near-titles"]


def test_what_is_typed_in_a_lane_stands_first_in_it_where_a_hand_may_put_cards(
    omar: User, make_follow_up: Make, secret: FollowUp, sign_in: SignIn
) -> None:
    dated = make_follow_up("Dated", due_on=timezone.localdate())
    client, board = sign_in(omar), "/follow-ups/?layout=board"
    assert f'name="before" value="{dated.pk}"' in client.get(board).text
    for title, before in (("Lower", dated.pk), ("Upper", dated.pk), ("Beside what is hidden", secret.pk), ("Odd", "x")):
        client.post("/follow-ups/new/open/", {"title": title, "before": before})
    lane = client.get(board).context["lanes"][0]
    assert [card.follow_up.title for card in lane.cards()][:3] == ["Lower", "Upper", "Dated"]
    assert 'name="before"' not in client.get(f"{board}&sort=title").text


def test_a_reader_has_no_line_to_type_in(noor: User, sign_in: SignIn) -> None:
    client = sign_in(noor)
    lanes = client.get("/follow-ups/?layout=board").context["lanes"]
    assert [lane.form for lane in lanes] == [None] * len(lanes)
    assert client.post("/follow-ups/new/open/", {"title": "Send it"}).status_code == 403


def edited(follow_up: FollowUp, **words: Any) -> dict[str, Any]:
    return LEAST | {"title": follow_up.title, "version": follow_up.version} | words


def test_editing_keeps_and_adds_mandates(
    make_follow_up: Make, resolution: Mandate, claire: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(kind="invitation", mandates=[resolution])
    other = Mandate.add(by=claire, kind="strategy", title="Strategy")
    words = edited(follow_up, mandates=[resolution.label, "Strategy"])
    sign_in(claire).post(f"/follow-ups/{follow_up.pk}/edit/", words)
    assert list(follow_up.mandates.order_by("pk")) == [resolution, other]


def test_editing_what_comes_from_words_leaves_its_meeting(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    words = edited(invitation, title="Speak in Brussels", owner="Claire Dubois", meeting="")
    sign_in(claire).post(f"/follow-ups/{invitation.pk}/edit/", words)
    meeting = invitation.meeting
    invitation.refresh_from_db()
    assert (invitation.title, invitation.meeting) == ("Speak in Brussels", meeting)


def test_two_people_at_one_title_see_both_and_lose_neither(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    invitation.edit(by=amina, title="Theirs")
    client = sign_in(claire)
    words = edited(invitation, title="Mine", version=1, owner="Claire Dubois", partner="EU")
    clash = client.post(f"/follow-ups/{invitation.pk}/edit/", words)
    assert (clash.status_code, "Theirs" in clash.text, 'value="Mine"' in clash.text) == (409, True, True)
    client.post(f"/follow-ups/{invitation.pk}/edit/", words | {"version": clash.context["form"].data["version"]})
    invitation.refresh_from_db()
    assert invitation.title == "Mine"


def test_two_people_at_two_fields_need_not_know(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    invitation.edit(by=amina, detail="Theirs")
    words = edited(invitation, title="Mine", version=1, owner="Claire Dubois", partner="EU")
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/edit/", words)
    invitation.refresh_from_db()
    assert (answer.status_code, invitation.title, invitation.detail) == (302, "Mine", "Theirs")


def test_another_strength_asks_why(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client, place = sign_in(claire), f"/follow-ups/{invitation.pk}/edit/"
    words = edited(invitation, owner="Claire Dubois", partner="EU", strength="offered")
    asked = client.post(place, words)
    assert (asked.status_code, "How firm it is changes. Say why." in asked.text) == (422, True)
    client.post(place, words | {"reason": "They only thought of it."})
    entry = invitation.history.latest("pk")
    assert (entry.note, entry.changes["strength"]["to"]) == ("They only thought of it.", "offered")


def test_a_strength_that_somebody_else_changed_meanwhile_asks_nobody_why(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    words = edited(invitation, title="Mine", owner="Claire Dubois", partner="EU")
    invitation.edit(by=amina, strength="offered", reason="They only thought of it.")
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/edit/", words)
    invitation.refresh_from_db()
    assert (answer.status_code, invitation.title, invitation.strength) == (302, "Mine", "offered")


def test_an_officer_cannot_take_what_is_anothers(invitation: FollowUp, omar: User, sign_in: SignIn) -> None:
    sign_in(omar).post(f"/follow-ups/{invitation.pk}/edit/", edited(invitation, owner="Omar Diallo", partner="EU"))
    invitation.refresh_from_db()
    assert str(invitation.owner) == "Claire Dubois"


def test_the_page_tells_the_story(invitation: FollowUp, amina: User, noor: User, sign_in: SignIn) -> None:
    invitation.move_to("dropped", by=amina, reason="Cancelled by the hosts.")
    page = sign_in(noor).get(f"/follow-ups/{invitation.pk}/").text
    told = (
        "The EU Coordinator invited the WCO to speak",
        "Amina Rahman",
        "Cancelled by the hosts.",
        "Dropped",
        "F-2018-001",
    )
    assert [words in page for words in told] == [True] * len(told)
    assert "Undo this change" not in page


def test_removing_asks_first(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    assert "Nothing is lost" in client.get(f"/follow-ups/{invitation.pk}/remove/").text
    answer = client.post(f"/follow-ups/{invitation.pk}/remove/")
    assert invitation.meeting is not None
    assert (answer.url, FollowUp.objects.present().count()) == (invitation.meeting.get_absolute_url(), 0)


def test_a_new_owner_and_partner_are_added_once_one_says_so(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    refused = client.post("/follow-ups/new/", LEAST | {"owner": "Rosa Conti", "partner": "Atlantis"})
    offered = [f'value="Add “{name}” to the directory"' in refused.text for name in ("Rosa Conti", "Atlantis")]
    assert (refused.status_code, offered, Person.objects.filter(name="Rosa Conti").exists()) == (
        422,
        [True, True],
        False,
    )
    # Without scripts the box under the field is ticked; with them the last suggestion stands in the field itself.
    ticked = ["Rosa Conti", "Add “Rosa Conti” to the directory"]
    client.post("/follow-ups/new/", LEAST | {"owner": ticked, "partner": "Add “Atlantis” to the directory"})
    follow_up = FollowUp.objects.get()
    assert (str(follow_up.owner), str(follow_up.partner)) == ("Rosa Conti", "Atlantis")


def test_a_ticked_box_adds_only_the_name_that_it_says(claire: User, sign_in: SignIn) -> None:
    ticked = ["Rosa Conte", "Add “Rosa Conti” to the directory"]
    answer = sign_in(claire).post("/follow-ups/new/", LEAST | {"owner": ticked})
    assert (answer.status_code, "Nothing is called “Rosa Conte”" in answer.text) == (422, True)


def test_a_beginning_names_the_owner_even_where_a_new_one_could_be_added(claire: User, sign_in: SignIn) -> None:
    sign_in(claire).post("/follow-ups/new/", LEAST | {"owner": "Claire"})
    assert FollowUp.objects.get().owner == claire.person

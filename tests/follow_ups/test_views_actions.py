"""Moving a follow-up on where one sees it: status, due date, owner, note, undo."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
TYPED = {"title": "Speak", "kind": "training", "strength": "agreed", "owed_by": "us", "classification": "general"}
HTMX = {"HX-Request": "true"}


def status_of(follow_up: FollowUp) -> str:
    follow_up.refresh_from_db()
    return str(follow_up.status)


def test_a_status_that_needs_nothing_is_one_post(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/to/in_progress/", {"version": 1})
    assert (answer.status_code, answer.url, status_of(invitation)) == (
        302,
        f"/follow-ups/{invitation.pk}/",
        "in_progress",
    )


@pytest.mark.parametrize(
    ("address", "typed", "looks"),
    [
        # Its session and user; itself, its needs, whether a change of it was asked for.
        ("/follow-ups/{pk}/to/in_progress/", {"version": "1"}, 5),
        # The same two; whom it names, whether they left, what the form made before, changes asked for.
        ("/follow-ups/new/", {**TYPED, "owner": "Claire Dubois", "partner": "EU", "key": str(uuid4())}, 7),
    ],
)
def test_a_deed_looks_only_at_what_its_rights_and_its_verb_need(
    make_follow_up: Make, eu: Organisation, claire: User, sign_in: SignIn, address: str, typed: Any, looks: int
) -> None:
    client, row = sign_in(claire), make_follow_up("Send")
    client.get("/keyboard-shortcuts/")
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address.format(pk=row.pk), typed).status_code == 302
    asked = [each["sql"] for each in queries if each["sql"].startswith("SELECT")]
    assert len(asked) == looks


def test_the_answer_leads_back_to_where_the_person_was(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    came = {"Referer": "http://testserver/follow-ups/?late=on"}
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/to/done/", {"version": 1}, headers=came)
    assert answer.url == "http://testserver/follow-ups/?late=on"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_never_leads_to_another_house(invitation: FollowUp, claire: User, sign_in: SignIn, address: str) -> None:
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/to/done/", {"version": 1, "next": address})
    assert answer.url == f"/follow-ups/{invitation.pk}/"


def test_sending_a_status_twice_is_sending_it_once(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    answers = [client.post(f"/follow-ups/{invitation.pk}/to/done/", {"version": 1}).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert invitation.history.filter(verb="moved").count() == 1


def test_a_status_that_needs_a_reason_asks_for_it(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/to/declined/", {"version": 1})
    assert (answer.status_code, status_of(invitation)) == (422, "open")
    assert answer.text.count("Say why, in a few words.") == 2


def test_in_a_dialog_the_refusal_stays_in_the_dialog(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    address = f"/follow-ups/{invitation.pk}/to/declined/?within=margin"
    answer = sign_in(claire).post(address, {"version": 1}, headers=HTMX)
    assert [answer[name] for name in ("HX-Retarget", "HX-Reselect", "HX-Reswap")] == ["#dialog", "#deed", "innerHTML"]


def test_waiting_takes_a_partner_by_name_and_a_date_in_words(
    invitation: FollowUp, eu: Organisation, claire: User, sign_in: SignIn
) -> None:
    words = {"version": 1, "waiting_on": "eu", "review_on": "30 June 2030"}
    sign_in(claire).post(f"/follow-ups/{invitation.pk}/to/waiting/", words)
    invitation.refresh_from_db()
    assert (invitation.status, invitation.waiting_on, invitation.review_on) == ("waiting", eu, date(2030, 6, 30))


def test_the_form_for_waiting_starts_with_the_partner(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    page = sign_in(claire).get(f"/follow-ups/{invitation.pk}/to/waiting/")
    assert 'value="European Union (EU)"' in page.text


@pytest.mark.parametrize("status", ["pending_resources", "nonsense"])
def test_a_status_nobody_may_choose_is_no_page(
    invitation: FollowUp, claire: User, sign_in: SignIn, status: str
) -> None:
    assert sign_in(claire).post(f"/follow-ups/{invitation.pk}/to/{status}/").status_code == 404


def test_a_move_that_the_life_does_not_know_is_told_so(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    follow_up = make_follow_up(kind="training")
    answer = sign_in(claire).post(f"/follow-ups/{follow_up.pk}/to/lapsed/", {"version": 1})
    assert (answer.status_code, status_of(follow_up)) == (422, "open")
    assert "It cannot go there from its present status" in answer.text
    assert ("Please look at this again." in answer.text, "Nothing you typed is lost" in answer.text) == (True, False)


def test_a_stale_move_shows_both_and_saving_again_keeps_mine(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    invitation.move_to("in_progress", by=amina)
    client = sign_in(claire)
    clash = client.post(f"/follow-ups/{invitation.pk}/to/done/", {"version": 1})
    assert (clash.status_code, status_of(invitation)) == (409, "in_progress")
    there = ("Done", "In progress", "Amina Rahman", "Keep theirs", invitation.title)
    assert [words in clash.text for words in there] == [True] * 5
    assert [words in clash.text for words in ("you typed", "you wrote", "Cancel")] == [False] * 3
    client.post(f"/follow-ups/{invitation.pk}/to/done/", {"version": clash.context["form"].data["version"]})
    assert status_of(invitation) == "done"


def test_a_stale_move_that_can_no_longer_be_made_says_who_was_quicker(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    invitation.move_to("done", by=amina)
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/to/in_progress/", {"version": 1}, follow=True)
    said = "Amina Rahman moved F-2018-001 to “Done” meanwhile. From there it cannot go to “In progress”."
    assert [str(message) for message in answer.context["messages"]] == [said]
    assert status_of(invitation) == "done"


def test_a_stale_page_does_not_stand_in_the_way_of_another_field(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    invitation.edit(by=amina, title="Speak in Brussels")
    sign_in(claire).post(f"/follow-ups/{invitation.pk}/to/done/", {"version": 1})
    assert (status_of(invitation), invitation.title) == ("done", "Speak in Brussels")


def test_an_owner_without_the_role_moves_their_own(make_follow_up: Make, noor: User, sign_in: SignIn) -> None:
    mine, other = make_follow_up(owner=noor.person), make_follow_up()
    client = sign_in(noor)
    assert [client.post(f"/follow-ups/{each.pk}/to/done/").status_code for each in (mine, other)] == [302, 403]


def test_a_due_date_is_typed_in_words(invitation: FollowUp, claire: User, sign_in: SignIn, today: date) -> None:
    sign_in(claire).post(f"/follow-ups/{invitation.pk}/due/", {"version": 1, "due_on": "tomorrow"})
    invitation.refresh_from_db()
    assert (invitation.due_on, invitation.first_due_on) == (today + timedelta(days=1), today + timedelta(days=1))


def test_the_second_move_of_a_due_date_asks_why(make_follow_up: Make, claire: User, sign_in: SignIn) -> None:
    follow_up = make_follow_up(due_on=date(2030, 5, 1))
    follow_up.set_due(date(2030, 6, 1), by=claire)
    client = sign_in(claire)
    answer = client.post(f"/follow-ups/{follow_up.pk}/due/", {"version": 2, "due_on": "1 July 2030"})
    assert (answer.status_code, "Say why it moves again" in answer.text) == (422, True)
    client.post(f"/follow-ups/{follow_up.pk}/due/", {"version": 2, "due_on": "1 July 2030", "reason": "They asked."})
    follow_up.refresh_from_db()
    assert follow_up.due_on == date(2030, 7, 1)


def test_a_due_date_that_is_none_keeps_what_was_typed(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/due/", {"version": 1, "due_on": "31 February 2030"})
    assert (answer.status_code, 'value="31 February 2030"' in answer.text) == (422, True)


def test_two_due_dates_at_once_show_both(invitation: FollowUp, claire: User, amina: User, sign_in: SignIn) -> None:
    invitation.set_due(date(2030, 5, 1), by=amina)
    answer = sign_in(claire).post(f"/follow-ups/{invitation.pk}/due/", {"version": 1, "due_on": "2 May 2030"})
    assert (answer.status_code, "1 May 2030" in answer.text, "2 May 2030" in answer.text) == (409, True, True)


def test_a_manager_hands_it_over(invitation: FollowUp, amina: User, omar: User, sign_in: SignIn) -> None:
    sign_in(amina).post(f"/follow-ups/{invitation.pk}/owner/", {"version": 1, "owner": "omar diallo"})
    invitation.refresh_from_db()
    assert invitation.owner == omar.person


def test_an_officer_who_has_nothing_to_do_with_it_does_not(invitation: FollowUp, omar: User, sign_in: SignIn) -> None:
    assert sign_in(omar).get(f"/follow-ups/{invitation.pk}/owner/").status_code == 403


def test_an_owner_nobody_knows_is_told_so(invitation: FollowUp, amina: User, sign_in: SignIn) -> None:
    answer = sign_in(amina).post(f"/follow-ups/{invitation.pk}/owner/", {"version": 1, "owner": "Nobody Atall"})
    assert (answer.status_code, "Nothing is called “Nobody Atall”" in answer.text) == (422, True)
    assert not Person.objects.filter(name="Nobody Atall").exists()


def test_a_note_is_kept_in_the_history(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    sign_in(claire).post(f"/follow-ups/{invitation.pk}/note/", {"note": "They rang.\r\nTwice."})
    assert invitation.history.first().note == "They rang.\nTwice."


def test_an_empty_note_is_asked_for_again(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    assert sign_in(claire).post(f"/follow-ups/{invitation.pk}/note/", {"note": " "}).status_code == 422


def test_the_last_change_is_undone_from_the_message(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    moved: Any = client.post(f"/follow-ups/{invitation.pk}/to/done/", {"version": 1}, follow=True)
    address = f"/follow-ups/{invitation.pk}/undo/{invitation.history.first().pk}/"
    assert f'action="{address}" hx-post="{address}"' in moved.text
    client.post(address)
    assert status_of(invitation) == "open"


def test_a_change_that_is_no_longer_the_last_is_not_undone(
    invitation: FollowUp, claire: User, amina: User, sign_in: SignIn
) -> None:
    entry = invitation.move_to("in_progress", by=claire)
    assert entry is not None
    invitation.move_to("done", by=amina)
    answer: Any = sign_in(claire).post(f"/follow-ups/{invitation.pk}/undo/{entry.pk}/", follow=True)
    assert "can no longer be undone" in answer.text
    assert status_of(invitation) == "done"


def test_removing_is_undone_too(invitation: FollowUp, claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    client.post(f"/follow-ups/{invitation.pk}/remove/")
    assert client.get(f"/follow-ups/{invitation.pk}/").status_code == 404
    client.post(f"/follow-ups/{invitation.pk}/undo/{invitation.history.first().pk}/")
    assert client.get(f"/follow-ups/{invitation.pk}/").status_code == 200


def test_another_things_entry_is_no_entry_of_this_one(
    invitation: FollowUp, make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    entry = make_follow_up().move_to("done", by=claire)
    assert entry is not None
    assert sign_in(claire).post(f"/follow-ups/{invitation.pk}/undo/{entry.pk}/").status_code == 404


@pytest.mark.parametrize("deed", ["to/done", "due", "owner", "note", "remove", "edit", ""])
def test_a_strangers_restricted_follow_up_is_not_found(
    secret: FollowUp, omar: User, sign_in: SignIn, deed: str
) -> None:
    address = f"/follow-ups/{secret.pk}/{deed}/" if deed else f"/follow-ups/{secret.pk}/"
    client = sign_in(omar)
    assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}


DEEDS = ["to/done", "due", "owner", "note", "remove", "edit", "snooze", "wake", "restore"]


@pytest.mark.parametrize("deed", DEEDS)
def test_who_only_reads_does_nothing_to_what_is_not_theirs(
    make_follow_up: Make, noor: User, claire: User, sign_in: SignIn, deed: str
) -> None:
    follow_up = make_follow_up()
    if deed == "restore":
        follow_up.remove(by=claire)
    answer = sign_in(noor).post(f"/follow-ups/{follow_up.pk}/{deed}/")
    assert (answer.status_code, FollowUp.objects.get(pk=follow_up.pk).version) == (403, follow_up.version)


def test_who_owns_it_without_the_role_moves_it_but_does_not_edit_give_or_remove_it(
    make_follow_up: Make, noor: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(owner=noor.person)
    client = sign_in(noor)
    codes = {deed: client.get(f"/follow-ups/{follow_up.pk}/{deed}/").status_code for deed in DEEDS[:7]}
    refused = dict.fromkeys(("owner", "remove", "edit"), 403)
    assert codes == dict.fromkeys(DEEDS[:7], 200) | refused


def test_who_only_reads_neither_undoes_another_change_nor_lists_what_was_removed(
    make_follow_up: Make, noor: User, claire: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up()
    entry = follow_up.move_to("done", by=claire)
    assert entry
    client = sign_in(noor)
    answers = [client.post(f"/follow-ups/{follow_up.pk}/undo/{entry.pk}/"), client.get("/follow-ups/removed/")]
    assert ([answer.status_code for answer in answers], status_of(follow_up)) == ([403, 403], "done")


def test_a_strangers_restricted_follow_up_that_was_removed_stays_out_of_reach(
    secret: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    entry = secret.remove(by=claire)
    assert entry
    client = sign_in(omar)
    posts = [client.post(f"/follow-ups/{secret.pk}/{deed}/") for deed in ("restore", f"undo/{entry.pk}")]
    assert [answer.status_code for answer in posts] == [404, 404]
    assert list(client.get("/follow-ups/removed/").context["rows"]) == []


def test_what_was_removed_last_stands_first_among_the_removed(
    make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    first, second, there = (make_follow_up(title) for title in ("First", "Second", "There"))
    for each in (second, first):
        each.remove(by=claire)
    page = sign_in(claire).get("/follow-ups/removed/")
    assert (list(page.context["rows"]), there.removed_at) == ([first, second], None)


def test_an_officer_gives_an_owner_to_what_has_none_or_is_theirs_and_a_manager_to_everything(
    make_follow_up: Make, claire: User, omar: User, amina: User, sign_in: SignIn
) -> None:
    free, recorded = make_follow_up("Free"), make_follow_up("Recorded", by=omar, owner=claire.person)
    own, other = make_follow_up("Own", owner=omar.person), make_follow_up("Other", owner=claire.person)
    codes = [[sign_in(user).get(f"/follow-ups/{each.pk}/owner/").status_code for each in (free, recorded, own, other)]
             for user in (omar, amina)]  # fmt: skip
    assert codes == [[200, 200, 200, 403], [200] * 4]

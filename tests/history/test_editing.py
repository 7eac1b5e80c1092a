"""The page of a form that somebody else overtook."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from tests.house.pages import as_sent, lines_of
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.mandates.models import Mandate
from tracker.pledges.models import Pledge


def test_what_two_chose_is_shown_in_words_with_a_button_that_keeps_ones_own(
    resolution: Mandate, claire: User, amina: User, sign_in: Callable[[User], Client]
) -> None:
    client, path = sign_in(claire), f"{resolution.get_absolute_url()}edit/"
    sent = as_sent(client.get(path), kind="strategy")
    resolution.change("edited", by=amina, kind="agreement")
    page = client.post(path, sent)
    lines = lines_of(page)
    assert (page.status_code, "Save mine" in lines, "Save" in lines) == (409, True, False)
    assert "| Kind | Strategy | Agreement Amina Rahman |" in lines


def test_what_somebody_else_did_is_said_at_once_where_it_is_why_a_reason_is_asked_for(
    make_follow_up: Callable[..., FollowUp], make_pledge: Callable[..., Pledge], claire: User, amina: User,
    sign_in: Callable[[User], Client],
) -> None:  # fmt: skip
    moved, put_off, pledge = make_follow_up(), make_follow_up(due_on=date(2018, 6, 1)), make_pledge(5_000)
    moved.move_to("in_progress", by=claire)
    sent = {
        f"{moved.get_absolute_url()}to/open/": {"version": moved.version},
        f"{put_off.get_absolute_url()}due/": {"version": put_off.version, "due_on": "2018-06-20"},
        f"{pledge.get_absolute_url()}to/pledged/": {"version": pledge.version},
    }
    moved.move_to("done", by=amina)
    put_off.set_due(date(2018, 6, 10), by=amina)
    pledge.move_to("committed", by=amina)
    client = sign_in(claire)
    pages = [client.post(path, typed) for path, typed in sent.items()]
    told = [(page.status_code, [line for line in lines_of(page) if "Amina Rahman |" in line]) for page in pages]
    assert told == [
        (409, ["| Status | Open | Done Amina Rahman |"]),
        (409, ["| Due date | 20 June 2018 | 10 June 2018 Amina Rahman |"]),
        (409, ["| Stage | Pledged | Committed Amina Rahman |"]),
    ]
    # Whoever saves their own is still asked why.
    again = [client.post(path, as_sent(page)).status_code for path, page in zip(sent, pages, strict=True)]
    assert again == [422, 422, 422]


def test_a_form_starts_from_the_page_that_led_to_it(
    make_follow_up: Callable[..., FollowUp], make_pledge: Callable[..., Pledge], claire: User, amina: User,
    sign_in: Callable[[User], Client],
) -> None:  # fmt: skip
    """So that who declines what they saw open reads that somebody else had begun it."""
    row, pledge, client = make_follow_up(), make_pledge(5_000), sign_in(claire)
    asked = {f"{row.get_absolute_url()}to/declined/": row, f"{pledge.get_absolute_url()}to/withdrawn/": pledge}
    seen = [each.version for each in asked.values()]
    row.move_to("in_progress", by=amina)
    pledge.move_to("committed", by=amina)
    forms = [client.get(f"{path}?version={version}") for path, version in zip(asked, seen, strict=True)]
    sent = [as_sent(form, reason="No money.") for form in forms]
    assert [client.post(path, typed).status_code for path, typed in zip(asked, sent, strict=True)] == [409, 409]
    path = next(iter(asked))
    begun = [client.get(f"{path}?version={said}").context["form"]["version"].value() for said in ("9", "x", "", "0")]
    assert begun == [row.version] * 4


def test_a_dialog_for_what_is_so_already_stays_shut_and_the_page_says_so(
    make_follow_up: Callable[..., FollowUp], make_pledge: Callable[..., Pledge], claire: User, amina: User,
    sign_in: Callable[[User], Client],
) -> None:  # fmt: skip
    """There is no form any more that could stand in it."""
    row, pledge, client = make_follow_up(), make_pledge(5_000), sign_in(claire)
    row.move_to("declined", by=amina, reason="No money.")
    pledge.move_to("withdrawn", by=amina, reason="No money.")
    asked = {f"{row.get_absolute_url()}to/declined/": "/follow-ups/", f"{pledge.get_absolute_url()}to/withdrawn/": "/"}
    said = [f"{row.reference} is now: Declined", f"{pledge} is now: Withdrawn"]
    answers = [client.get(path, headers={"HX-Request": "true", "Referer": page}) for path, page in asked.items()]
    assert [(each.status_code, each.headers["HX-Redirect"]) for each in answers] == [(200, "/follow-ups/"), (200, "/")]
    page = client.get("/meetings/")
    assert [line in page.text for line in said] == [True, True]
    # Without scripts the page itself is led back to.
    assert client.get(next(iter(asked))).headers["Location"] == row.get_absolute_url()

"""Steps are laid on days of work, by the calendars of the house and of the partner; the page says why one was moved."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.conftest import facts
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation, Step
from tracker.invitations.step_schedule import format_move, laid_on

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
NEW_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("number", "first", "last", "laid"),
    [
        (-7, NEW_YEAR, NEW_YEAR, date(2026, 12, 24)),
        (-5, NEW_YEAR, NEW_YEAR, date(2026, 12, 24)),
        (0, NEW_YEAR, NEW_YEAR, NEW_YEAR),
        (1, date(2026, 12, 11), date(2026, 12, 11), date(2026, 12, 14)),
        (2, date(2026, 12, 10), date(2026, 12, 10), date(2026, 12, 11)),
        (5, date(2026, 12, 7), date(2026, 12, 7), date(2026, 12, 11)),
    ],
)
def test_a_step_is_brought_forward_but_never_over_the_event(number: int, first: date, last: date, laid: date) -> None:
    assert laid_on(number, first, last, {"BE"}) == laid


@pytest.mark.parametrize(
    ("day", "laid", "said"),
    [
        (date(2026, 12, 25), date(2026, 12, 24), "brought forward: 25 December is a holiday"),
        (date(2026, 12, 27), date(2026, 12, 24), "brought forward: 27 December is a Sunday"),
        (date(2026, 12, 12), date(2026, 12, 14), "put off: 12 December is a Saturday"),
        (date(2026, 12, 24), date(2026, 12, 24), ""),
        (date(2026, 12, 23), date(2026, 12, 24), ""),
    ],
)
def test_it_is_said_why_a_day_was_moved(day: date, laid: date, said: str) -> None:
    assert format_move(day, laid, {"BE"}) == said


def plan(event: Invitation) -> dict[str, date]:
    return {step.kind: step.due_on for step in event.steps.all()}


@pytest.fixture
def enter_in_winter(make_follow_up: Make, claire: User) -> Callable[..., Invitation]:
    """An event on the first of January, entered in time."""

    def enter(**values: object) -> Invitation:
        follow_up = make_follow_up(kind="invitation", **values)
        return Invitation.enter(follow_up, by=claire, on=date(2026, 11, 2), **facts(NEW_YEAR))

    return enter


def test_a_house_without_a_country_rests_at_weekends_alone(enter_in_winter: Callable[..., Invitation]) -> None:
    assert plan(enter_in_winter()) == {
        "reply": date(2026, 12, 11), "speaker": date(2026, 12, 14), "travel": date(2026, 12, 18),
        "text": date(2026, 12, 25), "deliver": NEW_YEAR, "readout": date(2027, 1, 6),
    }  # fmt: skip


def test_the_house_and_the_partner_both_work_on_the_days_of_steps(
    enter_in_winter: Callable[..., Invitation], eu: Organisation, europol: Organisation, settings: Any
) -> None:
    settings.COUNTRY = "BE"
    eu.change("edited", by=None, country="JO")
    assert plan(enter_in_winter(partner=europol)) == {
        "reply": date(2026, 12, 10), "speaker": date(2026, 12, 14), "travel": date(2026, 12, 17),
        "text": date(2026, 12, 24), "deliver": NEW_YEAR, "readout": date(2027, 1, 6),
    }  # fmt: skip


def test_a_part_works_as_the_whole_unless_it_says_another(eu: Organisation, europol: Organisation) -> None:
    before = europol.works_in
    eu.change("edited", by=None, country="BE")
    inherited = Organisation.objects.get(pk=europol.pk).works_in
    europol.change("edited", by=None, country="NL")
    assert (before, inherited, europol.works_in) == ("", "BE", "NL")


def test_the_page_says_why(
    enter_in_winter: Callable[..., Invitation], claire: User, settings: Any, sign_in: SignIn
) -> None:
    settings.COUNTRY = "BE"
    event = enter_in_winter()
    page = " ".join(sign_in(claire).get(event.follow_up.get_absolute_url()).text.split())
    assert "7 days before · brought forward: 25 December is a holiday" in page


@pytest.fixture
def laid_before(make_follow_up: Make, claire: User, settings: Any) -> Invitation:
    """Laid when the house had no country; it is in Belgium since. Christmas is on a Tuesday that year."""
    event = Invitation.enter(make_follow_up(kind="invitation"), by=claire, **facts(date(2097, 1, 1)))
    settings.COUNTRY = "BE"
    return event


def test_steps_that_lie_on_a_day_off_since_calendars_changed_are_moved_in_one_press_and_back(
    laid_before: Invitation, claire: User, sign_in: SignIn
) -> None:
    client, row, was = sign_in(claire), laid_before.follow_up, plan(laid_before)
    address = row.get_absolute_url()
    assert [step.kind for step in client.get(address).context["on_days_off"]] == ["text"]
    client.post(f"{address}steps/working-days/")
    assert plan(laid_before) == was | {"text": date(2096, 12, 24)}
    page = client.get(address)
    assert (page.context["on_days_off"], page.context["last"].verb) == ([], "laid")
    client.post(f"{address}undo/{page.context['last'].pk}/")
    assert plan(laid_before) == was
    [line] = client.get(address).context["threads"][0].lines
    assert (line.label, line.after.split(", ")[3]) == ("Steps", "Clear the text: 25 December 2096")


def test_what_was_done_or_is_for_a_day_that_somebody_named_stays(laid_before: Invitation, claire: User) -> None:
    laid_before.follow_up.change("edited", by=claire, **{"invitation.reply_by": date(2096, 12, 25)})
    laid_before.steps.get(kind="text").do(by=claire)
    assert (laid_before.move_to_working_days(by=claire), plan(laid_before)["reply"]) == (None, date(2096, 12, 25))


def test_what_lies_in_the_past_is_for_the_first_day_of_work(make_follow_up: Make, claire: User) -> None:
    """Entered on a Saturday, five days before."""
    follow_up = make_follow_up(kind="invitation")
    event = Invitation.enter(follow_up, by=claire, on=date(2018, 5, 26), **facts(date(2018, 5, 31)))
    assert Step.objects.get(invitation=event, kind="travel").due_on == date(2018, 5, 28)


def test_a_country_is_chosen_by_name_and_told_on_the_page(eu: Organisation, amina: User, sign_in: SignIn) -> None:
    client = sign_in(amina)
    form = client.get(f"/partners/{eu.pk}/edit/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"country": "BE"}
    client.post(f"/partners/{eu.pk}/edit/", {name: value for name, value in typed.items() if value})
    assert (Organisation.objects.get(pk=eu.pk).country, "Belgium" in client.get(f"/partners/{eu.pk}/").text) == (
        "BE", True,
    )  # fmt: skip

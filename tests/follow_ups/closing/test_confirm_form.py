"""What the form that confirms asks of whom, on which days it takes it, and in whose name."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from tests.conftest import account
from tracker.accounts.models import Role, User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.closing.forms import ConfirmForm
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.kit.date_formats import format_date

Make = Callable[..., FollowUp]
WHO = "Say who confirmed it."
OWNER = "Its owner reported it done. Name somebody else who confirms it."


@pytest.fixture
def reported(make_follow_up: Make, noor: User, eu: Organisation, today: date) -> FollowUp:
    """Five days ago."""
    ClosingRule.add(by=None, kind="training")
    row = make_follow_up("Train", kind="training", owner=noor.person, partner=eu)
    row.move_to("done", by=noor)
    days = today - timedelta(days=5)
    FollowUp.objects.filter(pk=row.pk).update(reported_on=days, ended_on=days)
    return FollowUp.objects.get(pk=row.pk)


@pytest.fixture
def rosa(wco: Organisation, eu: Organisation) -> User:
    """Who only reads along, and to whose organisation it was promised."""
    reader = account(wco, "Rosa Lind", Role.READER)
    Appointment.objects.create(person=reader.person, organisation=eu, title="Adviser")
    return reader


def filled(row: FollowUp, user: User, **typed: str) -> ConfirmForm:
    data = QueryDict(mutable=True)
    data.update({"confirmed_on": "today", **typed})
    form = ConfirmForm(data, follow_up=row, user=user)
    form.is_valid()
    return form


def answer_of(row: FollowUp, user: User, name: str = "") -> str:
    """In whose name it is, or why not."""
    form = filled(row, user, confirmed_by=name)
    return str(form.who) if form.is_valid() else " ".join(each for errors in form.errors.values() for each in errors)


def test_who_may_confirm_it_alone_names_nobody_and_who_owns_it_never_does(
    reported: FollowUp, amina: User, claire: User, noor: User, rosa: User, coordinator: Person
) -> None:
    names = ("", "Noor Haddad", "Gilles de Kerchove", "Amina Rahman", "Zed")
    zed = "Nothing is called “Zed”"
    found = {user.name: [answer_of(reported, user, name) for name in names] for user in (amina, claire)}
    assert [said.startswith(zed) for said in (found["Amina Rahman"].pop(), found["Claire Dubois"].pop())] == [True] * 2
    assert found == {
        "Amina Rahman": ["Amina Rahman", OWNER, "Gilles de Kerchove", "Amina Rahman"],
        "Claire Dubois": [WHO, OWNER, "Gilles de Kerchove", "Amina Rahman"],
    }
    # Only whoever may log names others, whatever they send.
    assert [answer_of(reported, rosa, name) for name in names] == ["Rosa Lind"] * len(names)
    reported.give_to(amina.person, by=claire)
    assert [answer_of(reported, amina, name) for name in names[:4]] == [WHO, "Noor Haddad", "Gilles de Kerchove", OWNER]
    reported.give_to(None, by=claire)
    assert [answer_of(reported, each) for each in (amina, claire)] == ["Amina Rahman", WHO]


def test_it_says_whose_word_counts(reported: FollowUp, amina: User, claire: User, rosa: User) -> None:
    def helped(user: User) -> tuple[list[str], Any]:
        form = ConfirmForm(None, follow_up=reported, user=user)
        return [*form.fields], "confirmed_by" in form.fields and form.fields["confirmed_by"].help_text

    fields = ["confirmed_by", "confirmed_by_is_new", "confirmed_on", "note"]
    alone = "Somebody of {}, for instance. Leave it empty when you confirm it yourself."
    beside = "Somebody of {}, or a manager."
    assert helped(rosa) == (["confirmed_on", "note"], False)
    for partner, name in ((reported.partner, "EU"), (None, "the partner")):
        reported.partner = partner
        said = [helped(user)[1] for user in (amina, claire)]
        assert said == [alone.format(name), beside.format(name)]
    reported.owner = amina.person
    assert (helped(amina)[1], set(helped(amina)[0]) - set(fields)) == (beside.format("the partner"), set())


def test_the_day_is_from_that_on_which_it_was_reported_to_today(reported: FollowUp, amina: User, today: date) -> None:
    early = f"It was reported done later than that, on {format_date(today - timedelta(days=5))}."
    found = {}
    for days in (-6, -5, -1, 0, 1):
        form = filled(reported, amina, confirmed_on=(today + timedelta(days=days)).isoformat(), note="I was there.")
        found[days] = form.confirmed() if form.is_valid() else form.errors["confirmed_on"][0]
    fits = {days: {"on": today + timedelta(days=days), "note": "I was there."} for days in (-5, -1, 0)}
    assert found == {-6: early, **fits, 1: "This day is still to come."}
    form = ConfirmForm(None, follow_up=reported, user=amina)
    assert (form.initial, form.auto_id) == ({"confirmed_on": today}, "deed_%s")


def test_what_is_confirmed_keeps_day_name_and_words_and_leads_back(
    reported: FollowUp, amina: User, noor: User, coordinator: Person, sign_in: Callable[[User], Client], today: date
) -> None:
    place, day = reverse("follow_ups:confirm", args=[reported.pk]), today - timedelta(days=2)
    assert [sign_in(noor).post(place, {"confirmed_on": "today"}).status_code, reported.history.count()] == [403, 2]
    sent = {"confirmed_on": day.isoformat(), "confirmed_by": "Gilles de Kerchove", "note": "By telephone."}
    answer = sign_in(amina).post(place, sent)
    row = FollowUp.objects.get(pk=reported.pk)
    entry = row.history.first()
    assert (answer.url, row.confirmed_on, row.confirmed_by) == (row.get_absolute_url(), day, coordinator)
    assert (entry.verb, entry.by, entry.note) == ("confirmed", amina, "By telephone.")

"""Why forms of an event are refused, what is said of each deed, and which step is whose: two of each, and each edge."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.utils.html import strip_tags

from tests.conftest import Enter, facts
from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.invitations.event_wording import format_standing, format_when
from tracker.invitations.forms import EventForm, ReadoutForm, SpeakerForm, StepForm
from tracker.invitations.models import Invitation, Step
from tracker.invitations.models.laid_steps import LaidStep
from tracker.invitations.next_steps import next_steps
from tracker.invitations.step_schedule import StepKind
from tracker.meetings.models import Meeting

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
FIXED = "The day is not fixed yet: leave this empty, or type the day."
AFTER = "The day to reply by comes after the event."
SKIPPED = "The clocks skip this time on that day. Type another."


def query(**typed: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: str(each) for name, each in typed.items()})
    return data


def errors(form: Any) -> dict[str, list[str]]:
    form.is_valid()
    return {name: [str(each) for each in found] for name, found in form.errors.items()}


# What is typed beside a title, a direction, a role and Brussels; and why it is refused.
REFUSED: list[tuple[dict[str, str], dict[str, list[str]]]] = [
    ({"first_day": "31 May 2018"}, {}), ({"first_day": "31 May 2018", "last_day": "31 May 2018"}, {}),
    ({"first_day": "31 May 2018", "last_day": "30 May 2018"}, {"last_day": ["The last day comes before the first."]}),
    ({"first_day": "31 May 2018", "reply_by": "31 May 2018"}, {}),
    ({"first_day": "31 May 2018", "reply_by": "1 June 2018"}, {"reply_by": [AFTER]}),
    ({"first_day": "31 May 2018", "until": "10:00"}, {"begins": ["Type when it starts as well."]}),
    ({"first_day": "31 May 2018", "until": "10:00", "reply_by": "1 June 2018"}, {
        "reply_by": [AFTER], "begins": ["Type when it starts as well."],
    }),
    ({"first_day": "31 May 2018", "begins": "10:00", "until": "09:59"}, {"until": ["It ends before it starts."]}),
    ({"first_day": "31 May 2018", "begins": "10:00", "until": "10:00"}, {}),
    ({"first_day": "31 May 2018", "last_day": "1 June 2018", "begins": "10:00", "until": "09:00"}, {}),
    ({"first_day": "25 March 2018", "begins": "02:30"}, {"begins": [SKIPPED]}),
    ({"first_day": "25 March 2018", "begins": "03:00"}, {}),
    ({"first_day": "24 March 2018", "last_day": "25 March 2018", "begins": "10:00", "until": "02:30"}, {
        "until": [SKIPPED],
    }),
    ({"first_day": "June 2018"}, {}), ({"first_day": "June 2018", "last_day": "9 June 2018"}, {"last_day": [FIXED]}),
    ({"first_day": "June 2018", "begins": "10:00", "until": "11:00"}, {"begins": [FIXED], "until": [FIXED]}),
    ({"first_day": "June 2018", "until": "11:00"}, {"until": [FIXED]}),
    ({"first_day": "June 2018", "reply_by": "30 June 2018"}, {}),
    ({"first_day": "June 2018", "reply_by": "1 July 2018"}, {"reply_by": [AFTER]}),
]  # fmt: skip


def test_why_an_event_is_refused(invitation: FollowUp, claire: User) -> None:
    started = {"title": "Workshop", "direction": "received", "role": "speaker", "zone": "Brussels"}

    def refused(**typed: str) -> dict[str, list[str]]:
        return errors(EventForm(query(**started | typed), follow_up=invitation, user=claire))

    assert [refused(**typed) for typed, _why in REFUSED] == [why for _typed, why in REFUSED]
    assert {name: [*refused(**{"first_day": "31 May 2018", name: value})] for name, value in (
        ("title", ""), ("title ", ""), ("direction", "x"), ("role", "x"), ("zone", "Atlantis"), ("link", "no link"),
        ("place", "x" * 201), ("organiser_name", "x" * 201), ("first_day", ""),
    )} == {
        "title": ["title"], "title ": [], "direction": ["direction"], "role": ["role"], "zone": ["zone"],
        "link": ["link"], "place": ["place"], "organiser_name": ["organiser_name"], "first_day": ["first_day"],
    }  # fmt: skip


def test_what_the_forms_of_an_event_give(
    workshop: Invitation, eu: Organisation, claire: User, coordinator: Person
) -> None:
    row = FollowUp.objects.get(pk=workshop.follow_up_id)
    begun = EventForm(None, follow_up=row, user=claire)
    assert {name: begun.initial[name] for name in begun.fields} == {
        "title": "Workshop on Iraqi heritage", "direction": "received", "role": "speaker",
        "first_day": date(2018, 5, 31), "last_day": None, "begins": None, "until": None, "place": "Brussels",
        "zone": "Europe/Brussels", "link": "", "reply_by": date(2018, 5, 29), "speaker": None, "organiser": None,
        "organiser_name": "", "version": row.version,
    }  # fmt: skip
    typed = {
        "title": "Talks", "direction": "issued", "role": "chair", "first_day": "31 May 2018", "last_day": "1 June 2018",
        "begins": "9:30", "until": "17:00", "place": "Ghent", "zone": "Tokyo", "link": "https://x.example/",
        "reply_by": "29 May 2018", "speaker": "Gilles de Kerchove", "organiser": "EU", "organiser_name": "The EU",
    }  # fmt: skip
    form = EventForm(query(**typed), follow_up=row, user=claire)
    assert errors(form) == {}
    assert form.facts() == {
        "title": "Talks", "direction": "issued", "role": "chair", "organiser": eu, "organiser_name": "The EU",
        "place": "Ghent", "link": "https://x.example/", "zone": "Asia/Tokyo", "reply_by": date(2018, 5, 29),
        "speaker": coordinator, "starts": datetime(2018, 5, 31, 0, 30, tzinfo=UTC),
        "ends": datetime(2018, 6, 1, 8, 0, tzinfo=UTC), "days_said": "",
    }  # fmt: skip
    speaker, readout = SpeakerForm(None, event=workshop, user=claire), ReadoutForm(None, event=workshop)
    assert (speaker.initial, readout.initial) == (
        {"speaker": None, "version": row.version}, {"readout": "", "version": row.version},
    )  # fmt: skip


def test_why_a_step_is_refused_and_what_it_gives(workshop: Invitation, claire: User, noor: User, amina: User) -> None:
    own = Step.add_to(workshop, by=claire, kind="other", title="Slides", days=-2, owner=noor.person)
    usual = workshop.steps.get(kind="travel")

    def read(step: Step | None = None, **typed: Any) -> Any:
        given = {"title": "", "number": "3", "side": "before", **typed}
        form = StepForm(query(**given), event=workshop, user=claire, step=step)
        return errors(form) or form.facts()

    name, there = "Name the step.", "This step is in the list already."
    assert [
        read(kind="other"), read(kind="travel"), read(kind="travel", title="x"), read(kind="other", title="x" * 201),
        read(own), read(usual), read(own, title="Slides"), read(kind="x", title="x"), read(kind=""),
    ] == [
        {"title": [name]}, {"kind": [there]}, {"kind": [there]},
        {"title": ["This is 201 characters long; it may be at most 200. Shorten it."]}, {"title": [name]},
        {"title": "", "days": -3, "owner": None}, {"title": "Slides", "days": -3, "owner": None},
        {"kind": ["Select a valid choice. x is not one of the available choices."]},
        {"kind": ["This field is required."]},
    ]  # fmt: skip
    usual.remove(by=claire)
    assert read(kind="travel", side="after", number="0", owner="Noor Haddad") == {
        "kind": "travel", "title": "", "days": 0, "owner": noor.person,
    }  # fmt: skip
    forms = [StepForm(None, event=workshop, user=claire, step=each) for each in (own, None)]
    assert [{**form.initial} for form in forms] == [
        {"title": "Slides", "number": 2, "side": "before", "owner": noor.person}, {},
    ]  # fmt: skip
    after = Step(invitation=workshop, title="x", days=4)
    late = StepForm(None, event=workshop, user=claire, step=after)
    assert (late.initial["number"], late.initial["side"], [*late.fields]) == (
        4,
        "after",
        ["title", "number", "side", "owner"],
    )


def test_which_steps_somebody_is_to_do_next(enter: Enter, claire: User, noor: User, omar: User, today: date) -> None:
    event, other = enter(30, today=today, title="Ours"), enter(30, today=today, title="Other")
    Step.objects.all().delete()
    for title, days, invitation, values in (
        ("in a week", 7, event, {}), ("in eight days", 8, event, {}), ("late", -9, event, {}), ("hers", 1, event, {
            "owner": noor.person,
        }), ("done", 1, event, {"done_on": today}), ("deliver", 1, event, {"kind": StepKind.DELIVER}),
        ("of a lapsed one", 1, other, {}), ("without a day", None, event, {}),
    ):  # fmt: skip
        due = None if days is None else today + days * DAY
        Step.objects.create(**{"invitation": invitation, "title": title, "days": 0, "due_on": due, **values})
    FollowUp.objects.get(pk=other.follow_up_id).move_to("lapsed", by=claire)

    def titles(user: User, most: int = 8) -> list[str]:
        return [step.title for step in next_steps(User.objects.get(pk=user.pk), today, most)]

    assert [titles(user) for user in (claire, noor, omar)] == [["late", "in a week"], ["hers"], []]
    assert titles(claire, 1) == ["late"]
    Step.objects.filter(title__in=["late", "in a week"]).delete()
    assert titles(claire) == ["in eight days"]
    Step.objects.filter(title="in eight days").delete()
    assert titles(claire) == ["without a day"]
    assert next_steps(User(name="Without a person"), today, 8) == []
    FollowUp.objects.filter(pk=event.follow_up_id).update(kind="other")
    assert (titles(claire), titles(noor)) == ([], ["hers"])
    FollowUp.objects.filter(pk=event.follow_up_id).update(classification="restricted", owner=None)
    assert titles(noor) == []


def test_what_is_said_of_each_deed_of_an_event(workshop: Invitation, claire: User, noor: User, sign_in: SignIn) -> None:
    row = workshop.follow_up
    here = row.get_absolute_url()

    def said(path: str, user: User = claire, **typed: Any) -> list[Any]:
        answer = sign_in(user).post(f"{here}{path}", typed)
        words = [strip_tags(str(each)).partition("\n")[0].strip() for each in get_messages(answer.wsgi_request)]
        return [answer.headers.get("Location", answer.status_code), *words]

    text, reply = (workshop.steps.get(kind=kind) for kind in ("text", "reply"))
    assert [
        said("event/answer/tentative/"), said("event/answer/tentative/"), said("event/answer/declined/"),
        said(f"steps/{text.pk}/done/"), said(f"steps/{text.pk}/undone/"), said(f"steps/{reply.pk}/done/"),
        said("steps/working-days/"), said("event/delivered/"), said("event/answer/accepted/"),
    ] == [
        [here, f"{row.reference}: Tentative"], [here], [404], [here], [here], [here], [here],
        [here, f"{row.title}: delivered. The readout comes next."], [here, f"{row.reference}: Accepted"],
    ]  # fmt: skip
    page = sign_in(claire).get(f"{here}event/readout/")
    assert said("event/readout/", **as_sent(page, readout="Fine."))[0] == here
    FollowUp.objects.get(pk=row.pk).move_to("done", by=claire)
    assert said("event/answer/tentative/") == [here, "It has ended. Reopen it before you change the answer."]
    bare = FollowUp.log(by=claire, title="Bare", kind="invitation")
    other = FollowUp.log(by=claire, title="Other", kind="training")
    client = sign_in(claire)
    codes = [client.get(f"{each.get_absolute_url()}{path}").status_code for each in (bare, other)
             for path in ("event/", "event/speaker/", "event/readout/", "steps/new/")]  # fmt: skip
    assert codes == [200, 404, 404, 404, 404, 404, 404, 404]
    titles = [client.get(f"{each.get_absolute_url()}event/").context["title"] for each in (bare, row)]
    assert titles == ["Enter the event", "Edit the event"]


def test_how_an_event_stands_and_when_it_is(workshop: Invitation, claire: User, settings: Any) -> None:
    week = facts(date(2018, 6, 1), date(2018, 6, 30), days_said="June 2018", place="Ghent")
    events = [Invitation(**facts(date(2018, 5, 31), **more)) for more in (
        {"reply_by": date(2018, 5, 29), "answer": "declined"}, {"answer": "none"},
        {"place": "Ghent", "answer": "tentative"},
    )]  # fmt: skip
    assert [format_standing(each) for each in (*events, Invitation(**week))] == [
        "Declined · event 31 May 2018", "No answer yet · event 31 May 2018", "Tentative · event 31 May 2018, Ghent",
        "No answer yet · event June 2018, Ghent",
    ]  # fmt: skip
    assert format_when(Invitation(**week)) == "June 2018"
    steps = [Step(invitation=workshop, kind="other", title="x", days=1, due_on=date(2018, 6, 1), done_on=done)
             for done in (None, date(2018, 6, 1))]  # fmt: skip
    late = [[step.is_late(date(2018, 6, day)) for day in (1, 2)] for step in steps]
    assert (late, Step(invitation=workshop, days=1).is_late(date(2099, 1, 1))) == (
        [[False, True], [False, False]],
        False,
    )
    row = workshop.steps.get(kind="text")
    laid = LaidStep.of(row, date(2018, 5, 30))
    assert (laid.pk, str(laid), LaidStep.from_raw([f"{row.pk} 2018-05-30", "0 2018-05-30"])) == (
        f"{row.pk} 2018-05-30", "Clear the text: 30 May 2018", [laid],
    )  # fmt: skip


def test_an_event_answered_delivered_and_said_again_writes_what_it_says(
    enter: Enter, claire: User, amina: User, noor: User, today: date
) -> None:
    event = enter(10, today=today, speaker=noor.person, link="https://x.example/", reply_by=today + 2 * DAY)
    kinds = {step.kind: bool(step.done_on) for step in event.steps.all()}
    assert kinds == {"reply": False, "speaker": True, "text": False, "deliver": False, "readout": False}
    assert (event.restricted_names(), event.is_issued, event.is_delivered, str(event)) == (
        [], False, False, "Workshop on Iraqi heritage",
    )  # fmt: skip
    Person.objects.filter(pk=noor.person.pk).update(classification="restricted")
    fresh = Invitation.objects.get(pk=event.pk)
    assert fresh.restricted_names() == [fresh.speaker]
    first = event.follow_up
    assert (first.reply_due_on, first.event_on) == (today + 2 * DAY, today + 10 * DAY)
    event.answer_with("accepted", by=amina)
    row = FollowUp.objects.get(pk=first.pk)
    assert (row.reply_due_on, row.event.answered_by, row.event.answered_on) == (None, amina, today)
    event = row.event
    event.answer_with("none", by=claire)
    row = FollowUp.objects.get(pk=first.pk)
    assert (row.reply_due_on, row.event.answered_by, row.event.answered_on) == (today + 2 * DAY, None, None)
    row.move_to("dropped", by=claire, reason="So")
    for verb in (row.event.deliver, row.event.steps.get(kind="deliver").do):
        assert verb(by=claire) is None
    with pytest.raises(ValidationError):
        row.event.answer_with("accepted", by=claire)


def test_what_an_event_begins_with_from_its_follow_up(
    claire: User, visit: Meeting, eu: Organisation, settings: Any
) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    row = FollowUp.log(by=claire, title="Speak…", kind="invitation", partner=eu, due_on=date(2018, 6, 1))
    form = EventForm(None, follow_up=row, user=claire)
    assert form.initial == {
        "title": "Speak…", "organiser": eu, "zone": "Asia/Tokyo", "first_day": date(2018, 6, 1), "version": row.version,
    }  # fmt: skip

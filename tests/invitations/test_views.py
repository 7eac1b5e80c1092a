"""The event of an invitation on the pages: entered, changed, answered, settled."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.conftest import Enter
from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.conditions import is_late
from tracker.follow_ups.models import FollowUp
from tracker.invitations.models import Invitation, Step
from tracker.kit.dates.as_said import DateAsSaid
from tracker.meetings.models import Meeting
from tracker.records.models import Passage, Record

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def address(follow_up: FollowUp, *parts: object) -> str:
    return f"/follow-ups/{follow_up.pk}/{'/'.join(str(part) for part in parts)}/"


def sent(client: Client, follow_up: FollowUp, **typed: Any) -> dict[str, Any]:
    return as_sent(client.get(address(follow_up, "event")), **typed)


def send(client: Client, follow_up: FollowUp, **typed: Any) -> Any:
    return client.post(address(follow_up, "event"), sent(client, follow_up, **typed))


WEEK_AFTER = "the week after his visit"
HELD = " at the Workshop on Protecting Iraqi Cultural Heritage and Fighting Terrorism"
INVITED = f"The EU Coordinator invited the WCO to speak{HELD} to be held in Brussels"


@pytest.mark.parametrize(
    ("words", "due_on", "first_day"),
    [
        (f"{INVITED} on 12 June.", None, date(2018, 6, 12)),
        (f"{INVITED} on 12 June.", date(2018, 6, 1), date(2018, 6, 12)),
        (f"On 25 May {INVITED} on 12 June.", None, date(2018, 6, 12)),
        (f"{INVITED} on 12 June or 3 July.", date(2018, 6, 1), date(2018, 6, 1)),
        (f"{INVITED} the week after his visit.", None, DateAsSaid(date(2018, 5, 28), date(2018, 6, 3), WEEK_AFTER)),
        (INVITED, None, None),
    ],
)
def test_the_form_starts_with_the_title_uncut_and_the_day_that_the_words_say(
    client: Client, claire: User, visit: Meeting, words: str, due_on: date | None, first_day: Any
) -> None:
    record = Record.write(by=claire, text=words, meeting=visit, kind="note", language="en")
    query = {"record": record.pk, "version": 1, "start": 0, "end": len(words)}
    title = client.get("/follow-ups/new/", query).context["form"].initial["title"]
    row = FollowUp.log(
        by=claire, title=title, kind="invitation", meeting=visit, due_on=due_on,
        passage=Passage.of(record.latest, 0, len(words)),
    )  # fmt: skip
    form = client.get(address(row, "event")).context["form"]
    assert (title[-1], form.initial["title"], form.initial["first_day"]) == ("…", words, first_day)


def test_the_form_starts_with_what_the_follow_up_knows(client: Client, invitation: FollowUp, claire: User) -> None:
    invitation.set_due(date(2018, 5, 31), by=claire)
    form = client.get(address(invitation, "event")).context["form"]
    assert (form.initial["title"], form.initial["organiser"], form.initial["first_day"], form.initial["zone"]) == (
        "Speak at the workshop",
        invitation.partner,
        date(2018, 5, 31),
        "Europe/Brussels",
    )


def test_entering_the_event_shows_it_with_its_steps(client: Client, invitation: FollowUp, eu: Organisation) -> None:
    typed = {"title": "Workshop", "first_day": "31 May 2018", "begins": "9.30", "until": "17:00", "zone": "tokyo"}
    answer = send(
        client, invitation, **typed, organiser="EU", speaker="Rosa Conti", role="chair", reply_by="2018-05-29"
    )
    assert (answer.status_code, answer["Location"]) == (302, invitation.get_absolute_url())
    event = Invitation.objects.get()
    assert event.typed == (date(2018, 5, 31), date(2018, 5, 31), time(9, 30), time(17))
    assert (event.zone, event.organiser, event.role, str(event.speaker)) == ("Asia/Tokyo", eu, "chair", "Rosa Conti")
    page = client.get(invitation.get_absolute_url())
    assert "31 May 2018, 09:30 – 17:00 (Asia/Tokyo)" in page.text
    assert [step.kind for step in page.context["steps"]] == ["speaker", "travel", "reply", "deliver", "readout"]


def test_entering_twice_by_a_double_click_is_entering_once(client: Client, invitation: FollowUp) -> None:
    typed = sent(client, invitation, first_day="31 May 2018")
    for _click in range(2):
        assert client.post(address(invitation, "event"), typed).status_code == 302
    assert (Invitation.objects.count(), invitation.history.filter(verb="edited").count()) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"first_day": ""}, "first_day", "Type a date such as"),
        ({"last_day": "30 May 2018"}, "last_day", "The last day comes before the first."),
        ({"until": "10:00"}, "begins", "Type when it starts as well."),
        ({"begins": "10:00", "until": "9:00"}, "until", "It ends before it starts."),
        ({"first_day": "25 March 2018", "begins": "2:30"}, "begins", "The clocks skip this time on that day."),
        ({"first_day": "24 March 2018", "last_day": "25 March 2018", "begins": "10:00", "until": "2:30"}, "until",
         "The clocks skip this time on that day."),
        ({"zone": "Atlantis"}, "zone", "This time zone is not known."),
        ({"reply_by": "1 June 2018"}, "reply_by", "The day to reply by comes after the event."),
        ({"link": "javascript:alert(1)"}, "link", "Enter a valid URL."),
        ({"organiser": "Nobody"}, "organiser", "Nothing is called"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_beside_the_field(
    client: Client, invitation: FollowUp, typed: dict[str, str], field: str, sentence: str
) -> None:
    page = send(client, invitation, **{"first_day": "31 May 2018", **typed})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert sentence in page.context["form"].errors[field][0]
    assert Invitation.objects.count() == 0


def test_an_owner_who_only_reads_enters_the_event_but_names_nobody_new(
    make_follow_up: Make, noor: User, claire: User, sign_in: SignIn
) -> None:
    follow_up = make_follow_up(kind="invitation", owner=noor.person)
    client = sign_in(noor)
    page = send(client, follow_up, first_day="31 May 2018", speaker="Rosa Conti")
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["speaker"])
    assert send(client, follow_up, first_day="31 May 2018", speaker="Claire Dubois").status_code == 302


def test_what_is_no_invitation_has_no_event(client: Client, make_follow_up: Make, workshop: Invitation) -> None:
    letter = make_follow_up("Letter")
    parts = [("event",), ("event", "speaker"), ("event", "readout"), ("steps", "new"), ("steps", 1)]
    assert [client.get(address(letter, *each)).status_code for each in parts] == [404] * 5
    posts = [("event", "answer", "accepted"), ("event", "delivered"), ("steps", 1, "done"), ("steps", 1, "remove")]
    assert [client.post(address(letter, *each)).status_code for each in posts] == [404] * 4


def test_the_event_is_changed_where_it_was_entered(client: Client, workshop: Invitation) -> None:
    form = client.get(address(workshop.follow_up, "event")).context["form"]
    assert (form.initial["first_day"], form.initial["last_day"], form.initial["begins"]) == (
        date(2018, 5, 31),
        None,
        None,
    )
    assert send(client, workshop.follow_up, place="Ghent", last_day="1 June 2018").status_code == 302
    workshop.refresh_from_db()
    assert (workshop.place, workshop.days) == ("Ghent", (date(2018, 5, 31), date(2018, 6, 1)))


def test_saving_what_stands_there_changes_nothing(client: Client, workshop: Invitation) -> None:
    before = workshop.follow_up.history.count()
    assert send(client, workshop.follow_up).status_code == 302
    assert workshop.follow_up.history.count() == before


def test_two_who_change_the_same_see_both_values_and_lose_neither(
    client: Client, workshop: Invitation, amina: User
) -> None:
    mine = sent(client, workshop.follow_up, place="Ghent", role="chair")
    follow_up = FollowUp.objects.get(pk=workshop.follow_up_id)
    follow_up.change("edited", by=amina, **{"invitation.place": "Liège", "invitation.link": "https://a.example/"})
    page = client.post(address(workshop.follow_up, "event"), mine)
    assert page.status_code == 409
    assert [(clash.label, clash.mine, clash.theirs) for clash in page.context["clashes"]] == [
        ("place", "Ghent", "Liège")
    ]
    assert client.post(address(workshop.follow_up, "event"), as_sent(page)).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.place, workshop.role) == ("Ghent", "chair")


@pytest.mark.parametrize("answer", ["accepted", "tentative"])
def test_an_answer_is_one_click_and_can_be_undone(client: Client, workshop: Invitation, answer: str) -> None:
    path = address(workshop.follow_up, "event", "answer", answer)
    page = client.post(path, {}, follow=True)
    assert Invitation.objects.get().answer == answer
    undo = f"/follow-ups/{workshop.follow_up_id}/undo/{workshop.follow_up.history.latest('id').pk}/"
    assert undo in page.text
    client.post(undo)
    assert Invitation.objects.get().answer == "none"


@pytest.mark.parametrize("answer", ["declined", "none", "nonsense"])
def test_other_answers_have_no_such_address(client: Client, workshop: Invitation, answer: str) -> None:
    assert client.post(address(workshop.follow_up, "event", "answer", answer)).status_code == 404


def test_an_answer_to_what_has_ended_gets_a_sentence(client: Client, workshop: Invitation, claire: User) -> None:
    workshop.follow_up.move_to("declined", by=claire, reason="No.")
    page = client.post(address(workshop.follow_up, "event", "answer", "accepted"), {}, follow=True)
    assert "It has ended. Reopen it" in page.text
    assert Invitation.objects.get().answer == "declined"


def test_declining_asks_for_the_reason_and_is_not_done(client: Client, workshop: Invitation) -> None:
    path = address(workshop.follow_up, "to", "declined")
    assert path in client.get(workshop.follow_up.get_absolute_url()).text
    assert client.post(path, {"reason": ""}).status_code == 422
    client.post(path, {"reason": "Nobody is free."})
    assert (Invitation.objects.get().answer, FollowUp.objects.get().status) == ("declined", "declined")


def test_the_speaker_is_named_and_taken_back(client: Client, workshop: Invitation, coordinator: Person) -> None:
    path = address(workshop.follow_up, "event", "speaker")
    for name, speaker in (("Gilles de Kerchove", coordinator), ("", None)):
        client.post(path, as_sent(client.get(path), speaker=name))
        assert Invitation.objects.get().speaker == speaker
        assert Step.objects.get(kind="speaker").is_done is bool(speaker)


def test_the_readout_is_written_and_shown(client: Client, workshop: Invitation) -> None:
    path = address(workshop.follow_up, "event", "readout")
    client.post(path, as_sent(client.get(path), readout="Two lines.\nOf it."))
    assert "Two lines.\nOf it." in client.get(workshop.follow_up.get_absolute_url()).text


def test_the_desk_asks_delivered_or_lapsed_the_day_after(
    enter: Enter, client: Client, today: date, claire: User
) -> None:
    over, other, soon = enter(-1, today=today, title="Over"), enter(-1, today=today), enter(0, today=today)
    page = client.get("/")
    assert asked(page) == [over.follow_up, other.follow_up]
    assert is_late(soon.follow_up, today) is False
    client.post(address(over.follow_up, "event", "delivered"))
    client.post(address(other.follow_up, "to", "lapsed"))
    assert asked(client.get("/")) == []
    assert [FollowUp.objects.get(pk=each.follow_up_id).status for each in (over, other)] == ["open", "lapsed"]


def asked(desk: Any) -> list[FollowUp]:
    return [row for section in desk.context["sections"] if section.name == "passed" for row in section.rows]


def test_delivering_says_what_comes_next(client: Client, workshop: Invitation, claire: User) -> None:
    page = client.post(address(workshop.follow_up, "event", "delivered"), {}, follow=True)
    assert "delivered. The readout comes next." in page.text


def test_delivering_with_the_readout_written_says_that_it_is_done(
    client: Client, workshop: Invitation, claire: User
) -> None:
    workshop.follow_up.change("edited", by=claire, **{"invitation.readout": "Fine."})
    page = client.post(address(workshop.follow_up, "event", "delivered"), {}, follow=True)
    assert "delivered and done." in page.text


def test_a_step_of_ones_own_is_added_changed_and_removed(client: Client, workshop: Invitation) -> None:
    new = address(workshop.follow_up, "steps", "new")
    typed = as_sent(client.get(new), title="Order slides", number="3", side="before", owner="Claire Dubois")
    client.post(new, typed)
    step = Step.objects.get(kind="other")
    assert (step.name, step.days, step.due_on) == ("Order slides", -3, date(2018, 5, 28))
    edit = address(workshop.follow_up, "steps", step.pk)
    client.post(edit, as_sent(client.get(edit), side="after"))
    assert Step.objects.get(kind="other").due_on == date(2018, 6, 1)
    client.post(f"{edit}remove/")
    assert Step.objects.filter(kind="other").count() == 0


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x", "kind": "travel"}, "kind"),
        ({"title": "x", "number": "-1"}, "number"),
        ({"title": "x", "number": "1001"}, "number"),
        ({"title": "x", "side": "above"}, "side"),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    client: Client, workshop: Invitation, typed: dict[str, str], field: str
) -> None:
    new = address(workshop.follow_up, "steps", "new")
    page = client.post(new, as_sent(client.get(new), **typed))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_a_step_is_ticked_and_unticked(client: Client, workshop: Invitation, claire: User, today: date) -> None:
    step = Step.objects.get(kind="text")
    client.post(address(workshop.follow_up, "steps", step.pk, "done"))
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (today, claire)
    assert 'aria-checked="true"' in client.get(workshop.follow_up.get_absolute_url()).text
    client.post(address(workshop.follow_up, "steps", step.pk, "undone"))
    step.refresh_from_db()
    assert step.done_on is None


def test_whoever_a_step_was_given_to_ticks_it_and_nobody_else_who_only_reads(
    workshop: Invitation, claire: User, noor: User, sign_in: SignIn
) -> None:
    hers, other = Step.objects.get(kind="text"), Step.objects.get(kind="travel")
    hers.edit(by=claire, owner=noor.person)
    client = sign_in(noor)
    codes = [client.post(address(workshop.follow_up, "steps", step.pk, "done")).status_code for step in (hers, other)]
    assert codes == [302, 403]
    assert 'role="checkbox"' in client.get(workshop.follow_up.get_absolute_url()).text


def test_a_step_of_another_event_is_not_there(client: Client, workshop: Invitation, enter: Enter, today: date) -> None:
    other = enter(today=today).steps.first()
    assert client.post(address(workshop.follow_up, "steps", other.pk, "done")).status_code == 404


def test_my_next_steps_stand_on_my_desk(
    enter: Enter, client: Client, claire: User, noor: User, sign_in: SignIn, today: date
) -> None:
    event = enter(7, today=today)
    Step.objects.get(kind="text").edit(by=claire, owner=noor.person)
    hidden = enter(7, today=today, title="Hidden")
    hidden.steps.get(kind="text").edit(by=claire, owner=noor.person)
    hidden.follow_up.edit(by=claire, classification="restricted")
    ended = enter(7, today=today, title="Ended")
    ended.follow_up.move_to("dropped", by=claire, reason="No.")
    mine = [(step.kind, step.invitation) for step in client.get("/").context["steps"]]
    assert mine == [(kind, each) for kind in ("reply", "speaker", "travel") for each in (event, hidden)]
    assert [step.kind for step in sign_in(noor).get("/").context["steps"]] == ["text"]


def test_the_margin_offers_to_enter_the_event_and_then_says_where_it_stands(
    client: Client, invitation: FollowUp, claire: User, noor: User, sign_in: SignIn, visit: Meeting
) -> None:
    page = client.get(visit.get_absolute_url())
    assert f'href="{address(invitation, "event")}"' in page.text
    assert f'href="{address(invitation, "event")}"' not in sign_in(noor).get(visit.get_absolute_url()).text
    send(client, invitation, first_day="31 May 2018", place="Brussels", speaker="Claire Dubois")
    client.post(address(invitation, "event", "answer", "accepted"))
    page = client.get(visit.get_absolute_url())
    assert "Accepted · event 31 May 2018, Brussels · speaker: Claire Dubois" in page.text


def test_a_due_date_says_whether_it_is_the_reply_or_the_event(
    enter: Enter, client: Client, claire: User, today: date
) -> None:
    event = enter(1, today=today, reply_by=today - timedelta(days=2))
    path = event.follow_up.get_absolute_url()
    assert ">reply 2 days late<" in client.get(path).text
    event.answer_with("accepted", by=claire)
    assert ">event tomorrow<" in client.get(path).text
    FollowUp.objects.get(pk=event.follow_up_id).set_due(today, by=claire)
    assert ">due today<" in client.get(path).text


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_as_often_however_many_invitations_there_are(
    rows: int, enter: Enter, client: Client, claire: User, today: date, visit: Meeting, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        event = enter(-1, today=today, title=f"Over {number}", speaker=claire.person)
        event.follow_up.edit(by=claire, meeting=visit)
        enter(2, today=today, title=f"Ahead {number}")
    client.get("/")
    with django_assert_num_queries(DESK):
        client.get("/")
    with django_assert_num_queries(MEETING):
        client.get(visit.get_absolute_url())
    with django_assert_num_queries(PAGE):
        client.get(event.follow_up.get_absolute_url())


DESK, MEETING, PAGE = 14, 17, 12


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ({"last_day": "31 May 2018"}, (None, None)),
        ({"begins": "10:00", "until": "10:00"}, (time(10), None)),
        ({"begins": "10:00"}, (time(10), None)),
        ({"begins": "10:00", "until": "10:01"}, (time(10), time(10, 1))),
        ({"reply_by": "31 May 2018"}, (None, None)),
    ],
)
def test_what_just_can_be_is_entered(
    client: Client, invitation: FollowUp, typed: dict[str, str], span: tuple[time | None, time | None]
) -> None:
    assert send(client, invitation, **{"first_day": "31 May 2018", **typed}).status_code == 302
    day = date(2018, 5, 31)
    assert Invitation.objects.get().typed == (day, day, *span)


@pytest.mark.parametrize(
    ("number", "side", "days"), [("1000", "before", -1000), ("1000", "after", 1000), ("0", "before", 0)]
)
def test_a_step_lies_at_most_a_thousand_days_away(
    client: Client, workshop: Invitation, number: str, side: str, days: int
) -> None:
    new = address(workshop.follow_up, "steps", "new")
    client.post(new, as_sent(client.get(new), title="Far", number=number, side=side))
    assert Step.objects.get(title="Far").days == days


def test_a_usual_step_that_was_removed_may_be_added_again(client: Client, workshop: Invitation) -> None:
    step = Step.objects.get(kind="travel")
    client.post(address(workshop.follow_up, "steps", step.pk, "remove"))
    new = address(workshop.follow_up, "steps", "new")
    client.post(new, as_sent(client.get(new), kind="travel", number="2", side="before"))
    assert Step.objects.get(kind="travel").days == -2


PARTS = ["event", "event/answer/accepted", "event/speaker", "event/readout", "event/delivered", "steps/new"]
OF_STEPS = ["", "/done", "/undone", "/remove"]


@pytest.mark.parametrize("part", [*PARTS, *(f"steps/STEP{deed}" for deed in OF_STEPS)])
@pytest.mark.parametrize(("classification", "code"), [("general", 403), ("restricted", 404)])
def test_who_only_reads_does_nothing_to_an_event_that_is_not_theirs_and_finds_no_restricted_one(
    classification: str, code: int, part: str, workshop: Invitation, claire: User, noor: User, sign_in: SignIn
) -> None:
    workshop.follow_up.edit(by=claire, classification=classification)
    before, step = workshop.follow_up.history.count(), Step.objects.get(kind="text")
    answer = sign_in(noor).post(address(workshop.follow_up, part.replace("STEP", str(step.pk))))
    assert (answer.status_code, workshop.follow_up.history.count(), Step.objects.count()) == (code, before, 6)


def test_whoever_a_step_was_given_to_only_ticks_it(
    workshop: Invitation, claire: User, noor: User, sign_in: SignIn
) -> None:
    step = Step.objects.get(kind="text")
    step.edit(by=claire, owner=noor.person)
    client = sign_in(noor)
    codes = [client.post(address(workshop.follow_up, f"steps/{step.pk}{deed}")).status_code for deed in OF_STEPS]
    assert codes == [403, 302, 302, 403]

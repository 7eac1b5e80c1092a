"""What can be answered as a matter stands, why a form is refused, who hears of it, and how long a link lives."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.directory.models import Person
from tracker.files.attach import attach
from tracker.files.models import AttachedFile
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.history.models import Channel
from tracker.mail_answers.answers import answer_date, answer_needs_help, answer_note
from tracker.mail_answers.forms import FORMS, DateForm
from tracker.mail_answers.links import NewLinks, link_for
from tracker.mail_answers.matter import Matter
from tracker.mail_answers.models import Answer, AnswerLink, Dead, Deed
from tracker.mail_answers.press import SIGNER, press_token, pressed_state
from tracker.meetings.models import Meeting
from tracker.notes.models import Mention

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
Make = Callable[..., FollowUp]
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def link_of(follow_up: FollowUp, person: Person) -> AnswerLink:
    link_for(follow_up, person)
    link: AnswerLink = AnswerLink.objects.with_matter().latest("pk")
    return link


def test_what_can_be_pressed_as_it_stands(owed: FollowUp, coordinator: Person, claire: User, today: date) -> None:
    link_of(owed, coordinator)

    def buttons(**values: Any) -> list[str]:
        FollowUp.objects.filter(pk=owed.pk).update(**values)
        matter = Matter(AnswerLink.objects.with_matter().get(), "TOKEN")
        found = matter.buttons
        assert [each.address for each in found] == [f"/answer/TOKEN/{each.deed}/" for each in found]
        return [f"{each.deed} at once" if each.at_once else str(each.deed) for each in found]

    every = ["done at once", "in_progress at once", "help", "date", "note"]
    assert [buttons(status=status) for status in ("open", "waiting", "in_progress", "pending_resources")] == [
        every, every, ["done at once", "help", "date", "note"], ["done at once", "help", "date", "note"],
    ]  # fmt: skip
    ended = {"status": "done", "ended_on": today}
    assert [buttons(**ended), buttons(status="open", ended_on=None)] == [["note"], every]
    owed.refresh_from_db()
    request = ChangeRequest.ask(owed, by=None, asked_by=coordinator, due_on=today + 40 * DAY, reason="No time.")
    matter = Matter(AnswerLink.objects.with_matter().get(), "TOKEN")
    assert (buttons(), matter.asked) == (["done at once", "in_progress at once", "help", "note"], request)
    ClosingRule.add(by=claire, kind=owed.kind, needs_evidence=True)
    assert buttons() == ["done", "in_progress at once", "help", "note"]
    link = AnswerLink.objects.get()
    for number in range(6):
        Answer.objects.create(link=link, deed=Deed.NOTE, state=f"{number}")
    assert [each.state for each in matter.noted] == ["5", "4", "3", "2", "1"]


def test_why_each_answer_is_refused(
    owed: FollowUp, ours: FollowUp, coordinator: Person, noor: User, claire: User, today: date
) -> None:
    link = link_of(owed, coordinator)

    def refused(deed: Deed, *names: str, own: AnswerLink = link, **typed: str) -> dict[str, list[str]]:
        data, files = QueryDict(mutable=True), MultiValueDict[str, Any]()
        data.update(typed)
        files.setlist("files", [SimpleUploadedFile(name, b"MZ" if name.endswith("exe") else b"%PDF") for name in names])
        form = FORMS[deed](data, files, link=own)
        form.is_valid()
        return {name: [str(each) for each in errors] for name, errors in form.errors.items()}

    long = "This is 5,001 characters long; it may be at most 5,000. Shorten it."
    program, empty = "run.exe is a program. Attach a document or a picture.", "Type something here."
    nothing, why = "Write a note, or choose a file.", "Say why, in a few words."
    day, passed = "Say by which day it is to be done.", "This day has passed. Ask for one to come."
    same = "It is due then already."
    assert [
        refused(Deed.DONE), refused(Deed.DONE, note="x" * 5_000), refused(Deed.DONE, note="x" * 5_001),
        refused(Deed.DONE, "run.exe"), refused(Deed.IN_PROGRESS), refused(Deed.HELP), refused(Deed.HELP, note="x"),
        refused(Deed.NOTE), refused(Deed.NOTE, "a.pdf"), refused(Deed.NOTE, note="x"),
        refused(Deed.NOTE, "run.exe", note="x" * 5_001),
    ] == [
        {}, {}, {"note": [long]}, {"files": [program]}, {}, {"note": [empty]}, {}, {"note": [nothing]}, {}, {},
        {"note": [long], "files": [program]},
    ]  # fmt: skip
    words = {number: f"{today + number * DAY:%Y-%m-%d}" for number in (-1, 0, 3, 9)}
    typed_dates = [(0, "x"), (-1, "x"), (3, "x"), (9, ""), (None, "x"), (None, ""), (-1, "")]
    dates = [{"due_on": "" if day_of is None else words[day_of], "reason": reason} for day_of, reason in typed_dates]
    assert [refused(Deed.DATE, **typed) for typed in dates] == [
        {}, {"due_on": [passed]}, {"due_on": [same]}, {"reason": [why]}, {"due_on": [day]},
        {"due_on": [day], "reason": [why]}, {"due_on": [passed], "reason": [why]},
    ]  # fmt: skip
    mine = link_of(ours, noor.person)
    assert [refused(Deed.DATE, own=mine, **typed) for typed in ({"due_on": words[9]}, {"due_on": words[-1]}, {})] == [
        {}, {"due_on": [passed]}, {"due_on": [day]},
    ]  # fmt: skip
    forms = [FORMS[Deed.DATE](None, None, link=each) for each in (link, mine)]
    shown = [(form.sets_it, str(form.button), str(form.fields["reason"].help_text)) for form in forms
             if isinstance(form, DateForm)]  # fmt: skip
    assert shown == [
        (False, "Ask for this date", "It goes to our own house: say why it cannot be done as promised."),
        (True, "Save", ""),
    ]  # fmt: skip
    ClosingRule.add(by=claire, kind=owed.kind, needs_evidence=True)
    evidence = "Say what shows that it is done, or attach a file that does."
    assert [refused(Deed.DONE), refused(Deed.DONE, note="x"), refused(Deed.DONE, "a.pdf")] == [
        {"note": [evidence]},
        {},
        {},
    ]


def test_until_when_a_link_leads_to_its_matter(ours: FollowUp, noor: User, claire: User, omar: User) -> None:
    link = link_of(ours, noor.person)
    AnswerLink.objects.update(made_at=NOW)

    def why(at: datetime = NOW, **values: Any) -> Dead | None:
        return AnswerLink.objects.with_matter().get(pk=link.pk).why_dead(at)

    last = NOW + 14 * DAY
    assert (link.of("x"), [why(at) for at in (NOW, last - SECOND, last)]) == (None, [None, None, Dead.OLD])
    for model, values in (
        (FollowUp, {"owner": omar.person}), (FollowUp, {"owner": None}), (FollowUp, {"classification": "restricted"}),
        (FollowUp, {"removed_at": NOW}), (AnswerLink, {"user": None}), (AnswerLink, {"user": omar}),
        (AnswerLink, {"person": omar.person}),
    ):  # fmt: skip
        row: Any = model.objects.filter(pk=ours.pk if model is FollowUp else link.pk)
        before = row.values(*values)[0]
        row.update(**values)
        assert (why(), why(last)) == (Dead.OTHERS, Dead.OLD)
        row.update(**before)
    assert why() is None
    User.objects.filter(pk=noor.pk).update(is_active=False)
    assert why() is Dead.OTHERS
    kept = []
    for age in (60 * DAY, 60 * DAY + SECOND):
        AnswerLink.objects.update(made_at=NOW - age)
        kept.append(AnswerLink.objects.all().forgotten(NOW).count())
    assert kept == [0, 1]
    User.objects.filter(pk=noor.pk).update(language="fr")
    assert [AnswerLink.objects.with_matter().get().language, AnswerLink().language] == ["fr", "en"]


def test_a_press_counts_for_its_link_and_as_the_matter_stood(
    owed: FollowUp, ours: FollowUp, coordinator: Person, noor: User, claire: User, today: date
) -> None:
    link, other = link_of(owed, coordinator), link_of(ours, noor.person)

    def state() -> str:
        return AnswerLink.objects.with_matter().get(pk=link.pk).state

    states = [state()]
    owed.note("So", by=claire)
    states.append(state())
    ChangeRequest.ask(owed, by=None, asked_by=coordinator, due_on=today + 40 * DAY, reason="No time.")
    states.append(state())
    ChangeRequest.objects.get().refuse(by=claire, answer="No")
    states.append(state())
    attach(owed, SimpleUploadedFile("a.pdf", b"%PDF"), by=claire)
    states.append(state())
    FollowUp.objects.get(pk=ours.pk).note("So", by=claire)
    assert (len({*states}), states[0], state()) == (5, "1.0.0.0.0", states[-1])
    tokens = [
        press_token(link),
        press_token(other),
        "",
        "x",
        SIGNER.sign(f"{link.pk}0:x"),
        SIGNER.sign(f"{link.pk}:a:b"),
    ]
    assert [pressed_state(link, token) for token in tokens] == [link.state, None, None, None, None, "a:b"]
    Answer.objects.create(link=link, deed=Deed.NOTE, state="s")
    pressed = [link.is_pressed(Deed.NOTE, "s"), link.is_pressed(Deed.NOTE, "t"), link.is_pressed(Deed.DONE, "s"),
               other.is_pressed(Deed.NOTE, "s")]  # fmt: skip
    assert pressed == [True, False, False, False]


def told() -> list[str]:
    names = Mention.objects.order_by("pk").values_list("user__name", flat=True)
    return [name.partition(" ")[0] for name in names]


def test_who_hears_that_somebody_needs_help(
    make_follow_up: Make, claire: User, omar: User, noor: User, amina: User, mei: User, coordinator: Person
) -> None:
    talks = Meeting.log(by=omar, title="Talks", held_on=NOW.date())
    found: dict[str, list[str]] = {}

    def heard(title: str, person: Person, words: str = "Help", **values: Any) -> None:
        Mention.objects.all().delete()
        answer_needs_help(make_follow_up(title, **values), by_person=person, note=words)
        found[title] = sorted(told())

    heard("who recorded it", coordinator, owner=coordinator)
    heard("and its meeting", coordinator, owner=coordinator, meeting=talks)
    heard("managers where it is their own", claire.person, owner=claire.person)
    heard("whom an owner with an account names", noor.person, "@Omar, help", owner=noor.person)
    heard("nobody whom one without names", coordinator, "@Omar, help", owner=coordinator)
    heard("who sees it", mei.person, owner=mei.person, by=mei, classification="restricted")
    User.objects.filter(pk=claire.pk).update(is_active=False)
    heard("managers once they left", noor.person, owner=noor.person)
    assert found == {
        "who recorded it": ["Claire"], "and its meeting": ["Claire", "Omar"],
        "managers where it is their own": ["Amina", "Mei"], "whom an owner with an account names": ["Claire", "Omar"],
        "nobody whom one without names": ["Claire"], "who sees it": [], "managers once they left": ["Amina", "Mei"],
    }  # fmt: skip


def test_what_history_says_of_words_and_files_by_mail(
    owed: FollowUp, ours: FollowUp, coordinator: Person, noor: User, omar: User, today: date
) -> None:
    file = SimpleUploadedFile("a.pdf", b"%PDF")
    assert answer_note(owed, by_person=coordinator, files=[file]) is None
    answer_note(owed, by_person=coordinator, note="See @Omar", files=[SimpleUploadedFile("b.pdf", b"%PDF b")])
    answer_note(ours, by_person=noor.person, note="See @Omar")
    columns = ("note", "by__name", "by_name", "channel")
    notes = [
        *owed.history.filter(verb="noted").values_list(*columns),
        *ours.history.filter(verb="noted").values_list(*columns),
    ]
    mail = Channel.MAIL.value
    assert notes == [("See @Omar", None, "Gilles de Kerchove", mail), ("See @Omar", "Noor Haddad", "", mail)]
    assert (told(), [each.name for each in AttachedFile.objects.order_by("pk")]) == (["Omar"], ["a.pdf", "b.pdf"])
    asked: Any = answer_date(owed, by_person=coordinator, due_on=today + 40 * DAY, reason="No time.")
    entry: Any = answer_date(ours, by_person=noor.person, due_on=today + 40 * DAY, reason="No time.")
    assert [asked.reason, asked.asked_by, asked.recorded_by, entry.note, entry.by] == [
        "No time.", coordinator, None, "No time.", noor,
    ]  # fmt: skip
    other: Any = answer_date(ours, by_person=omar.person, due_on=today + 50 * DAY, reason="So")
    assert (type(other).__name__, type(entry).__name__) == ("Entry", "Entry")


def test_the_links_of_one_mail_are_one_a_matter(
    owed: FollowUp, ours: FollowUp, coordinator: Person, noor: User
) -> None:
    links, site = NewLinks(coordinator), django_settings.SITE_ADDRESS
    here = links.address(owed)
    assert here.startswith(f"{site}/answer/")
    assert [links.address(owed), links.address(owed, Deed.DONE), links.address(ours), NewLinks(None).address(owed)] == [
        here, f"{here}done/", "", "",
    ]  # fmt: skip
    assert AnswerLink.objects.count() == 0
    links.keep()
    [link] = AnswerLink.objects.all()
    assert (AnswerLink.of(here.split("/")[-2]), link.person, link.user, link.follow_up) == (
        link,
        coordinator,
        None,
        owed,
    )
    FollowUp.objects.filter(pk=ours.pk).update(classification="restricted")
    ours.refresh_from_db()
    assert (NewLinks(noor.person).address(ours), timezone.now() > NOW) == ("", True)

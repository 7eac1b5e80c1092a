"""To whom a text goes, until when they read it, what stands on its page and paper: at each edge, and of two alike."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.html import strip_tags

from tests.circulation.conftest import Propose
from tests.conftest import COMMUNIQUE
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.agendas.carry_over import carry_over
from tracker.agendas.points.models import Point
from tracker.background.mail_rows import MailStatus
from tracker.circulation.agree import agree
from tracker.circulation.forms import PLACE_GONE, UNCHANGED, CirculateForm, CorrectionForm
from tracker.circulation.letters import MOST_LETTERS, Letters
from tracker.circulation.meeting_paper import context_of, paper_of, record_to_show
from tracker.circulation.models import Copy, Correction
from tracker.circulation.models.correction import closed_sentence, may_correct
from tracker.circulation.page import text_context
from tracker.circulation.recipients import recipients_of
from tracker.circulation.send_copies import mail_of, write_copies
from tracker.circulation.text_merge import Hunk, hunks, replaced, taken_over
from tracker.directory.models import Organisation, Person
from tracker.exports.sheets.response import File, Format
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting, Participation
from tracker.records.models import Record
from tracker.records.stages import Stage

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
SignIn = Callable[[User], Client]
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
LONG = "This is 2,001 characters long; it may be at most 2,000. Shorten it."
TODAY = NOW.date()


def test_to_whom_a_text_goes_and_why_not_to_others(
    communique: Record, coordinator: Person, noor: User, omar: User, claire: User
) -> None:
    meeting = communique.meeting
    silent, invited, other = (Person.add(by=None, name=name, email=email) for name, email in (
        ("Rosa Conti", ""), ("Ada Byron", "ada@eu.example"), ("Piet Vos", "piet@eu.example"),
    ))  # fmt: skip
    for person, attendance in (
        (noor.person, "attended"), (omar.person, "attended"), (silent, "attended"), (invited, "invited"),
        (other, "invited"),
    ):  # fmt: skip
        Participation.objects.create(meeting=meeting, person=person, attendance=attendance)
    User.objects.filter(pk=omar.pk).update(is_active=False)
    Person.objects.filter(pk=omar.person.pk).update(email="omar@home.example")
    communique.circulate(TODAY, by=claire)
    communique.refresh_from_db()
    write_copies(communique, recipients_of(communique)[:1], by=claire, message="Thanks")

    def said() -> list[tuple[str, str, str, bool]]:
        return [(str(each.person), each.address, each.why_not, each.copy is not None) for each in recipients_of(record)]

    record = Record.objects.get(pk=communique.pk)
    assert said() == [
        ("Gilles de Kerchove", "gilles@eu.example", "", True), ("Noor Haddad", "noor@suivi.example", "", False),
        ("Omar Diallo", "omar@home.example", "", False), ("Rosa Conti", "", "no_email", False),
    ]  # fmt: skip
    # Twice in one round each has one; in another round another, which is what the page of a round shows.
    chosen = [each for each in recipients_of(record) if not each.why_not]
    assert [str(copy.person) for copy in write_copies(record, chosen, by=noor, message="")] == [
        "Noor Haddad",
        "Omar Diallo",
    ]
    assert write_copies(record, chosen, by=noor, message="") == []
    columns = ("address", "round", "number", "message", "by__name", "status")
    assert list(Copy.objects.values_list(*columns))[:2] == [
        ("gilles@eu.example", 1, 1, "Thanks", "Claire Dubois", "waiting"),
        ("noor@suivi.example", 1, 1, "", "Noor Haddad", "waiting"),
    ]  # fmt: skip
    Record.objects.filter(pk=record.pk).update(classification=RESTRICTED, round=2)
    record = Record.objects.get(pk=communique.pk)
    assert said() == [
        ("Gilles de Kerchove", "gilles@eu.example", "restricted", False),
        ("Noor Haddad", "noor@suivi.example", "", False), ("Omar Diallo", "omar@home.example", "restricted", False),
        ("Rosa Conti", "", "no_email", False),
    ]  # fmt: skip


def test_a_mail_that_may_not_leave_any_more_says_why_and_each_other_is_called_by_its_text(
    going_round: Record, copy: Copy, noor: User, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.circulation.letters.paper_of", lambda *_given: None)

    def written(stage: str, classification: str) -> list[Any]:
        Record.objects.filter(pk=going_round.pk).update(stage=stage, classification=classification)
        found = []
        for each in Copy.objects.with_names().select_related("by").order_by("pk"):
            each.status = "begun"
            Copy.objects.filter(pk=each.pk).update(status="begun", said="")
            letter = mail_of(each, Letters())
            each.refresh_from_db()
            found.append((letter.subject, letter.to, letter.reply_to) if letter else (each.status, each.said))
        return found

    visit, sender = "Visit of the EU Counter-Terrorism Coordinator", ["claire@suivi.example"]
    to = [["gilles@eu.example"], ["noor@suivi.example"]]
    lost = (MailStatus.NOT_SENT, "It is restricted now, and they do not see it.")
    assert written("circulated", "general") == [
        (f"Communiqué for your corrections: {visit}", each, sender) for each in to
    ]
    assert written("agreed", "general") == [(f"Communiqué: {visit}", each, sender) for each in to]
    assert written("agreed", "restricted") == [lost, ("Communiqué: a restricted meeting", to[1], sender)]
    assert written("circulated", "restricted") == [
        lost, ("Communiqué for your corrections: a restricted meeting", to[1], sender),
    ]  # fmt: skip


def test_how_much_of_a_text_leaves_the_house(
    visit: Meeting, claire: User, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {}
    monkeypatch.setattr(
        "tracker.circulation.letters.paper_of", lambda *_given: File("a.pdf", b"%PDF", "application/pdf")
    )
    for letters, classification in ((MOST_LETTERS, "general"), (MOST_LETTERS + 1, "general"), (10, "restricted")):
        record = Record.write(by=claire, meeting=visit, text="x" * letters, classification=classification)
        own = Copy.objects.create(
            record=record, round=0, number=1, person=claire.person, address="claire@suivi.example", by=claire
        )
        found = Letters().told(own)
        told[letters, classification] = ("x" * 10 in found.plain, "x" * 10 in found.html, found.paper is not None)
    assert told == {
        (MOST_LETTERS, "general"): (True, True, True), (MOST_LETTERS + 1, "general"): (False, False, False),
        (10, "restricted"): (False, False, False),
    }  # fmt: skip


def test_until_which_day_a_link_leads_to_its_text(copy: Copy, noor: User, claire: User) -> None:
    """Two weeks from the last day for corrections, or from the mail where no correction was asked for."""
    base = {"stage": Stage.CIRCULATED, "corrections_until": TODAY, "round": 1, "classification": "general"}
    cases: list[tuple[dict[str, Any], int | None, int]] = [
        # What is so of the record, how many days ago it was mailed, and the last day from today.
        ({}, 0, 14), ({}, 30, 14), ({"corrections_until": TODAY - 3 * DAY}, 0, 11),
        ({"stage": Stage.AGREED}, 30, 14), ({"stage": Stage.AGREED, "corrections_until": TODAY - 3 * DAY}, 0, 14),
        ({"stage": Stage.PUBLISHED, "corrections_until": TODAY - 9 * DAY}, 5, 9),
        ({"stage": Stage.AGREED, "corrections_until": None}, 2, 12), ({"corrections_until": None}, 2, 12),
    ]  # fmt: skip
    found = []
    for values, mailed, _last in cases:
        Record.objects.filter(pk=copy.record_id).update(**base | values)
        Copy.objects.filter(pk=copy.pk).update(at=NOW - mailed * DAY)
        read = Copy.objects.with_names().get(pk=copy.pk)
        last = read.last_day
        assert [read.leads_to_text(last + number * DAY) for number in (0, 1)] == [True, False]
        found.append((last - TODAY).days)
    assert found == [last for *_rest, last in cases]
    gone: list[dict[str, Any]] = [{"stage": Stage.DRAFT}, {"round": 2}, {"classification": RESTRICTED}]
    for values in gone:
        Record.objects.filter(pk=copy.record_id).update(**base | values)
        read = Copy.objects.with_names().get(pk=copy.pk)
        assert not read.leads_to_text(TODAY)
    own = Copy.objects.with_names().get(person=noor.person)
    assert own.leads_to_text(TODAY)
    User.objects.filter(pk=noor.pk).update(is_active=False)
    assert not Copy.objects.with_names().get(pk=own.pk).leads_to_text(TODAY)
    Record.objects.filter(pk=copy.record_id).update(**base)
    copy.remove(by=claire)
    found_again = Copy.of(copy.token)
    assert found_again == copy
    assert not found_again.leads_to_text(TODAY)
    assert [Copy.of(token) for token in (copy.code, f"{copy.token}x", "")] == [None] * 3


def test_a_copy_speaks_the_language_of_its_reader(copy: Copy, noor: User) -> None:
    found = {}
    own = Copy.objects.get(person=noor.person)
    for account in ("", "fr"):
        for record in ("fr", "en", "ar", ""):
            User.objects.filter(pk=noor.pk).update(language=account)
            Record.objects.filter(pk=copy.record_id).update(language=record)
            pair = [Copy.objects.with_names().get(pk=each.pk) for each in (own, copy)]
            found[account, record] = [each.language for each in pair]
    assert found == {
        ("", "fr"): ["fr", "fr"], ("", "en"): ["en", "en"], ("", "ar"): ["en", "en"], ("", ""): ["en", "en"],
        ("fr", "fr"): ["fr", "fr"], ("fr", "en"): ["fr", "en"], ("fr", "ar"): ["fr", "en"], ("fr", ""): ["fr", "en"],
    }  # fmt: skip


def test_which_copies_are_sent_by_whoever_comes_later(copy: Copy, claire: User) -> None:
    two, day = timedelta(minutes=2), DAY
    cases: list[tuple[dict[str, Any], bool]] = [
        ({"at": NOW - two}, False), ({"at": NOW - two - SECOND}, True), ({"at": NOW - day}, False),
        ({"at": NOW - day + SECOND}, True), ({"at": NOW - 9 * day, "said": "Try later"}, True),
        ({"status": "sent"}, False), ({"status": "begun"}, False), ({"round": 2}, False), ({"removed_at": NOW}, False),
    ]  # fmt: skip
    found = []
    for values, _expected in cases:
        started = {"at": NOW - timedelta(hours=1), "said": "", "status": "waiting", "round": 1, "removed_at": None}
        Copy.objects.filter(pk=copy.pk).update(**started | values)
        found.append(Copy.objects.left_over(NOW).filter(pk=copy.pk).exists())
    assert found == [expected for _values, expected in cases]
    Copy.objects.filter(pk=copy.pk).update(at=NOW - timedelta(hours=1), removed_at=None)
    Record.objects.filter(pk=copy.record_id).update(stage=Stage.DRAFT)
    assert not Copy.objects.left_over(NOW).exists()


def test_somebody_agrees_with_a_version_and_the_first_time_stands(copy: Copy, claire: User) -> None:
    first = copy.record.latest
    copy.agree(first)
    Copy.objects.filter(pk=copy.pk).update(agreed_at=NOW)
    copy.agree(first)
    assert Copy.objects.values_list("agreed_at", "agreed_to").get(pk=copy.pk) == (NOW, first.pk)
    second = copy.record.rewrite("Other words.", by=claire)
    copy.agree(second)
    read = Copy.objects.get(pk=copy.pk)
    assert (read.agreed_to, read.agreed_at == NOW, str(read)) == (second, False, "Copy for Gilles de Kerchove")
    copy.disagree()
    assert Copy.objects.values_list("agreed_at", "agreed_to").get(pk=copy.pk) == (None, None)
    assert Copy.objects.exclude(pk=copy.pk).filter(agreed_at=None).count() == 1


def form_of(record: Record, own: User, **typed: Any) -> CirculateForm:
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    person = Person.objects.get(account=own).pk
    rows = recipients_of(record)
    return CirculateForm(data if typed else None, record=record, recipients=rows, own=person, today=TODAY)


def test_what_the_form_of_a_round_asks_for_at_each_stage(
    communique: Record, coordinator: Person, noor: User, claire: User
) -> None:
    for user in (noor, claire):
        Participation.objects.create(meeting=communique.meeting, person=user.person)
    keys = {str(person): str(person.pk) for person in (coordinator, noor.person, claire.person)}
    seen = {}
    for stage in Stage:
        Record.objects.filter(pk=communique.pk).update(stage=stage, corrections_until=TODAY + DAY)
        form = form_of(Record.objects.get(pk=communique.pk), claire)
        people = form.initial["people"] == [keys["Gilles de Kerchove"], keys["Noor Haddad"]]
        seen[stage.value] = [*form.fields], form.initial["until"], people
    both = ["until", "people", "message"]
    assert seen == {
        "draft": (both, None, True), "circulated": (both, TODAY + DAY, True),
        "agreed": (["people", "message"], None, True), "published": (["people", "message"], None, True),
    }  # fmt: skip
    labels = [label for _key, label in form.fields["people"].choices]  # type: ignore[attr-defined]
    assert labels == [
        "Gilles de Kerchove (EU Counter-Terrorism Coordinator, EU): gilles@eu.example",
        "Noor Haddad: noor@suivi.example", "Claire Dubois: claire@suivi.example",
    ]  # fmt: skip

    def refused(stage: str, **typed: Any) -> Any:
        Record.objects.filter(pk=communique.pk).update(stage=stage, round=1)
        form = form_of(Record.objects.get(pk=communique.pk), claire, **typed)
        return dict(form.errors) if not form.is_valid() else [str(each.person) for each in form.chosen]

    passed, none = "This day has passed. Name a day from today on.", (
        "Tick at least one of them: without a reader nothing is sent."
    )  # fmt: skip
    two = [keys["Claire Dubois"], keys["Gilles de Kerchove"]]
    yesterday, today = "2 September 2018", "3 September 2018"
    assert [
        refused("draft", until=today, people=two), refused("draft", until=yesterday, people=two),
        refused("draft", until=yesterday), refused("draft", until=today), refused("agreed", people=two),
        refused("agreed", message="x"), refused("circulated", until=today), refused("circulated", until=yesterday),
        refused("circulated", until=today, people=two, message="x" * 2_001),
    ] == [
        ["Claire Dubois", "Gilles de Kerchove"], {"until": [passed]}, {"until": [passed], "people": [none]},
        {"people": [none]}, ["Claire Dubois", "Gilles de Kerchove"], {"people": [none]}, [], {"until": [passed]},
        {"message": [LONG]},
    ]  # fmt: skip
    Record.objects.filter(pk=communique.pk).update(stage="circulated")
    record = Record.objects.get(pk=communique.pk)
    write_copies(record, recipients_of(record), by=claire, message="")
    assert [*form_of(record, claire).fields] == ["until"]


def test_why_a_correction_is_refused_before_it_is_proposed(going_round: Record, claire: User) -> None:
    text, length = going_round.latest.text, len(going_round.latest.text)
    the = {"number": 1, "start": 0, "end": 3, "words": "A"}
    gone = {"__all__": [PLACE_GONE]}
    cases: list[tuple[dict[str, Any], Any]] = [
        ({}, {}), ({"words": ""}, {}), ({"words": "The"}, {"words": [UNCHANGED]}), ({"end": length}, {}),
        ({"end": length, "words": text}, {"words": [UNCHANGED]}), ({"end": length + 1}, gone), ({"end": 0}, gone),
        ({"start": 3}, gone), ({"start": 4}, gone), ({"start": -1}, gone), ({"start": "x"}, gone), ({"end": ""}, gone),
        ({"number": 2}, gone), ({"number": "x"}, gone), ({"number": ""}, gone), ({"start": 2, "words": "e"}, {
            "words": [UNCHANGED],
        }), ({"remark": "x" * 2_001}, {"remark": [LONG]}),
        ({"words": "The", "remark": "x" * 2_001}, {
            "words": [UNCHANGED], "remark": [LONG],
        }),
    ]  # fmt: skip
    found = []
    for values, _errors in cases:
        form = CorrectionForm(
            {key: str(value) for key, value in (the | values).items()}, texts=going_round.versions.all()
        )
        form.is_valid()
        found.append({name: [str(each) for each in errors] for name, errors in form.errors.items()})
    assert found == [
        {name: [str(each) for each in errors] for name, errors in refusal.items()} for _values, refusal in cases
    ]
    form = CorrectionForm(
        {key: str(value) for key, value in the.items()} | {"remark": "So"}, texts=going_round.versions.all()
    )
    assert form.is_valid()
    assert form.values() == {"number": 1, "start": 0, "end": 3, "remark": "So", "key": None, "new": "A"}


def test_what_part_of_a_text_is_opened_to_be_corrected(going_round: Record, claire: User) -> None:
    going_round.rewrite("# Minutes\n\nThey met.\n\n---\n\n- One\n- Two", by=claire)
    Record.objects.filter(pk=going_round.pk).update(corrections_until=TODAY + DAY)
    record = Record.objects.get(pk=going_round.pk)
    texts = record.versions.all()

    def opened(asked: str, sent: dict[str, Any] | None = None) -> Any:
        form = CorrectionForm({key: str(value) for key, value in sent.items()}, texts=texts) if sent else None
        context = text_context(record, texts, asked, here="/here/", form=form)
        started = context["form"] and context["form"].initial
        return context["may_correct"], context["edited"], started

    context = text_context(record, texts, "", here="/here/")
    parts = [(part.number, part.kind, part.words, part.is_heading) for part in context["parts"]]
    assert parts == [
        (1, "heading", "Minutes", True), (2, "plain", "They met.", False), (3, "item", "One", False),
        (4, "item", "Two", False),
    ]  # fmt: skip
    assert (context["record"], context["version"].number, context["here"]) == (record, 2, "/here/")
    text = record.latest.text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda *_given: TODAY)
        met = text.index("They met.")
        assert opened("2") == (True, 2, {"start": met, "end": met + 9, "number": 2, "words": "They met."})
        assert opened("all") == (True, 0, {"start": 0, "end": len(text), "number": 2, "words": text})
        assert [opened(asked) for asked in ("", "0", "5", "x")] == [(True, None, None)] * 4
        place = {"number": 2, "start": met, "end": met + 9, "words": "We met."}
        assert [opened("", place | more)[1] for more in ({}, {"number": 1}, {"end": met + 8}, {"start": 0})] == [
            2,
            0,
            0,
            0,
        ]
        patch.setattr(timezone, "localdate", lambda *_given: TODAY + 2 * DAY)
        assert opened("2") == (False, None, None)
        assert opened("2", place)[:2] == (False, 2)


def test_until_when_corrections_are_taken_and_what_is_said_then(going_round: Record) -> None:
    days = {}
    for stage in Stage:
        record = Record(stage=stage, corrections_until=TODAY)
        days[stage.value] = (
            [may_correct(record, TODAY + number * DAY) for number in (-1, 0, 1)],
            closed_sentence(record),
        )
    agreed = "This text is agreed, and corrections are closed. Thank you for reading it."
    closed = "Corrections are closed: this text does not go round any more. Thank you for reading it."
    passed = (
        "Corrections could be proposed until 3 September 2018. That day has passed; thank you for reading the text."
    )
    none = [False] * 3
    assert days == {
        "draft": (none, closed), "circulated": ([True, True, False], passed), "agreed": (none, agreed),
        "published": (none, agreed),
    }  # fmt: skip
    assert not may_correct(Record(stage=Stage.CIRCULATED), TODAY)


def test_what_somebody_sees_of_corrections(
    going_round: Record, propose: Propose, claire: User, noor: User, omar: User, mei: User
) -> None:
    first, second, third, fourth = (
        propose(old, new, by=by) for old, new, by in (
            ("25 May", "25 May 2018", noor), ("Several", "Some", omar), ("areas", "fields", None),
            ("The EU", "An EU", None),
        )
    )  # fmt: skip
    third.decline(by=claire, reason="No")
    fourth.remove(by=claire)
    undecided = Correction.objects.undecided()
    assert [set(undecided), set(Correction.objects.removed_for(omar))] == [{first, second}, {fourth}]
    first.accept(by=claire)
    assert set(Correction.objects.undecided()) == {second}
    assert [set(Correction.objects.visible_to(user)) for user in (omar, mei)] == [{first, second, third}] * 2
    Record.objects.filter(pk=going_round.pk).update(classification=RESTRICTED)
    assert [len(Correction.objects.visible_to(user)) for user in (omar, mei, claire, noor)] == [0, 3, 3, 3]
    assert [len(Correction.objects.hidden_from(user)) for user in (omar, mei, claire)] == [4, 0, 0]
    authors = {str(each) for each in Correction.objects.all()}
    assert authors == {f"Correction by {name}" for name in ("Noor Haddad", "Omar Diallo", "Gilles de Kerchove")}


def test_what_is_said_of_each_deed(
    going_round: Record, propose: Propose, copy: Copy, claire: User, noor: User, sign_in: SignIn
) -> None:
    round_page = f"/records/{going_round.pk}/round/"

    def said(user: User | None, path: str, **typed: Any) -> list[Any]:
        answer = (sign_in(user) if user else Client()).post(path, typed)
        words = [strip_tags(str(each)).partition("\n")[0].strip() for each in get_messages(answer.wsgi_request)]
        return [answer.headers.get("Location", answer.status_code), *words]

    first, second, third, _fourth = (
        propose(old, new, by=noor) for old, new in
        (("25 May", "25 May 2018"), ("Several", "Some"), ("areas", "fields"), ("The EU", "An EU"))
    )  # fmt: skip
    own = propose("Secretary", "Deputy Secretary")
    start = COMMUNIQUE.index("were identified")
    place = {"number": 1, "start": start, "end": start + len("were identified"), "words": "were found"}
    assert said(noor, f"/records/{going_round.pk}/corrections/", **place) == [
        round_page,
        "Your correction is proposed.",
    ]
    assert said(claire, f"/corrections/{first.pk}/accept/", reason="") == [
        round_page, "Correction by Noor Haddad: Accepted.",
    ]  # fmt: skip
    assert said(claire, f"/corrections/{first.pk}/accept/", reason="") == [round_page]
    assert said(claire, f"/corrections/{first.pk}/decline/", reason="No") == [
        round_page, "Somebody decided on this correction already.",
    ]  # fmt: skip
    assert said(claire, f"/corrections/{second.pk}/decline/", reason="No") == [
        round_page, "Correction by Noor Haddad: Declined.",
    ]  # fmt: skip
    assert said(noor, f"/corrections/{third.pk}/remove/") == [round_page, "Your correction is taken back."]
    assert said(noor, f"/corrections/{third.pk}/remove/") == [404]
    assert said(noor, f"/corrections/{first.pk}/remove/") == [round_page]
    assert said(noor, f"/corrections/{third.pk}/restore/")[1:] == ["Your correction is back."]
    assert said(claire, f"/records/{going_round.pk}/stage/agreed/") == [
        round_page, "4 corrections are still to be decided: accept or decline them first.",
    ]  # fmt: skip
    assert [said(claire, f"/records/{going_round.pk}/stage/{stage}/") for stage in ("circulated", "x")] == [
        [404],
        [404],
    ]
    assert said(claire, f"/records/{going_round.pk}/stage/published/") == [round_page]
    assert said(None, f"{copy.path}back/{own.pk}/") == [copy.path, "Your correction is taken back."]
    assert said(None, f"{copy.path}back/{own.pk}/") == [404]
    agreed, back = "Thank you: it is noted that you agree with it as it is.", "That you agree with it is taken back."
    assert [said(None, f"{copy.path}{deed}/") for deed in ("agree", "disagree")] == [
        [copy.path, agreed],
        [copy.path, back],
    ]
    assert [said(noor, f"{round_page}{deed}/") for deed in ("agree", "disagree")] == [
        [round_page, "It is noted that you agree with it as it is."], [round_page, back],
    ]  # fmt: skip
    assert said(claire, f"/copies/{copy.pk}/revoke/") == [
        round_page, "The link of Gilles de Kerchove leads nowhere any more.",
    ]  # fmt: skip
    assert said(claire, f"/copies/{copy.pk}/give-back/") == [
        round_page, "The link of Gilles de Kerchove leads to the text again.",
    ]  # fmt: skip
    for each in Correction.objects.undecided():
        each.decline(by=claire, reason="No")
    assert said(claire, f"/records/{going_round.pk}/stage/agreed/")[1:] == [f"{going_round}: Agreed."]
    closed = "This text is agreed, and corrections are closed. Thank you for reading it."
    assert said(None, f"{copy.path}agree/") == [copy.path, closed]
    assert said(claire, f"/records/{going_round.pk}/stage/published/")[1:] == [f"{going_round}: Published."]
    with pytest.raises(ValidationError, match="corrections are closed"):
        propose("25 May", "26 May", by=noor)
    assert agree(Record.objects.get(pk=going_round.pk), by=claire) is None


def test_what_stands_on_the_page_of_a_round(
    going_round: Record, propose: Propose, copy: Copy, claire: User, noor: User, omar: User, sign_in: SignIn
) -> None:
    first, second, third = (
        propose(old, "x", by=by) for old, by in (("25 May", noor), ("Several", omar), ("areas", None))
    )
    third.decline(by=claire, reason="No")

    def shown(user: User) -> dict[str, Any]:
        page = sign_in(user).get(f"/records/{going_round.pk}/round/").context
        names = ("undecided", "decided", "copies", "own", "next_stages", "user_pk", "propose")
        return {name: page[name] for name in names} | {"now": [s.value for s, is_now in page["stages"] if is_now]}

    theirs = Copy.objects.get(person=noor.person)
    said = {"next_stages": [Stage.AGREED, Stage.DRAFT], "propose": f"/records/{going_round.pk}/corrections/"}
    said["now"] = ["circulated"]  # type: ignore[assignment]
    assert shown(claire) == {
        "undecided": [first, second], "decided": [third], "copies": [copy, theirs], "own": None, "user_pk": claire.pk,
        **said,
    }  # fmt: skip
    assert shown(noor) == {
        "undecided": [first], "decided": [], "copies": [], "own": theirs, "user_pk": noor.pk, **said,
    }  # fmt: skip
    Record.objects.filter(pk=going_round.pk).update(stage=Stage.DRAFT)
    assert (shown(claire)["copies"], shown(noor)["own"], shown(noor)["next_stages"]) == ([], None, [Stage.AGREED])


def test_who_mails_much_is_told_so(going_round: Record, copy: Copy, claire: User, sign_in: SignIn) -> None:
    with override_settings(HOW_OFTEN={"mail": "0/h/user", "export": "0/h/user"}):
        client = sign_in(claire)
        answers = [
            client.post(f"/copies/{copy.pk}/send/"),
            client.post(f"/records/{going_round.pk}/round/send/", {"until": "in 9 days"}),
            client.get(f"/meetings/{going_round.meeting_id}/paper/docx/"),
        ]
    assert [each.status_code for each in answers] == [429] * 3
    record = Record.objects.get(pk=going_round.pk)
    assert (record.corrections_until, Copy.objects.get(pk=copy.pk).status) == (going_round.corrections_until, "waiting")
    forms = [
        sign_in(claire).get(f"/meetings/{going_round.meeting_id}/paper/{form}/").status_code for form in ("txt", "xlsx")
    ]
    assert forms == [404, 404]


def test_all_that_stands_in_a_meeting_as_a_document(
    visit: Meeting, communique: Record, coordinator: Person, claire: User, noor: User, omar: User,
    unit: Organisation, eu: Organisation,
) -> None:  # fmt: skip
    visit.change("edited", by=claire, starts_at=time(10), ends_on=date(2018, 5, 26))
    Participation.objects.create(meeting=visit, person=claire.person)
    first = Point.add_to(visit, by=claire, title="Training", presenter=coordinator, minutes=20)
    Point.add_to(visit, by=claire, title="Exchange")
    own: dict[str, Any] = {"by": claire, "meeting": visit}
    FollowUp.log(title="Send the list", owner=noor.person, unit=unit, due_on=date(2018, 6, 1), **own)
    FollowUp.log(title="Lend a room", owed_by="partner", partner=eu, **own)
    FollowUp.log(title="Keep", owner=noor.person, unit=unit, partner=eu, **own)
    FollowUp.log(title="Hidden", classification=RESTRICTED, **own)
    open_one, hidden = (FollowUp.log(by=claire, title=title, classification=closed) for title, closed in (
        ("Spoken of", "general"), ("Not spoken of", RESTRICTED),
    ))  # fmt: skip
    carry_over(visit, [open_one, hidden], by=claire)
    for each in visit.appearances.all():
        type(each).objects.filter(pk=each.pk).update(point=first, said=f"Said of {each.follow_up}")
    found = context_of(visit, communique, noor)
    keys = dict(FollowUp.objects.values_list("title", "reference"))
    assert {name: found[name] for name in found if name != "text"} == {
        "title": "Visit of the EU Counter-Terrorism Coordinator",
        "occasion": "25 May 2018 – 26 May 2018, 10:00, WCO Headquarters, Brussels, Bilateral visit",
        "made": "Communiqué, version 1: Draft", "language": "en",
        "words": {
            "people": "Participants", "agenda": "Agenda", "follow_ups": "Follow-ups", "what": "What", "by": "By",
            "due": "Due", "status": "Status",
        },
        "people": [
            {"name": "Gilles de Kerchove", "for": "EU Counter-Terrorism Coordinator, EU"},
            {"name": "Claire Dubois", "for": ""},
        ],
        "agenda": [
            {"what": "10:00 · 1. Training", "by": "Gilles de Kerchove, 20 min", "said": "",
             "under": [{"what": f"{keys['Spoken of']} Spoken of", "said": "Said of Spoken of"}]},
            {"what": "10:20 · 2. Exchange", "by": "", "said": "", "under": []},
        ],
        "record": "Communiqué",
        "follow_ups": [
            {"what": f"{keys['Send the list']} Send the list", "by": "Noor Haddad, ENF", "due": "1 June 2018",
             "status": "Open"},
            {"what": f"{keys['Lend a room']} Lend a room", "by": "EU", "due": "no date", "status": "Open"},
            {"what": f"{keys['Keep']} Keep", "by": "Noor Haddad, ENF", "due": "no date", "status": "Open"},
        ],
    }  # fmt: skip
    assert [part["kind"] for part in found["text"]] == ["plain"] * 2
    assert "\n".join(part["words"] for part in found["text"]) == COMMUNIQUE
    bare = Meeting.log(by=claire, title="Talks", held_on=TODAY, kind="call")
    empty = context_of(bare, None, noor)
    assert [empty[name] for name in ("occasion", "made", "people", "agenda", "record", "text", "follow_ups")] == [
        "3 September 2018, Call", "No record is part of it.", [], [], "", [], [],
    ]  # fmt: skip
    Meeting.objects.filter(pk=bare.pk).update(held_on=timezone.localdate() + DAY, title="T" * 200)
    long = Meeting.objects.select_related("recorder").get(pk=bare.pk)
    assert (context_of(long, None, noor)["made"], paper_of(long, None, noor, Format.DOCX).name) == (
        "", f"{'t' * 120}.docx",
    )  # fmt: skip
    minutes, later = (Record.write(by=claire, text="Minutes.", meeting=visit) for _number in range(2))
    assert record_to_show(visit, noor) == communique
    for row in (later, minutes):
        row.go_to(Stage.AGREED, by=claire)
        assert record_to_show(visit, noor) == row
    minutes.go_to(Stage.PUBLISHED, by=claire)
    Record.objects.filter(pk=minutes.pk).update(classification=RESTRICTED)
    shown = [record_to_show(visit, omar), record_to_show(visit, claire), record_to_show(bare, claire)]
    assert [each and each.pk for each in shown] == [later.pk, minutes.pk, None]


# A text, what somebody made of it, what others made of it, and both together.
BOTH: list[tuple[str, str, str, str | None]] = [
    ("One. Two. Three.", "Uno. Two. Three.", "One. Two. Tre.", "Uno. Two. Tre."),
    ("One. Two. Three.", "One. Two. Tre.", "Uno. Two. Three.", "Uno. Two. Tre."),
    ("One. Two. Three.", "One. Dos. Three.", "One. Two. Three.", "One. Dos. Three."),
    ("One. Two. Three.", "One. Three.", "Uno. Two. Three.", None),
    ("One. Two. Three.", "One. Two and. Three.", "One. And two. Three.", None),
    ("One\nTwo", "Uno\nTwo", "One\nDos", "Uno\nDos"),
    ("One two", "Uno two", "One dos", None),
    ("One! Two? Three…", "Uno! Two? Three…", "One! Dos? Three…", "Uno! Dos? Three…"),
    ("He said “One.” Two.", "He said “Uno.” Two.", "He said “One.” Dos.", "He said “Uno.” Dos."),
    ("One. Two.", "Zero. One. Two.", "One. Two. Three.", "Zero. One. Two. Three."),
    ("", "One", "", "One"), ("One", "", "One", ""), ("One. Two.", "Uno. Dos.", "Uno. Two.", "Uno. Dos."),
]  # fmt: skip
STRUCK: list[tuple[str, str, str, str]] = [
    ("- One\n- Two", "One", "", "- Two"), ("- One\n- Two", "Two", "", "- One"), ("- One", "One", "", ""),
    ("* One\nx", "One", "", "x"), ("• One\nx", "One", "", "x"), ("– One\nx", "One", "", "x"),
    ("1) One\nx", "One", "", "x"), ("12. One\nx", "One", "", "x"), ("  - One\nx", "One", "", "x"),
    ("-One\nx", "One", "", "-\nx"), ("a One\nx", "One", "", "a \nx"), ("- One more\nx", "One", "", "-  more\nx"),
    ("- One\nx", "One", "Uno", "- Uno\nx"), ("One\nx", "One", "", "\nx"), ("x\n- One", "One", "", "x"),
]  # fmt: skip


def test_two_changes_of_a_text_and_what_is_struck() -> None:
    assert [taken_over(old, mine, theirs) for old, mine, theirs, _both in BOTH] == [both for *_rest, both in BOTH]
    found = [
        replaced(text, text.index(words), text.index(words) + len(words), new) for text, words, new, _left in STRUCK
    ]
    assert found == [left for *_rest, left in STRUCK]
    changed = [("a b c", "a x c"), ("a b", "a b c"), ("a b c", "b"), ("a", "a"), ("a b c d", "x b y d")]
    assert [hunks(*pair) for pair in changed] == [
        [Hunk(2, 3, "x")], [Hunk(3, 3, " c")], [Hunk(0, 2, ""), Hunk(3, 5, "")], [],
        [Hunk(0, 1, "x"), Hunk(4, 5, "y")],
    ]  # fmt: skip

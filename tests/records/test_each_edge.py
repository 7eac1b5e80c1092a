"""Where a text may go from each stage, whom and what it proposes at each bound, and why its form is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.html import strip_tags

from tests.conftest import COMMUNIQUE
from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.circulation.models import Copy
from tracker.directory.models import Appointment, Organisation, Person
from tracker.history.undo import undo
from tracker.meetings.models import Meeting
from tracker.records.documents.joined_lines import joined
from tracker.records.forms import EditForm, RecordForm
from tracker.records.models import Passage, Record
from tracker.records.names_in_text import named_in_text
from tracker.records.proposed_from_text import propose
from tracker.records.search_hits import hits_in
from tracker.records.stages import Stage, next_stages

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
SignIn = Callable[[User], Client]
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
TODAY, DAY = NOW.date(), timedelta(days=1)


def test_where_a_text_may_go_from_each_stage(communique: Record, claire: User) -> None:
    found: dict[str, list[str]] = {}
    for before in Stage:
        for after in (Stage.DRAFT, Stage.AGREED, Stage.PUBLISHED):
            Record.objects.filter(pk=communique.pk).update(stage=before)
            communique.refresh_from_db()
            entry = communique.go_to(after, by=claire, note="So")
            stands = Record.objects.get(pk=communique.pk).stage
            assert stands == (after if entry else before)
            found.setdefault(before.value, []).append(f"{entry.verb}: {entry.note}" if entry else "")
    assert found == {
        "draft": ["", "text agreed: So", ""], "circulated": ["text reopened: So", "text agreed: So", ""],
        "agreed": ["text reopened: So", "", "text published: So"], "published": ["text reopened: So", "", ""],
    }  # fmt: skip
    assert {stage.value: next_stages(stage) for stage in Stage} == {
        "draft": [Stage.AGREED], "circulated": [Stage.AGREED, Stage.DRAFT], "agreed": [Stage.PUBLISHED, Stage.DRAFT],
        "published": [Stage.DRAFT],
    }  # fmt: skip


def test_each_time_that_it_goes_round_is_another_round(communique: Record, claire: User, coordinator: Person) -> None:
    def round_of(until: date, note: str = "") -> tuple[Any, ...]:
        entry = Record.objects.get(pk=communique.pk).circulate(until, by=claire, note=note)
        row = Record.objects.get(pk=communique.pk)
        return row.round, row.stage, row.corrections_until, entry and (entry.verb, entry.note)

    assert [round_of(TODAY, "Please"), round_of(TODAY, "Again"), round_of(TODAY + DAY, "Later")] == [
        (1, "circulated", TODAY, ("circulated", "Please")), (1, "circulated", TODAY, None),
        (1, "circulated", TODAY + DAY, ("circulated", "Later")),
    ]  # fmt: skip
    Record.objects.get(pk=communique.pk).go_to(Stage.DRAFT, by=claire)
    assert round_of(TODAY)[:3] == (2, "circulated", TODAY)
    Copy.objects.create(record=communique, round=7, number=1, person=coordinator, address="a@eu.example", by=claire)
    Record.objects.get(pk=communique.pk).go_to(Stage.DRAFT, by=claire)
    assert round_of(TODAY)[0] == 8


def test_what_a_new_version_writes(communique: Record, claire: User, amina: User) -> None:
    Passage.of(communique.latest, 0, 21)
    Record.objects.filter(pk=communique.pk).update(stage=Stage.AGREED)
    communique.refresh_from_db()
    assert communique.rewrite(COMMUNIQUE, by=amina, note="No use", kind="note").number == 1
    assert (communique.kind, communique.stage, communique.history.first().verb) == ("note", "agreed", "edited")
    version = communique.rewrite(f"First.\n{COMMUNIQUE}", by=amina, note="A line more", language="fr")
    entry = communique.history.first()
    assert (version.number, version.by, version.label, str(version)) == (
        2, amina, "Version 2, by Amina Rahman", f"{communique}, 2",
    )  # fmt: skip
    assert (entry.verb, entry.note, sorted(entry.changes), communique.stage) == (
        "rewrote", "A line more", ["language", "number", "stage"], "draft",
    )  # fmt: skip
    passage = Passage.objects.get()
    assert (passage.version, passage.exact, passage.start) == (version, "The Secretary General", 7)
    kept = communique.rewrite("Nothing.", by=claire, stage=Stage.AGREED)
    passage.refresh_from_db()
    assert (communique.stage, passage.removed_in, passage.version) == ("agreed", kept, version)
    undid = undo(communique, communique.history.first(), by=claire)
    passage.refresh_from_db()
    assert (undid.verb, communique.number, communique.latest.text[:6], passage.removed_in, passage.start) == (
        "undid", 4, "First.", None, 7,
    )  # fmt: skip
    assert [each.number for each in communique.former_texts()] == []
    Record.objects.filter(pk=communique.pk).update(classification="restricted")
    hidden = Record.objects.get(pk=communique.pk)
    for text in ("One.", "Two."):
        hidden.rewrite(text, by=claire)
    assert [each.text for each in hidden.former_texts()] == ["One."]


def names(text: str, user: User) -> tuple[list[str], list[str]]:
    found = named_in_text(text, user)
    return [*map(str, found.people)], [*map(str, found.organisations)]


def test_whom_a_text_names_at_each_bound(claire: User, wco: Organisation, eu: Organisation) -> None:
    eight, nine = "Aa Bb Cc Dd Ee Ff Gg Hh", "Ba Bb Cc Dd Ee Ff Gg Hh Ii"
    for name in (eight, nine, "Jean-Luc O'Neil", "Ana van der Berg", "Li Wei", "Rosa Conti", "Ann Lee", "Bob Lee"):
        Person.add(by=None, name=name)
    for name, short in (("Port Authority", "PA"), ("Ports", "PA"), ("Twin", "T1"), ("Customs & Excise", "CEX")):
        Organisation.add(by=None, name=name, short_name=short)
    cases: dict[str, tuple[list[str], list[str]]] = {
        eight: ([eight], []), nine: ([], []), "JEAN-LUC O’NEIL": (["Jean-Luc O'Neil"], []),
        "Jean\u2010Luc  O'Neil": (["Jean-Luc O'Neil"], []), "Ana van der Berg came": (["Ana van der Berg"], []),
        "Ms van der Berg": (["Ana van der Berg"], []), "Mr Berg": (["Ana van der Berg"], []),
        "Mr. Berg\nMs. Conti\nDr Wei": (["Ana van der Berg", "Rosa Conti", "Li Wei"], []),
        "Mr. Lee and Ms. Conti's": (["Rosa Conti"], []), "Dr Li Wei": (["Li Wei"], []), "Prof. Wei": (["Li Wei"], []),
        "Conti": ([], []), "rosa conti": ([], []), "Rosa, Conti": ([], []), "Rosa\nConti": (["Rosa Conti"], []),
        "Li Wei met Rosa Conti; Li Wei left": (["Li Wei", "Rosa Conti"], []),
        "PA and the Port Authority": ([], ["PA"]), "PA": ([], []), "Ports": ([], ["PA"]), "T1": ([], ["T1"]),
        "Customs & Excise of the EU": ([], ["CEX", "EU"]), "eu": ([], []), "European Union (EU)": ([], ["EU"]),
    }  # fmt: skip
    assert {text: names(text, claire) for text in cases} == cases
    edge = "x" * (20_000 - len("Li Wei") - 1)
    assert [names(f"{edge} {more}Li Wei", claire)[0] for more in ("", " y ")] == [["Li Wei"], []]
    people = [Person.add(by=None, name=f"Guest Number{letter}") for letter in "ABCDEFGHIJKLMNOPQRSTUV"]
    many = named_in_text("; ".join(str(person) for person in people), claire)
    assert many.people == people[:20]
    both = [Appointment.objects.create(person=people[0], organisation=each, title="Head") for each in (wco, eu)]
    Appointment.objects.create(person=people[1], organisation=eu, title="Head")
    told = named_in_text("The EU and the WCO met Guest NumberA, Guest NumberB and Guest NumberC", claire)
    assert [told.spoke_for(person) for person in people[:3]] == [eu, eu, None]
    assert (told.guests, {post.pk for post in told.posts} >= {post.pk for post in both}) == (people[1:3], True)


# A text, and the title that it proposes.
TITLED = {
    "Minutes of it\n\nThey met.": "Minutes of it", "Minutes\n\nThey met.": "", "Minutes of it.\n\nThey met.": "",
    "Minutes of it:\n\nThey met.": "", "Minutes of it?\n\nThey met.": "", "Minutes of it": "",
    "Minutes of it\nThey met on ports.": "Minutes of it", f"{'Ab ' * 39}Abc\n\nThey met.": f"{'Ab ' * 39}Abc",
    f"{'Ab ' * 40}Ab\n\nThey met.": "", "Subject: RE: Fwd: Talks on ports\n\nThey met.": "Talks on ports",
    "Objet : TR : Les ports\n\nIls ont parlé.": "Les ports", "Subject: x\n\nThey met.": "Subject: x",
    f"{'They met. ' * 190}\nSubject: Talks on ports\n\nx": "Talks on ports",
    f"{'They met. ' * 201}\nSubject: Talks on ports\n\nx": "",
}  # fmt: skip
# A text, and the days that it proposes of September 2018.
DATED = {
    "They met on 3 May 2018.": ("3 May 2018", None), "They met from 3 to 5 May 2018.": ("3 May 2018", "5 May 2018"),
    "They met on 3-5 May.": ("3 May", None), "They met on 3 and 4 May.": ("3 May", None),
    "They met on 3 May.": ("3 May", None), "They met.": (None, None),
}  # fmt: skip


def test_what_a_text_proposes_at_each_bound(
    claire: User, wco: Organisation, eu: Organisation, europol: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {text: propose(text, claire, "en").values.get("title", "") for text in TITLED}
    assert found == TITLED
    monkeypatch.setattr(timezone, "localdate", lambda *_given: TODAY)
    days = {text: propose(text, claire, "en").values for text in DATED}
    assert {text: (each.get("held_on"), each.get("ends_on")) for text, each in days.items()} == DATED
    people = [Person.add(by=None, name=name) for name in ("Ann Mason", "Boris Vale", "Cara Quill", "Dana Frost")]
    Appointment.objects.create(person=people[3], organisation=wco, title="Head")
    assert [propose(text, claire, "en").values.get("title") for text in (
        "They met Ann Mason, Boris Vale, Cara Quill and Dana Frost.", "They met Dana Frost of the WCO.",
        "They met Dana Frost of the WCO, EUROPOL and the EU.", "They met Dana Frost and Ann Mason of the EU.",
    )] == [
        "Meeting with Ann Mason, Boris Vale, Cara Quill", None, "Meeting with EUROPOL", "Meeting with Ann Mason",
    ]  # fmt: skip
    there = "Present: Ann Mason, Mr. Vale.\nApologies: Cara Quill\n\nThey thanked Dana Frost of the WCO."
    rows = propose(there, claire, "en").rows
    assert rows == [
        {"person": "Ann Mason", "organisation": ""}, {"person": "Boris Vale", "organisation": ""},
        {"person": "Cara Quill", "organisation": "", "attendance": "invited"},
    ]  # fmt: skip
    long = f"{'They met. ' * 1_999}Ann Mason."
    assert [len(propose(text, claire, "en").rows) for text in (long, f"They met. {long}")] == [1, 0]


def test_why_the_form_of_a_record_is_refused(communique: Record, claire: User) -> None:
    def refused(text: str = "", document: bytes | None = None, **typed: str) -> Any:
        files: MultiValueDict[str, Any] = MultiValueDict()
        if document is not None:
            files.setlist("document", [SimpleUploadedFile("a.docx", document)])
        data: MultiValueDict[str, Any] = MultiValueDict()
        given = {"kind": "note", "language": "en", "classification": "general", "text": text, **typed}
        for name, value in given.items():
            data.setlist(name, [value])
        form = RecordForm(data, files)
        form.is_valid()
        return {name: [str(each) for each in errors] for name, errors in form.errors.items()} or form.values()

    base = {"kind": "note", "language": "en", "classification": "general"}
    empty, two = "Type something here.", "A record has one text: take out the document, or the text above."
    assert [
        refused("They met."), refused(), refused("  "), refused("They met.", b"PK"), refused("", b""),
        refused("They met\nin Lyon.", joins="on"), refused("They met\nin Lyon."),
    ] == [
        {**base, "text": "They met."}, {"text": [empty]}, {"text": [empty]}, {"document": [two]},
        {"document": ["This document holds no text."]}, {**base, "text": "They met in Lyon."},
        {**base, "text": "They met\nin Lyon."},
    ]  # fmt: skip
    assert [*refused("x", kind="x", language="x", classification="x")] == ["kind", "language", "classification"]
    form = EditForm(None, record=communique)
    assert ([*form.fields], form.initial) == (
        ["kind", "language", "classification", "text", "joins", "note", "version", "number"],
        {"kind": "communique", "language": "en", "classification": "general", "version": 1, "number": 1,
         "text": COMMUNIQUE},
    )  # fmt: skip


def test_what_is_said_of_each_deed_of_a_record(visit: Meeting, claire: User, noor: User, sign_in: SignIn) -> None:
    client = sign_in(claire)

    def said(path: str, **typed: Any) -> list[Any]:
        answer = sign_in(claire).post(path, typed)
        words = [strip_tags(str(each)).partition("\n")[0].strip() for each in get_messages(answer.wsgi_request)]
        return [answer.headers.get("Location", answer.status_code), *words]

    new = f"/records/meeting/{visit.pk}/"
    added = said(new, kind="note", language="en", classification="general", text="They met.")
    record, here = Record.objects.get(), visit.get_absolute_url()
    edit = f"/records/{record.pk}/edit/"
    typed = as_sent(client.get(edit), text="They met again.")
    entry = record.history.first
    assert [added, said(edit, **typed), said(f"/records/{record.pk}/undo/{entry().pk}/")[1:]] == [
        [f"/records/{record.pk}/read/", f"Note, {visit} is added. Select words in it to make follow-ups."],
        [here, f"Note, {visit} is saved."], [f"Undone: Note, {visit}"],
    ]  # fmt: skip
    pages = [client.get(path).context for path in (new, edit)]
    assert [(page["title"], page.get("button"), page["meeting"]) for page in pages] == [
        ("Add a record", "Add the record", visit), ("Edit the record", "Save", visit),
    ]  # fmt: skip
    shown = [client.get(f"/records/{record.pk}/{number}/").context for number in (1, 2, 3)]
    assert [(page["shown"].number, page["before"] and page["before"].number) for page in shown] == [
        (1, None), (2, 1), (3, 2),
    ]  # fmt: skip
    told = [[(each.kind, each.text) for each in page["changes"]] for page in shown]
    assert told == [
        [("same", "They met.")], [("same", "They met"), ("new", " again"), ("same", ".")],
        [("same", "They met"), ("gone", " again"), ("same", ".")],
    ]  # fmt: skip
    look = sign_in(noor).post("/records/joined/", {"text": "x"})
    answers = [client.post("/records/joined/", {"text": "They met\nin Lyon.\n\n \nThey left."}), look]
    assert (answers[0].context["text"], answers[0].context["before"], answers[0].context["after"]) == (
        "They met in Lyon.\n\n\nThey left.", 3, 2,
    )  # fmt: skip
    assert look.status_code == 403


def test_where_words_were_found_in_a_record(visit: Meeting, claire: User) -> None:
    text = "# Minutes\n\nThey spoke of ports.\n\nThey spoke of training."
    records = [
        Record.write(by=claire, meeting=visit, text=text, kind=kind, language="en") for kind in ("note", "minutes")
    ]
    hits = hits_in(Record.objects.all(), "training", 9)
    at = text.index("They spoke of training")
    assert [(hit.row, hit.address, hit.meta, str(hit.excerpt)) for hit in hits] == [
        (record, f"{visit.get_absolute_url()}#place-{record.pk}-{at}", f"{label}, 25 May 2018", hits[0].excerpt)
        for record, label in ((records[1], "Minutes"), (records[0], "Note"))
    ]
    assert ("<mark>training</mark>" in hits[0].excerpt, hits[0].name, hits[0].language) == (True, str(visit), "en")
    assert len(hits_in(Record.objects.all(), "training", 1)) == 1
    assert hits_in(Record.objects.all(), "harbours", 9) == []


# Lines as a mail or a PDF broke them, and as one paragraph each.
LINE = "The agency will host the next session of the group"
JOINED = {
    f"> {LINE}\n> > in Bern\n> soon": f"> {LINE} in Bern soon", f"{LINE}\n> in Bern": f"{LINE}\n> in Bern",
    f"{LINE}\n\nin Bern": f"{LINE}\n\nin Bern", f"{LINE}\n* in Bern": f"{LINE}\n* in Bern",
    f"{LINE}\nii) in Bern": f"{LINE}\nii) in Bern", f"{LINE}\nii in Bern": f"{LINE} ii in Bern",
    "It met.\nin Bern, where the agency of the house stands, as it was said": (
        "It met.\nin Bern, where the agency of the house stands, as it was said"
    ), "a\n\nb\n\nc\n\nD": "a b c D", "a\n\nB\n\nC\n\nD": "a\n\nB\n\nC\n\nD", "a\n\nb\n\nc": "a\n\nb\n\nc", "": "",
    f"{LINE}\n1\nin Bern": f"{LINE} in Bern", f"1\n{LINE}": f"1\n{LINE}", f"{LINE}\n1": f"{LINE} 1",
}  # fmt: skip


def test_which_lines_are_joined() -> None:
    assert {text: joined(text) for text in JOINED} == JOINED

"""For whom a note is made, which of its points are issued, who reads it then, and what each deed says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.html import strip_tags

from tests.house.pages import as_sent
from tracker.accounts.models import User
from tracker.briefings import views
from tracker.briefings.asked import Asked
from tracker.briefings.briefing import Briefing, Line, Part, Point
from tracker.briefings.forms import AskForm, PointsForm
from tracker.briefings.models import BriefingNote, Mention
from tracker.directory.models import Organisation, Person
from tracker.exports.sheets.response import File
from tracker.follow_ups.models import FollowUp
from tracker.kit.form_responses import LAST_DEED
from tracker.meetings.models import Meeting

TODAY = date(2018, 9, 12)
SIGN_IN = "sign in to Suivi, so nobody knows what they may see. Name somebody who does."
POINTS = (Point("late-1", "Say it.", "late"), Point("due-2", "Bring it.", "due"))
PLAIN = Briefing("Briefing note", "EUROPOL", "", "", "", "en", "", (), (), "Points to raise", POINTS)


def test_it_is_for_oneself_in_ones_own_language_unless_something_else_is_said(
    europol: Organisation, visit: Meeting, claire: User, omar: User
) -> None:
    rosa = Person.add(by=claire, name="Rosa Conti")
    closed = Organisation.add(by=claire, name="Office", classification="restricted")
    hidden = Meeting.log(by=claire, title="Talks", held_on=TODAY, classification="restricted")
    cases: dict[str, tuple[dict[str, str], Organisation, Meeting | None]] = {
        "nothing": ({}, europol, None), "for him": ({"for": "Omar Diallo", "language": "fr"}, europol, visit),
        "blank": ({"for": "", "language": ""}, europol, None), "no account": ({"for": "Rosa Conti"}, europol, None),
        "hidden partner": ({"for": "Omar Diallo"}, closed, hidden),
        "hidden meeting": ({"for": "Omar Diallo"}, europol, hidden),
        "nobody": ({"for": "Nobody"}, europol, None), "language": ({"language": "xx"}, europol, None),
    }  # fmt: skip
    found: dict[str, Any] = {}
    for name, (data, partner, meeting) in cases.items():
        form = AskForm(data, partner=partner, meeting=meeting, user=claire)
        if form.is_valid():
            asked = form.asked
            found[name] = (
                str(asked.reader),
                asked.is_own,
                asked.meeting,
                asked.today == timezone.localdate(),
                form.query,
            )
        else:
            found[name] = {field: [str(each) for each in errors] for field, errors in form.errors.items()}
    own = ("Claire Dubois", True, None, True, {"for": claire.person.label, "language": "en"})
    assert found == {
        "nothing": own, "blank": own,
        "for him": ("Omar Diallo", False, visit, True, {"meeting": visit.pk, "for": omar.person.label,
        "language": "fr"}),
        "no account": {"for": [f"{rosa} does not {SIGN_IN}"]},
        "hidden partner": {"for": ["Omar Diallo may not see this partner."]},
        "hidden meeting": {"for": ["Omar Diallo may not see this meeting."]},
        "nobody": {"for": found["nobody"]["for"]},
        "language": {"language": ["Select a valid choice. xx is not one of the available choices."]},
    }  # fmt: skip
    User.objects.filter(pk=omar.pk).update(is_active=False)
    left = AskForm({"for": "Omar Diallo"}, partner=europol, meeting=None, user=claire)
    assert (left.is_valid(), "for" in left.errors) == (False, True)


@pytest.mark.one_database
def test_points_are_those_that_were_chosen_and_then_ones_own() -> None:
    blank = PointsForm(None, POINTS)
    assert (blank["points"].value(), blank.fields["points"].choices) == (  # type: ignore[attr-defined]
        ["late-1", "due-2"], [("late-1", "Say it."), ("due-2", "Bring it.")],
    )  # fmt: skip
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"points": ["due-2", "gone-3"], "own": " One.\n\n Two. \n"}, ["Bring it.", "One.", "Two."]),
        ({"points": ["due-2", "late-1"]}, ["Say it.", "Bring it."]), ({"own": "  "}, []),
    ]  # fmt: skip
    for data, words in cases:
        form = PointsForm(data, POINTS)
        assert form.is_valid(), form.errors
        assert [point.words for point in PLAIN.with_points(form.chosen, form.own).points] == words
    long = PointsForm({"own": "x" * 5_001}, POINTS)
    assert (long.is_valid(), [*long.errors]) == (False, ["own"])


@pytest.mark.one_database
def test_a_note_names_all_that_it_tells_of_and_is_stored_as_it_is() -> None:
    line = Line("Letter\x00", names=(("a.B", 1), ("a.C", 2)))
    note = replace(
        PLAIN, parts=(Part("ours", "We owe them", "1", (line,)),), points=(Point("x", "y", "z", (("a.D", 3),)),)
    )
    assert note.names == {("a.B", 1), ("a.C", 2), ("a.D", 3)}
    clean = replace(note, parts=(replace(note.parts[0], lines=(replace(line, title="Letter"),)),))
    assert Briefing.from_stored(note.stored) == clean


def test_a_note_is_read_by_whoever_made_it_and_it_was_made_for(
    europol: Organisation, eu: Organisation, claire: User, omar: User, amina: User, mei: User,
    make_follow_up: Callable[..., FollowUp],
) -> None:  # fmt: skip
    row = make_follow_up("Letter", partner=europol)
    told = replace(PLAIN, parts=(Part("ours", "", "", (Line("Letter", names=(("follow_ups.FollowUp", row.pk),
                                                                              ("tags.Tag", 1))),)),))  # fmt: skip
    notes = {}
    for name, partner, by, reader in (("own", europol, claire, claire), ("for him", europol, claire, omar),
                                      ("his", eu, omar, mei)):  # fmt: skip
        notes[BriefingNote.issue(told, Asked(partner, None, by, reader, TODAY), by=by).pk] = name

    def names(rows: Any) -> list[str]:
        return [notes[each.pk] for each in rows]

    def seen() -> dict[str, list[str]]:
        return {
            user.name.split()[0]: names(BriefingNote.objects.visible_to(user)) for user in (claire, omar, amina, mei)
        }

    assert seen() == {"Claire": ["for him", "own"], "Omar": ["his", "for him"], "Amina": [], "Mei": ["his"]}
    assert [names(BriefingNote.objects.shown_about(partner, claire, most)) for partner, most in
            ((europol, 9), (europol, 1), (eu, 9), (Organisation.add(by=claire, name="AU"), 9))] == [
        ["for him", "own"], ["for him"], [], [],
    ]  # fmt: skip
    assert Mention.objects.count() == 3
    FollowUp.objects.filter(pk=row.pk).update(classification="restricted", recorder=claire)
    assert seen() == {"Claire": ["for him", "own"], "Omar": [], "Amina": [], "Mei": ["his"]}
    own = BriefingNote.objects.get(pk=min(notes))
    own.remove(by=claire)
    assert (names(BriefingNote.objects.removed_for(claire)), names(BriefingNote.objects.removed_for(mei))) == (
        ["own"],
        [],
    )
    assert seen()["Claire"] == ["for him"]
    claire.is_active = False
    assert names(BriefingNote.objects.visible_to(claire)) == []
    assert (str(own), own.get_absolute_url(), own.briefing == told) == (
        f"Briefing note on {europol}", f"/briefings/{own.pk}/", True,
    )  # fmt: skip


def test_each_deed_says_what_it_did_and_files_are_limited(
    europol: Organisation, claire: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, place = sign_in(claire), f"/partners/{europol.pk}/briefing/"

    def tell(address: str, sent: Any) -> tuple[int, str, list[str], str]:
        client.cookies.pop("messages", None)
        answer: Any = client.post(address, sent)
        told = [f"{each.level_tag}: {strip_tags(str(each))}" for each in get_messages(answer.wsgi_request)]
        return (
            answer.status_code,
            answer.headers.get("Location", ""),
            told,
            client.session.get(LAST_DEED, {}).get("undo", ""),
        )

    sent = as_sent(client.get(place))
    made = tell(f"{place}issue/", sent)
    note = BriefingNote.objects.get()
    at, words = note.get_absolute_url(), f"“Briefing note on {europol}”"
    assert made == (302, at, [f"success: {words} is issued."], f"{at}remove/")
    assert tell(f"{at}remove/", {}) == (302, place, [f"success: {words} is removed."], f"{at}restore/")
    assert tell(f"{at}restore/", {}) == (302, at, [f"success: {words} is back."], "")
    refused = [tell(f"{place}issue/", {**sent, **typed})[0] for typed in ({"for": "Nobody"}, {"own": "x" * 5_001})]
    assert (refused, BriefingNote.objects.count()) == ([422, 422], 1)
    monkeypatch.setattr(views, "file_of", lambda _told, form, author: File(f"{author}.{form}", b"x", "text/plain"))
    with override_settings(HOW_OFTEN={"export": "2/h/user"}):
        asked = [f"{place}file/docx/", f"{at}file/exe/", f"{place}file/pdf/?for=Nobody"]
        asked += [f"{at}file/pdf/", f"{at}file/pdf/", f"{place}file/pdf/"]
        found = [client.get(address) for address in asked]
    assert [(each.status_code, each.headers.get("Content-Disposition", "")) for each in found] == [
        (200, 'attachment; filename="Claire Dubois.docx"'), (404, ""), (400, ""),
        (200, 'attachment; filename="Claire Dubois.pdf"'), (429, ""), (429, ""),
    ]  # fmt: skip
    assert [f'href="{back}"' in page.text for back, page in ((at, found[4]),
    (europol.get_absolute_url(), found[5]))] == [
        True, True,
    ]  # fmt: skip

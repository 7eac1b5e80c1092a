"""What is asked, kept, sealed and taken back at its bounds: questions, forms that clash, entries and their ages."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.utils import timezone

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.history import editing, undo_page
from tracker.history import undo as undoing
from tracker.history.chain import check
from tracker.history.chain.digests import FIRST
from tracker.history.chain.models import Seal
from tracker.history.chain.seal import AGE, seal_what_stands, typed_at
from tracker.history.editing import Clashed, edit_page, save_over
from tracker.history.models import Entry
from tracker.history.once import KeyField, is_sent_twice, key_of_part
from tracker.history.opening import page as opening
from tracker.history.opening.open_up import Choice, Opened, Question
from tracker.history.opening.traces import WouldTell
from tracker.history.three_way_merge import Clash
from tracker.history.tracked_model import Stale
from tracker.history.undo import can_be_undone, keys_before, last_change, newest_change, undo
from tracker.history.wording.words_of_entry import FieldChange, changed_fields, changed_lines, stands_now
from tracker.history.write_entry import A_WHILE, TooLate, entry_about, may_reword, reword, write_entries

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
NOON = datetime(2018, 5, 25, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def opened(*versions: int) -> list[Any]:
    things = [SimpleNamespace(_meta=SimpleNamespace(label="x"), pk=1, version=version) for version in versions]
    return [Opened(thing, [], []) for thing in things]


def test_a_question_is_open_until_what_was_shown_is_what_opens() -> None:
    now, before = Question(opened=opened(2)).key, Question(opened=opened(1)).key
    cases = {
        ("", "", 0): False, (Choice.WITH, now, 0): False, ("", "", 2): True, ("", now, 2): True,
        (Choice.WITHOUT, "", 2): False, (Choice.WITH, "", 2): True, (Choice.WITH, now, 2): False,
        (Choice.WITHOUT, now, 2): False, (Choice.WITH, before, 2): True, (Choice.WITHOUT, before, 2): True,
    }  # fmt: skip
    found = {
        (choice, shown, version): Question(choice, shown, opened=opened(version) if version else []).is_open
        for choice, shown, version in cases
    }
    assert (found, Question(opened=opened(1, 2)).key == Question(opened=opened(2, 1)).key) == (cases, True)


def posting(typed: str, *, user: Any, hx: bool = False) -> Any:
    request: Any = RequestFactory().post("/a/?b=1", headers={"HX-Request": "true"} if hx else {})
    request.POST, request.user, request.session = QueryDict(typed), user, {}
    return request


def test_an_answer_is_taken_from_whoever_is_signed_in(claire: User) -> None:
    answers = ("", "opening=with", "opening=without&opening_shown=key", "opening=x&opening_shown=key", "opening=back")
    asked = [opening.question_in(posting(typed, user=claire)) for typed in answers]
    assert asked == [Question(), Question("with"), Question("without", "key"), Question(), Question()]
    assert opening.question_in(posting("opening=with", user=AnonymousUser())) is None
    words = "name=a&name=b&opening=back&opening_shown=key&csrfmiddlewaretoken=t&next=%2F&note="
    assert [*opening.typed_in(posting(words, user=claire))] == [("name", "a"), ("name", "b"), ("note", "")]


def test_whoever_goes_back_finds_what_they_had_typed(claire: User) -> None:
    found = []
    for typed, user, hx in [
        ("opening=back&opening_shown=k&name=a", claire, False), ("opening=back&name=a", claire, True),
        ("opening=with&name=a", claire, False), ("opening=back", AnonymousUser(), False),
    ]:  # fmt: skip
        request = posting(typed, user=user, hx=hx)
        answer = opening.back_to_form(request)
        leads = answer and (answer.headers.get("Location") or answer.headers.get("HX-Redirect"))
        kept = request.session.get("kept_form", {})
        found.append((leads, kept.get("words"), kept.get("is_signed_out")))
    assert found == [("/a/?b=1", "name=a", False), ("/a/?b=1", "name=a", False), (None, None, None), (None, None, None)]


def test_of_what_opens_so_much_is_shown_and_that_there_is_more(
    eu: Organisation, europol: Organisation, claire: User, amina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for about in ("one", "two", "three"):
        eu.change("edited", by=amina, about=about)
    entries = [*eu.history.filter(verb="edited")]
    shown: list[Any] = []
    monkeypatch.setattr(opening, "form_page", lambda _request, template, **page: shown.append((template, page)))
    monkeypatch.setattr(opening, "MOST_THINGS", 1)
    monkeypatch.setattr(opening, "MOST_ENTRIES", 2)
    monkeypatch.setattr(Organisation, "HAS_READ_PAST", True)
    for question in (
        Question("with", "old", opened=[Opened(eu, entries, []), Opened(europol, [], [])]),
        Question(opened=[Opened(eu, [], ["a text"])]), Question(opened=[Opened(eu, [], [])]),
    ):  # fmt: skip
        opening.opening_page(posting("name=a", user=claire), question)
    [first, second, third] = [page for _template, page in shown]
    [readable] = first["shown"]
    assert (readable.thing, readable.kind, readable.more, readable.is_name, readable.beside) == (
        eu, "organisation", 1, False, [],
    )  # fmt: skip
    assert [(entry, verb, lines[0].after) for entry, verb, lines in readable.entries] == [
        (entries[0], "edited it", "three"), (entries[1], "edited it", "two"),
    ]  # fmt: skip
    names = ("more", "has_past", "is_asked_again", "typed")
    assert [[each[name] for name in names] for each in (first, second, third)] == [
        [1, True, True, [("name", "a")]], [0, True, False, [("name", "a")]], [0, False, False, [("name", "a")]],
    ]  # fmt: skip
    assert first["title"] == "This becomes readable for everybody"
    still = [Opened(SimpleNamespace(is_restricted=each), [], []) for each in (True, False)]
    assert [opening._title(things) for things in (still[:1], still)] == [
        "More people may read this than before", "This becomes readable for everybody",
    ]  # fmt: skip


def key_of(typed: str) -> UUID:
    field = KeyField()
    return field.clean(field.widget.value_from_datadict(QueryDict(typed), {}, "key"))  # type: ignore[no-any-return]


def test_the_key_of_a_form_holds_which_form_it_was_and_which_words() -> None:
    form = "key=11111111-2222-4333-8444-555555555555"
    alike = [key_of(f"{form}&{words}") for words in ("a=1&b=2", "b=2&a=1", "a=1&b=2&next=%2F&opening=with")]
    others = [key_of(f"{form}&{words}") for words in ("a=1", "a=1&b=3", "a=2&b=1", "a=1&b=2&b=2")]
    another = key_of("key=99999999-2222-4333-8444-555555555555&a=1&b=2")
    assert (len({*alike}), len({*alike, *others, another})) == (1, 6)
    assert {str(key)[:18] for key in (*alike, *others)} == {"11111111-2222-4333"}
    assert (another.bytes[8:], another.bytes[:8] == alike[0].bytes[:8]) == (alike[0].bytes[8:], False)
    parts = [key_of_part(alike[0], part) for part in ("a", "b", "a")]
    assert ([part.bytes[8:] for part in parts], parts[0] == parts[2], parts[0] == parts[1]) == (
        [alike[0].bytes[8:]] * 3, True, False,
    )  # fmt: skip
    assert (key_of_part(others[0], "a").bytes[:8], KeyField().clean("")) == (parts[0].bytes[:8], None)


def test_whoever_has_no_account_sends_twice_under_their_name() -> None:
    last = Entry(verb="noted", note="a", by_id=None, by_name="Ann", at=NOON)
    said = [(None, "Ann"), (None, "Bob"), (None, ""), (User(pk=7), "Ann")]
    found = [is_sent_twice(last, "noted", "a", by=by, at=NOON, by_name=name) for by, name in said]
    assert found == [True, False, False, False]


def test_a_note_is_mended_by_its_writer_for_a_while(claire: User, amina: User, eu: Organisation) -> None:
    found = []
    for at, typed, by, note in [
        (NOON - A_WHILE + SECOND, None, claire, "a"), (NOON - A_WHILE, None, claire, "a"),
        (NOON - 9 * A_WHILE, NOON - SECOND, claire, "a"), (NOON, NOON - A_WHILE, claire, "a"),
        (NOON, None, amina, "a"), (NOON, None, claire, ""),
    ]:  # fmt: skip
        found.append(may_reword(claire, Entry(at=at, typed_at=typed, by=by, note=note), NOON))
    assert found == [True, False, True, False, False, False]
    entry = eu.change("noted", by=claire, note="First")
    assert entry
    version = Organisation.objects.get(pk=eu.pk).version
    assert [reword(entry, words, by=claire) for words in ("First", "Second", "Third")] == [False, True, True]
    entry.refresh_from_db()
    assert (entry.note, entry.former, entry.reworded_at is not None) == ("Third", ["First", "Second"], True)
    assert Organisation.objects.get(pk=eu.pk).version == version + 2
    with pytest.raises(TooLate, match="A note can be edited for 15 minutes"):
        reword(entry, "Fourth", by=amina)


def test_an_entry_says_when_it_was_typed_and_who_may_read_it(
    eu: Organisation, europol: Organisation, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    opened_now: dict[str, Any] = {"classification": {"from": "restricted", "to": "general"}}
    cases: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
        ({}, (NOON, None, "general")),
        ({"at": NOON - SECOND}, (NOON - SECOND, NOON, "general")),
        ({"was_restricted": True}, (NOON, None, "general")),
        ({"was_restricted": True, "changes": opened_now}, (NOON, None, "general")),
        ({"was_restricted": True, "note": "a"}, (NOON, None, "restricted")),
        ({"was_restricted": True, "changes": {**opened_now, "about": {}}}, (NOON, None, "restricted")),
        ({"note": "a"}, (NOON, None, "general")),
    ]
    found = []
    for how, _expected in cases:
        entry = entry_about(eu, "edited", by=claire, version=3, **how)
        found.append((how, (entry.at, entry.typed_at, entry.written)))
    assert found == cases
    monkeypatch.setattr(Organisation, "is_restricted", True)
    assert entry_about(eu, "edited", by=claire, version=3).written == "restricted"
    monkeypatch.undo()
    many = write_entries([eu, europol], "edited", by=claire, note="a")
    assert [(each.item, each.version, each.note, each.by, each.pk is not None) for each in many] == [
        (each, each.version, "a", claire, True) for each in (eu, europol)
    ]
    assert [Entry(by=claire).author, Entry(by_name="Ann").author, Entry().author] == ["Claire Dubois", "Ann", "Suivi"]


def test_only_changes_of_something_are_taken_back_and_the_newest_alone(
    eu: Organisation, amina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (newest_change(eu), last_change(eu)) == (None, None)
    first = eu.change("edited", by=amina, about="one")
    same = {"about": {"from": "one", "to": "one", "from_text": "", "to_text": ""}}
    eu.change("edited", by=amina, also=same)
    eu.change("noted", by=amina, note="A word.")
    assert first
    assert (newest_change(eu), keys_before(first)) == (first, {"about": ""})
    for most, found in ((2, None), (3, first)):
        monkeypatch.setattr(undoing, "MOST_LOOKED_AT", most)
        assert newest_change(eu) == found
    for other, may in (({"edited"}, False), ({"about"}, False), ({"name"}, True)):
        monkeypatch.setattr(Organisation, "OTHER_WAY_BACK", frozenset(other))
        assert (can_be_undone(eu, first), last_change(eu)) == (may, first if may else None)
    monkeypatch.setattr(Organisation, "OTHER_WAY_BACK", frozenset())
    assert [entry and entry.verb for entry in (undo(eu, first, by=amina), undo(eu, first, by=amina))] == ["undid", None]


def test_who_changed_it_since_is_named_unless_that_was_withheld(
    eu: Organisation, amina: User, claire: User, mei: User
) -> None:
    first, second = (eu.change("edited", by=by, about=about) for by, about in ((claire, "one"), (amina, "two")))
    assert (first is None, second is None) == (False, False)
    since = "{} changed it again since, so that change can no longer be undone. It stands so: About: two"
    said = [undo_page._stays(eu, first, newer, claire) for newer in (second, None)]
    assert said == [since.format("Amina Rahman"), since.format("Suivi")]
    second.written = "withheld"
    assert [undo_page._stays(eu, first, second, user) for user in (claire, amina, mei)] == [
        f"{Stale()} It stands so: About: two", since.format("Amina Rahman"), since.format("Amina Rahman"),
    ]  # fmt: skip
    long = {"about": {"from": "", "to": "", "from_text": "", "to_text": ""}}
    eu.change("edited", by=claire, about="word " * 40)
    assert stands_now(eu, Entry(content_type=first.content_type, changes=long), claire) == [
        f"About: {'word ' * 19}word…"
    ]
    quiet: dict[str, Any] = {"from": None, "to": "2018-05-25", "from_text": "", "to_text": ""}
    for verb, lines in (("edited", 1), ("moved", 0)):
        moved = Entry(content_type=first.content_type, verb=verb, changes={"ended_on": quiet})
        assert (verb, len(changed_fields(moved))) == (verb, lines)
    flag: dict[str, Any] = {"from": False, "to": True, "from_text": "", "to_text": ""}
    assert changed_lines(Organisation, {"is_ours": flag}) == [FieldChange("Ours", "no", "yes")]


class Form:
    """As the page of an edit asks it."""

    def __init__(self, *, valid: bool = True) -> None:
        self.valid, self.errors, self.fields, self.data = valid, list[Any](), dict[str, Any](), {"a": "1"}

    def is_valid(self) -> bool:
        return self.valid

    def add_error(self, field: Any, error: Any) -> None:
        self.errors.append((field, error.messages))


def test_the_page_of_an_edit_answers_asks_or_shows_what_clashes(
    eu: Organisation, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "form_page", lambda _request, **page: page)
    clash = Clash("about", "about", "mine", "theirs", claire)

    def raised(error: Exception) -> Any:
        def save() -> Any:
            raise error

        return save

    answer, found = HttpResponse(), list[Any]()
    for method, valid, save in [
        ("get", True, lambda: answer), ("post", False, lambda: answer), ("post", True, lambda: answer),
        ("post", True, lambda: None), ("post", True, raised(Clashed([clash]))),
        ("post", True, raised(WouldTell("No."))),
    ]:  # fmt: skip
        form, request = Form(valid=valid), getattr(RequestFactory(), method)("/")
        page: Any = edit_page(request, eu, form, save, title="Edit")
        shown = "answered" if page is answer else {name: value for name, value in page.items() if name != "form"}
        found.append((shown, form.errors))
    plain = {"button": "Save", "title": "Edit", "default": eu.get_absolute_url()}
    mine = {**plain, "button": "Save mine", "clashes": [clash], "status": 409}
    assert found == [
        (plain, []), (plain, []), ("answered", []), (plain, []), (mine, []), (plain, [(None, ["No."])]),
    ]  # fmt: skip
    elsewhere: Any = edit_page(RequestFactory().get("/"), eu, Form(), lambda: None, default="/x/", button="Go")  # type: ignore[arg-type]
    assert (elsewhere["default"], elsewhere["button"]) == ("/x/", "Go")


def test_what_differs_is_written_by_its_verb_and_what_clashes_is_not(
    eu: Organisation, claire: User, amina: User
) -> None:
    eu.change("edited", by=amina, about="theirs")
    asked: list[Any] = []
    verb: Any = lambda **values: asked.append(values)  # noqa: E731
    assert save_over(eu, 1, {}, by=claire, verb=verb) is None
    save_over(eu, 1, {"name": "The Union"}, by=claire, verb=verb)
    save_over(eu, None, {"about": "mine"}, by=claire, verb=verb)
    with pytest.raises(Clashed) as clashed:
        save_over(eu, 1, {"about": "mine", "name": "The Union"}, by=claire, verb=verb)
    assert asked == [{"by": claire, "name": "The Union"}, {"by": claire, "about": "mine"}]
    assert clashed.value.shown == {"clashes": [Clash("about", "about", "mine", "theirs", amina)]}
    entry = save_over(eu, 2, {"name": "The Union"}, by=claire)
    assert entry is not None
    assert (entry.verb, entry.by, eu.name) == ("edited", claire, "The Union")


def test_what_is_young_or_typed_just_now_is_not_sealed_nor_what_follows_it(claire: User, eu: Organisation) -> None:
    Entry.objects.all().delete()
    rows = [eu.change("noted", by=claire, note=str(number)) for number in range(4)]
    ages = [(AGE + SECOND, None), (9 * AGE, AGE + SECOND), (AGE, None), (AGE + SECOND, None)]
    for row, (age, typed) in zip(rows, ages, strict=True):
        assert row
        Entry.objects.filter(pk=row.pk).update(at=NOON - age, typed_at=typed and NOON - typed)
    assert typed_at({"typed_at": None, "at": NOON}) == NOON
    assert [seal_what_stands(Entry.objects, Seal.objects, NOON + late) for late in (timedelta(), SECOND)] == [2, 2]
    seals = Seal.objects.order_by("position")
    assert [(seal.position, seal.entry_id, seal.at) for seal in seals] == [
        (number, row and row.pk, NOON + (number > 2) * SECOND) for number, row in enumerate(rows, 1)
    ]
    assert len({seal.digest for seal in seals} | {FIRST}) == 5
    found = []
    for back in (check.SLACK, check.SLACK + SECOND):
        Seal.objects.all().delete()
        last = rows[3]
        assert last
        Entry.objects.filter(pk=last.pk).update(at=NOON - AGE - back)
        seal_what_stands(Entry.objects, Seal.objects, NOON + SECOND)
        found.append(str(check.check_chain().fault or ""))
    place = f"Entry {rows[3] and rows[3].pk}, place 4 of the chain: "
    assert found == ["", f"{place}put in: its date is long before that of the entry before it."]
    with pytest.raises(CommandError) as failed:
        call_command("check_history")
    assert str(failed.value) == f"{found[1]} 3 before it are as they were sealed."
    Seal.objects.filter(position=4).delete()
    with pytest.raises(CommandError, match=re.escape("That digest is not in the chain any more")):
        call_command("check_history", expect="f" * 64)

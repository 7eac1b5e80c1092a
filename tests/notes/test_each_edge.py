"""Whom a note tells and whom it does not, what is shown of it, and why it is refused: two of each, and each edge."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from tests.conftest import account
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Channel, Entry
from tracker.kit.date_formats import format_date
from tracker.notes import mentions_of_person, watchers
from tracker.notes.forms import NoteForm, WordsForm
from tracker.notes.mentions_of_person import mentions_of
from tracker.notes.models import Mention, Watch
from tracker.notes.offered import names_offered
from tracker.notes.watchers import watchers_of
from tracker.notes.write_note import mend_note, moment_of, write_note

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("db")]
SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]
NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def noted(follow_up: FollowUp, words: str, by: User, **how: Any) -> Entry:
    entry = write_note(follow_up, words, by=by, **how)
    assert entry
    return entry


def told() -> list[tuple[str, str]]:
    rows = Mention.objects.order_by("pk").select_related("user", "entry")
    return [(row.user.name.partition(" ")[0], row.entry.note) for row in rows]


def watching() -> list[str]:
    return sorted(name.partition(" ")[0] for name in Watch.objects.values_list("user__name", flat=True))


def test_a_note_mentions_just_whom_it_names_now_and_they_watch_from_then_on(
    make_follow_up: Make, claire: User, omar: User, noor: User, amina: User
) -> None:
    row = make_follow_up("Call")
    entry = noted(row, "One", claire, mentions=[omar, claire, noor])
    assert (told(), watching()) == ([("Omar", "One"), ("Noor", "One")], ["Noor", "Omar"])
    # The same words sent once more are no second note, and tell nobody.
    assert write_note(row, "One", by=claire, mentions=[amina]) is None
    Watch.end(row, omar)
    assert (mend_note(entry, row, "One", by=claire, mentions=[amina]), len(told())) == (False, 2)
    assert mend_note(entry, row, "Two", by=claire, mentions=[omar, amina]) is True
    assert (told(), watching()) == ([("Omar", "Two"), ("Amina", "Two")], ["Amina", "Noor"])
    noted(row, "Three", omar, mentions=[omar, noor])
    assert told()[2:] == [("Noor", "Three")]


def test_a_note_is_written_as_it_was_told(make_follow_up: Make, claire: User) -> None:
    row, today = make_follow_up("Call"), timezone.localdate()
    first = noted(row, "One", claire, progress=2)
    second = noted(row, "Two", claire, answers=first, channel=Channel.MAIL, on=today - DAY)
    third = write_note(row, "Three", by=None, by_name="Gilles de Kerchove")
    columns = ("note", "by__name", "by_name", "channel", "answers")
    assert list(row.history.filter(verb="noted").order_by("pk").values_list(*columns)) == [
        ("One", "Claire Dubois", "", "web", None), ("Two", "Claire Dubois", "", "mail", first.pk),
        ("Three", None, "Gilles de Kerchove", "web", None),
    ]  # fmt: skip
    row.refresh_from_db()
    assert (row.progress, second.at, third is None) == (2, moment_of(today - DAY), False)
    assert (moment_of(today), moment_of(None)) == (None, None)


def test_what_somebody_has_not_seen_is_told_newest_first_and_counted_to_a_bound(
    make_follow_up: Make, claire: User, omar: User, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [make_follow_up(f"Call {number}") for number in range(7)]
    for row in rows:
        noted(row, "Look", claire, mentions=[omar, noor])
    Mention.objects.mark_seen(omar, rows[6], NOW)
    Mention.objects.mark_seen(omar, rows[6], NOW + DAY)
    seen = Mention.objects.exclude(seen_at=None).values_list("user__name", "follow_up__title", "seen_at")
    assert list(seen) == [("Omar Diallo", "Call 6", NOW)]

    def shown() -> Any:
        found = mentions_of(omar)
        return found and ([row.follow_up.title for row in found.rows], found.count.number, found.count.capped)

    five = [f"Call {number}" for number in (5, 4, 3, 2, 1)]
    assert shown() == (five, 6, False)
    monkeypatch.setattr(mentions_of_person, "MOST_COUNTED", 6)
    assert shown() == (five, 6, False)
    monkeypatch.setattr(mentions_of_person, "MOST_COUNTED", 5)
    assert shown() == (five, 5, True)
    monkeypatch.setattr(mentions_of_person, "MOST_COUNTED", 100)
    for row in rows:
        Mention.objects.mark_seen(omar, row, NOW)
    found = mentions_of(noor)
    assert (shown(), found and found.count.number) == (None, 7)


def test_who_watches_is_told_by_name_without_oneself(
    make_follow_up: Make, claire: User, omar: User, noor: User, amina: User, mei: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, other = make_follow_up("Call", by=mei), make_follow_up("Other")
    assert [Watch.begin(row, user) for user in (omar, noor, omar, mei, amina)] == [True, True, False, True, True]
    Watch.begin(other, claire)
    User.objects.filter(pk=amina.pk).update(is_active=False)

    def names(user: User) -> tuple[list[str], bool]:
        found = watchers_of(row, user)
        return [each.name.partition(" ")[0] for each in found.people], found.is_mine

    assert [names(user) for user in (claire, noor, omar)] == [
        (["Mei", "Noor", "Omar"], False), (["Mei", "Omar"], True), (["Mei", "Noor"], True),
    ]  # fmt: skip
    monkeypatch.setattr(watchers, "MOST", 2)
    assert names(claire) == (["Mei", "Noor"], False)
    monkeypatch.setattr(watchers, "MOST", 30)
    FollowUp.objects.filter(pk=row.pk).update(classification="restricted")
    row.refresh_from_db()
    assert names(mei) == ([], True)
    assert [Watch.end(row, user) for user in (omar, omar, claire)] == [True, False, False]


def test_who_is_offered_after_the_sign(
    make_follow_up: Make, claire: User, omar: User, noor: User, amina: User, mei: User, wco: Organisation,
    coordinator: Person,
) -> None:  # fmt: skip
    twin = account(wco, "Amine Twin", Role.OFFICER)
    Person.objects.filter(account=twin).update(name="Amina Rahman", folded="amina rahman")
    User.objects.filter(pk=noor.pk).update(is_active=False)
    row = make_follow_up("Call", owner=omar.person)
    noted(row, "x", amina)
    noted(row, "y", noor)
    Entry.objects.filter(note="x").update(by=mei)

    def offered(words: str, user: User = claire, follow_up: FollowUp = row) -> list[str]:
        return [each.value for each in names_offered(follow_up, words, user)]

    assert [offered(words) for words in ("", "amina", "omar diallo", "noor", "claire", "gilles", "nobody")] == [
        ["Mei Tanaka", "Omar Diallo"], ["amina@suivi.example", "amine@suivi.example"], ["Omar Diallo"], [], [], [], [],
    ]  # fmt: skip
    assert (offered("", omar), offered("claire", omar)) == (["Claire Dubois", "Mei Tanaka"], ["Claire Dubois"])
    hidden = make_follow_up("Hidden", by=mei, classification="restricted", owner=omar.person)
    assert [offered(words, mei, hidden) for words in ("", "omar", "claire")] == [["Omar Diallo"], ["Omar Diallo"], []]


def test_why_a_note_is_refused(
    make_follow_up: Make, secret: FollowUp, claire: User, omar: User, amina: User, mei: User
) -> None:
    row, today = make_follow_up("Call"), timezone.localdate()

    def read(follow_up: FollowUp, kind: type[WordsForm] = NoteForm, **typed: str) -> Any:
        data = QueryDict(mutable=True)
        data.update(typed)
        form = kind(data, follow_up=follow_up, user=claire)
        errors = {name: [str(each) for each in found] for name, found in form.errors.items()}
        return errors or [user.name.partition(" ")[0] for user in form.mentions]

    empty, long = "Type something here.", "This is 20,001 characters long; it may be at most 20,000. Shorten it."
    ahead = "This day is still to come. A note tells what was."
    tomorrow, now = f"{today + DAY:%Y-%m-%d}", f"{today:%Y-%m-%d}"
    assert [
        read(row, note="x"), read(row), read(row, note="x" * 20_000), read(row, note="x" * 20_001),
        read(row, note="x", on=tomorrow), read(row, note="x", on=now), read(row, on=tomorrow),
        read(row, note="@Omar, @Amina and @Claire"), read(row, WordsForm, note="@Omar", on=tomorrow),
    ] == [
        [], {"note": [empty]}, [], {"note": [long]}, {"on": [ahead]}, [], {"note": [empty], "on": [ahead]},
        ["Omar", "Amina", "Claire"], ["Omar"],
    ]  # fmt: skip
    one = "Omar Diallo does not see this restricted follow-up: leave the name out, or tick the box below."
    two = "Omar Diallo, Amina Rahman do not see this restricted follow-up: leave the names out, or tick the box below."
    assert [
        read(secret, note="@Mei"), read(secret, note="@Mei and @Omar"), read(secret, note="@Omar @Amina"),
        read(secret, note="@Mei and @Omar", named_only="on"), read(secret, note="@Omar", on=tomorrow),
    ] == [["Mei"], {"note": [one]}, {"note": [two]}, ["Mei"], {"note": [one], "on": [ahead]}]  # fmt: skip
    form = NoteForm(follow_up=row, user=claire)
    assert ([*form.fields], form["on"].value(), form.fields["note"].widget.attrs["data-mentions"]) == (
        ["note", "on", "progress"], format_date(today), f"/follow-ups/{row.pk}/note/names/",
    )  # fmt: skip
    blind = WordsForm(QueryDict("note=@Omar"), follow_up=secret, user=claire)
    assert (blind.is_valid(), [*blind.fields]) == (False, ["note", "named_only"])


def test_what_is_said_of_each_press_and_where_it_leads(
    make_follow_up: Make, claire: User, omar: User, sign_in: SignIn
) -> None:
    row = make_follow_up("Call")
    noted(row, "@Claire", omar, mentions=[claire])
    here = row.get_absolute_url()

    def said(path: str, **typed: str) -> list[str]:
        answer = sign_in(claire).post(f"{here}{path}", typed)
        words = [strip_tags(str(each)).partition("\n")[0].strip() for each in get_messages(answer.wsgi_request)]
        return [answer.headers["Location"], *words]

    assert [
        said("watch/"), said("unwatch/"), said("seen/"), said("still-on/"), said("note/", note="One"),
        said("note/", note="@Zorro and @Batman"),
    ] == [
        [here, f"You watch {row.reference}."], [here, f"You watch {row.reference} no more."], ["/", "Seen: Call"],
        [here, f"Noted today: {row.reference} is still on."], [here],
        [here, "Nobody is told by @Zorro, @Batman: no one is called so here, or several are."],
    ]  # fmt: skip
    entry = row.history.get(note="One")
    page = sign_in(claire).get(f"{here}note/{entry.pk}/")
    assert (page.context["title"], page.context["form"]["note"].value()) == ("Edit the note", "One")
    answering = sign_in(claire).get(f"{here}note/{entry.pk}/reply/").context
    assert (answering["title"], answering["answered"], answering["form"]["note"].value()) == ("Reply", entry, None)
    assert said(f"note/{entry.pk}/reply/", note="Yes, @Omar") == [here]
    assert (row.history.first().answers, told()[-1]) == (entry, ("Omar", "Yes, @Omar"))
    assert said(f"note/{entry.pk}/", note="One, @Omar") == [here]
    entry.refresh_from_db()
    assert (entry.note, told()[-1]) == ("One, @Omar", ("Omar", "One, @Omar"))


def test_whoever_opens_it_has_seen_what_mentions_them_there(
    make_follow_up: Make, claire: User, omar: User, noor: User, sign_in: SignIn
) -> None:
    rows = [make_follow_up(title) for title in ("Call", "Other")]
    for row in rows:
        noted(row, "Look", claire, mentions=[omar, noor])
    browser, found = sign_in(omar), []
    for method, headers in (("head", {}), ("get", {"Sec-Purpose": "prefetch;prerender"}), ("get", {})):
        getattr(browser, method)(rows[0].get_absolute_url(), headers=headers)
        seen = Mention.objects.exclude(seen_at=None).values_list("user__name", "follow_up__title")
        found.append(list(seen))
    assert found == [[], [], [("Omar Diallo", "Call")]]

"""Erased, a person is named nowhere: in no table, not in the index, and not in the bytes of the database file."""

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from io import StringIO
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from tracker.accounts.models import Role, User
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.background.models import Bounce
from tracker.directory.models import Appointment, Organisation, Person
from tracker.follow_ups.models import FollowUp, SavedView
from tracker.history.chain.check import check_chain
from tracker.history.chain.models import Seal
from tracker.history.chain.seal import seal_what_stands
from tracker.history.models import Entry
from tracker.incoming_mail.models import IncomingMail
from tracker.kit.text import fold
from tracker.meetings.models import Meeting, Participation
from tracker.notifications.models import Preferences
from tracker.privacy.erase.database_file import write_words_anew
from tracker.privacy.management.commands.erase_person import STILL_READ
from tracker.privacy.subject import subject_of
from tracker.records.models import Passage, Record
from tracker.reports.models import Mailing

NAME, ADDRESS, TELEPHONE = "Zoé Łukasiewicz", "zoe.luk@post.example", "+32 2 209 92 11"
TEXT = f"{NAME} spoke. Mme Lukasiewicz will send the list to WCO."
Deeds = list[Callable[[], Any]]


@pytest.fixture
def zoe(wco: Organisation, claire: User, jonas: User, visit: Meeting) -> Person:
    """Somebody with an account, who is named in every kind of text."""
    user = User.objects.create_user(ADDRESS, "correct horse", name=NAME, role=Role.OFFICER)
    person = Person.add(by=claire, name="Zoé Lukasiewitz", email=ADDRESS, telephone=TELEPHONE, account=user)
    person.change("edited", by=claire, name=NAME)
    Appointment.objects.create(person=person, organisation=wco, title="Head")
    Participation.objects.create(meeting=visit, person=person, organisation=wco)
    follow_up = FollowUp.log(by=user, title=f"Ask {NAME}", detail=f"ring {TELEPHONE}", owner=person)
    follow_up.change("noted", by=claire, note=f"ŁUKASIEWICZ Zoe answered from {ADDRESS.upper()}")
    follow_up.edit(by=claire, owner=claire.person)
    record = Record.write(by=claire, text=TEXT, meeting=visit)
    Passage.of(record.latest, TEXT.index("Mme"), len(TEXT) - 1)
    SavedView.objects.create(by=claire, name="Hers", query="owner=Zo%C3%A9+%C5%81ukasiewicz&status=open")
    SecurityEvent.record(Kind.SIGNED_IN, None, user=user)
    Bounce.mark(ADDRESS, f"550 {ADDRESS} unknown", "")
    IncomingMail.objects.create(message_id="<1@x>", sender=ADDRESS, subject=f"From {NAME}", size=3, state="ignored")
    Preferences.objects.create(user=user)
    mailing = Mailing.objects.create(
        made_by=jonas, name="Monthly", cut="unit", addresses=f"{ADDRESS}\nother@x.example", hour=6
    )
    mailing.people.add(person)
    return person


def erase(*options: str) -> str:
    out = StringIO()
    call_command("erase_person", ADDRESS, *options, stdout=out)
    return out.getvalue()


def every_text() -> Iterator[tuple[str, str]]:
    """Each row of each table as text, whichever table it is."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, fold(json.dumps([str(value) for value in row], ensure_ascii=False))


def naming_tables(*words: str) -> set[str]:
    return {table for table, text in every_text() if any(fold(each) in text for each in words)}


def test_in_no_table_of_the_database_anything_is_left(zoe: Person) -> None:
    assert {"directory_person", "history_entry", "records_version"} <= naming_tables("Łukasiewicz", ADDRESS)
    erase("--yes", "--texts", "all")
    assert naming_tables("Łukasiewicz", "Lukasiewitz", "Zoé Łu", ADDRESS, TELEPHONE, "3222099211") == set()


def test_what_is_kept_says_that_somebody_was_erased(zoe: Person, visit: Meeting) -> None:
    erase("--yes")
    label = f"erased person {zoe.pk}"
    zoe.refresh_from_db()
    follow_up = FollowUp.objects.get()
    assert [str(zoe), str(zoe.account), follow_up.title, follow_up.detail] == [
        label, label, f"Ask {label}", f"ring {label}"
    ]  # fmt: skip
    assert [str(each.person) for each in visit.participations.filter(person=zoe)] == [label]
    assert SavedView.objects.get().query == f"owner=erased+person+{zoe.pk}&status=open"
    assert Mailing.objects.get().addresses == "other@x.example"
    assert [*Mailing.objects.get().people.all()] == []


def test_what_is_theirs_goes(zoe: Person) -> None:
    user = zoe.account
    assert user is not None
    erase("--yes")
    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password(), user.role) == (False, False, Role.READER)
    assert [model.objects.filter(**{name: of}).exists() for model, name, of in (
        (Preferences, "user", user), (Appointment, "person", zoe), (Bounce, "address", ADDRESS)
    )] == [False, False, False]  # fmt: skip


def test_their_history_says_that_something_was_done_and_no_more(zoe: Person) -> None:
    erase("--yes")
    told = [(entry.verb, bool(entry.note), entry.changes) for entry in zoe.history.order_by("pk")]
    assert told == [("added", False, {}), ("edited", False, {}), ("erased", True, {})]


def test_records_are_archives_unless_the_house_says_otherwise(zoe: Person) -> None:
    said = erase("--yes")
    assert (Record.objects.get().latest.text, "records_version.text (records)" in said) == (TEXT, True)
    erase_again = StringIO()
    call_command("erase_person", f"#{zoe.pk}", "--also", NAME, "--yes", "--texts", "records", stdout=erase_again)
    black = Record.objects.get().latest.text
    assert (len(black), black[:23]) == (len(TEXT), "███████████████ spoke. ")


def test_passages_of_a_blackened_record_stand_where_they_stood(zoe: Person) -> None:
    erase("--yes", "--texts", "records")
    passage = Passage.objects.get()
    text = Record.objects.get().latest.text
    assert (passage.exact, passage.start) == (text[passage.start : passage.end], TEXT.index("Mme"))
    assert (passage.exact, passage.prefix) == ("Mme ███████████ will send the list to WCO", "███████████████ spoke. ")


def test_without_yes_nothing_is_done_and_all_is_counted(zoe: Person) -> None:
    before = sorted(every_text())
    said = erase()
    assert (sorted(every_text()), said.splitlines()[0]) == (before, "Would be erased; nothing is done without --yes:")
    assert said.splitlines()[1:] == erase("--yes").splitlines()[1:]


def test_the_log_says_when_by_whom_and_of_how_many_rows(zoe: Person, jonas: User) -> None:
    erase("--yes", "--by", jonas.email)
    entry = Entry.objects.get(verb="erased")
    words = entry.note.split()
    assert (entry.by, entry.item, words[1:3], words[4:]) == (
        jonas, zoe, ["rows", "deleted,"], ["rewritten", "(always,", "details,", "notes)"]
    )  # fmt: skip


def test_the_chain_of_history_is_whole_and_vouches_for_what_was_erased(zoe: Person) -> None:
    seal_what_stands(Entry.objects, Seal.objects, timezone.now() + timedelta(hours=1))
    erase("--yes", "--texts", "all")
    seal_what_stands(Entry.objects, Seal.objects, timezone.now() + timedelta(hours=1))
    assert (check_chain().fault, Seal.objects.exclude(anew="").count() > 2) == (None, True)
    Entry.objects.filter(verb="noted").update(note="erased person 1 answered")
    assert check_chain().fault


def test_what_is_found_by_search_names_them_no_more(zoe: Person, jonas: User) -> None:
    erase("--yes")
    assert [model.objects.search(words).exists() for model, words in (
        (Person, "lukasiewicz"), (FollowUp, "lukasiewicz"), (Person, "erased person"), (FollowUp, "erased person")
    )] == [False, False, True, True]  # fmt: skip


def test_a_session_of_theirs_ends_and_one_that_names_them(
    zoe: Person, amina: User, sign_in: Callable[[User], Client]
) -> None:
    assert zoe.account
    clients = _theirs, other, _third = [sign_in(user) for user in (zoe.account, amina, amina)]
    session: Any = other.session
    session["last_deed"] = f"Undone: Ask {NAME}"
    session.save()
    erase("--yes")
    assert [client.get("/follow-ups/").status_code for client in clients] == [302, 302, 200]


def test_others_of_the_same_last_name_keep_it(zoe: Person, claire: User) -> None:
    other = Person.add(by=claire, name="Jan Łukasiewicz")
    said = erase("--yes", "--texts", "all")
    assert (Person.objects.get(pk=other.pk).name, "Their last name alone is left" in said) == (other.name, True)
    assert "Mme Lukasiewicz" in Record.objects.get().latest.text


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["nobody@x.example"], "Nobody in the directory is"),
        (["jonas@suivi.example"], "This is the only administrator"),
        ([ADDRESS, "--by", "claire@suivi.example"], "claire@suivi.example is no administrator here"),
    ],
)
def test_it_refuses(zoe: Person, words: list[str], refusal: str) -> None:
    with pytest.raises(CommandError, match=refusal):
        call_command("erase_person", *words, "--yes")


def test_of_several_who_are_called_so_none_is_erased(zoe: Person, claire: User) -> None:
    Person.add(by=claire, name="zoe lukasiewicz")
    with pytest.raises(CommandError, match="Several are meant: #"):
        call_command("erase_person", NAME, "--yes")


def test_whoever_was_merged_into_them_is_erased_with_them(zoe: Person, claire: User) -> None:
    twin = Person.add(by=claire, name="Z. Luk")
    Person.objects.filter(pk=twin.pk).update(merged_into=zoe)
    assert subject_of("Z. Luk").people == [zoe, twin]
    erase("--yes")
    assert naming_tables("Z. Luk") == set()


@pytest.mark.django_db(transaction=True)
def test_in_the_bytes_of_the_database_file_nothing_is_left(
    zoe: Person, at_once: Callable[[Deeds], list[Any]], tmp_path: Path
) -> None:
    """In small letters, without accents, as JSON writes them; and none of the words in the index."""
    if connection.vendor != "sqlite":
        # What PostgreSQL keeps of a row is its own; every column of every table is read above.
        erase("--yes", "--texts", "all")
        assert naming_tables("Łukasiewicz", ADDRESS) == set()
        return
    at_once([lambda: check_chain().fault])
    file = tmp_path / "race.sqlite3"
    assert bytes_found(file) != set()
    at_once([lambda: erase("--yes", "--texts", "all")])
    assert bytes_found(file) == set()
    assert at_once([indexed]) == [set()]


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
def test_it_is_said_that_somebody_still_reads_what_stood_there_until_they_end(
    zoe: Person, at_once: Callable[[Deeds], list[Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.1)
    at_once([lambda: check_chain().fault])
    file = tmp_path / "race.sqlite3"
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM directory_person").fetchone()
        said = at_once([lambda: erase("--yes", "--texts", "all")])[0]
        assert (said.endswith(f"{STILL_READ}\n"), bytes_found(file) != set()) == (True, True)
    assert bytes_found(file) == set()


@pytest.mark.one_database
def test_of_several_who_are_erased_one_after_the_other_no_word_is_left_in_the_index(db: None) -> None:
    """Looked for where SQLite keeps the words: where one looks for words it hides those that are marked as deleted."""
    table, left, rows = Person.words.table, [], count(1000)
    with connection.cursor() as cursor:
        for turn, name in enumerate(("lukasiewicz", "dubois", "ferrari", "haddad", "quispe", "walker")):
            for row in islice(rows, 70 * (1 + turn % 3)):
                with transaction.atomic():
                    cursor.execute(f"INSERT INTO {table}(rowid, title) VALUES (%s, %s)", [row, f"word{row} {name}"])
            cursor.execute(f"UPDATE {table} SET title = 'erased' WHERE {table} MATCH %s", [name])
            write_words_anew()
            blocks = cursor.execute(f"SELECT block FROM {table}_data").fetchall()
            left += [name for (block,) in blocks if name.encode() in block]
    assert left == []


def bytes_found(file: Path) -> set[str]:
    """Which spellings stand in the database file or in what SQLite keeps beside it."""
    content = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*")).lower()
    words = ["Łukasiewicz", "Lukasiewitz", "Zoé Łu", ADDRESS, TELEPHONE, "3222099211", "209 92 11"]
    return {each for word in words for each in foldings(word) if each.encode().lower() in content}


def foldings(word: str) -> set[str]:
    forms = {word, word.lower(), word.upper(), fold(word), unicodedata.normalize("NFD", word)}
    return forms | {json.dumps(form)[1:-1] for form in forms}


def indexed() -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        for (table,) in cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%%USING fts5%%'").fetchall():
            cursor.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', '{table}', 'row')")
            cursor.execute("SELECT term FROM temp.terms WHERE term LIKE 'lukasie%%' OR term LIKE 'zoe%%'")
            found |= {term for (term,) in cursor.fetchall()}
            cursor.execute("DROP TABLE temp.terms")
    return found

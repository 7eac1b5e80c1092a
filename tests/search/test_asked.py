"""What each database is asked and told of words, whole; and what a page marks of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.meetings.models import Meeting
from tracker.search import index_after_migrate, initials, searchable_model, word_index
from tracker.search.index_after_migrate import every_words, mend_one
from tracker.search.models import FoldedTable
from tracker.search.newest_rows import LOOKED_AT, newest_rows
from tracker.search.operations import TABLES, TRIGGERS, UNDO, KeepWords, statements
from tracker.search.query import Term, in_whole, read
from tracker.search.shown_hit import Hit
from tracker.search.templatetags.search import excerpt, marked
from tracker.search.tokens import in_phrases
from tracker.search.word_index import GAP, SearchWords

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
TABLE = "meetings_meeting_words"


class Asked:
    """A database that was asked, and what it answers."""

    def __init__(self, vendor: str) -> None:
        self.vendor, self.asked, self.rows = vendor, list[Any](), [(3, 2), (1, 0), (3, 1), (3, 0)]

    @contextmanager
    def cursor(self) -> Iterator["Asked"]:
        yield self

    def execute(self, sql: str, values: Any = ()) -> None:
        self.asked.append((sql, *values))

    def executemany(self, sql: str, values: Any) -> None:
        self.asked.append((sql, *values))

    def fetchall(self) -> list[Any]:
        return self.rows


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Asked:
    found = Asked(request.param)
    monkeypatch.setattr(word_index, "connection", found)
    monkeypatch.setattr(word_index, "reading", lambda: found)
    monkeypatch.setattr(word_index.transaction, "atomic", lambda savepoint: found.cursor())
    return found


HOLDS = {"sqlite": f"{TABLE} MATCH %s", "postgresql": "words @@ %s::tsquery"}
PORT = {"sqlite": ('"port"', '"port" *'), "postgresql": ("'port'", "'port':*")}


def test_keys_are_asked_for_as_each_database_holds_words(database: Asked) -> None:
    words, holds = Meeting.words, HOLDS[database.vendor]
    terms = words.terms("port", names=True)
    said = {"sqlite": '("port" *)', "postgresql": "('port':*)"}[database.vendor]
    assert (words.hits(terms).sql, words.hits(terms).params) == (f"SELECT rowid FROM {TABLE} WHERE {holds}", [said])
    newest = newest_rows(database.vendor, TABLE, 1, 9, LOOKED_AT)
    assert (words.holding("x", newest=9).sql, newest.count("%s")) == (f"SELECT rowid FROM ({newest}) found", 1)
    database.rows = [(7,), (5,)]
    assert (words.keys(terms, most=4), words.newest("said", 4)) == ([7, 5], [7, 5])
    found = f"SELECT rowid FROM {TABLE} WHERE {holds}"
    newest = {"sqlite": found, "postgresql": f"SELECT rowid FROM ({found} OFFSET 0) found"}[database.vendor]
    assert database.asked == [(f"{found} LIMIT 4", said), (f"{newest} ORDER BY rowid DESC LIMIT 4", "said")]
    either = {
        "sqlite": ('({title} : (("a")))', '(("a")) OR (("b"))'), "postgresql": ("(('a':A))", "(('a')) | (('b'))"),
    }[database.vendor]  # fmt: skip
    some = [(Term((letter,)),) for letter in "ab"]
    assert (words.said_by_any(some[:1], in_title=True), words.said_by_any(some)) == either


def test_the_newest_of_each_that_is_said_are_asked_for_at_once(database: Asked) -> None:
    words = Meeting.words
    places = words.places(words.terms("port"), (), words.terms("port", names=True))
    said = {
        "sqlite": ('{title} : (("port"))', '{title} : (("port" *))', '("port" *)'),
        "postgresql": ("('port':A)", "('port':*A)", "('port':*)"),
    }[database.vendor]
    assert places == dict(zip(said, range(3), strict=True))
    database.rows = [(1, 0), (3, 0), (2, 2)]
    every = newest_rows(database.vendor, TABLE, 3, 9, LOOKED_AT)
    assert (words.newest_of(list(places), 9), database.asked) == ([[3, 1], [], [2]], [(every, *said)])
    assert (words.newest_of([], 9), words.places(()), len(database.asked)) == ([], {}, 1)


def test_what_is_written_of_a_row_is_written_anew_where_it_stands(database: Asked) -> None:
    rows = [Meeting(pk=7, title="Works", place="Port"), Meeting(pk=8)]
    Meeting.words.write(rows)
    Meeting.words.write([])
    Meeting.words.forget()
    [write, forget] = database.asked
    again = "DO UPDATE SET words = excluded.words"
    written = {
        "sqlite": (
            f"INSERT OR REPLACE INTO {TABLE} (rowid, title, detail) VALUES (%s, %s, %s)",
            (7, f"works {GAP} work", f"port {GAP}"), (8, GAP, GAP),
        ),
        "postgresql": (
            f"INSERT INTO {TABLE} (rowid, words) VALUES (%s, %s::tsvector) ON CONFLICT (rowid) {again}",
            (7, f"'works':1A '{GAP}':2A,6 'work':3A 'port':5"), (8, f"'{GAP}':1A,3"),
        ),
    }[database.vendor]  # fmt: skip
    assert (write, forget) == (written, (f"DELETE FROM {TABLE}",))


def test_the_table_of_words_is_made_and_kept_honest_by_each_database() -> None:
    said = {
        (vendor, name): [*statements(plan, vendor, "a_b", ["x", "y"], "key")]
        for vendor in ("sqlite", "postgresql") for name, plan in (("make", TABLES), ("keep", TRIGGERS), ("undo", UNDO))
    }  # fmt: skip
    assert {key: len(lines) for key, lines in said.items()} == {
        ("sqlite", "make"): 1, ("sqlite", "keep"): 2, ("sqlite", "undo"): 3, ("postgresql", "make"): 2,
        ("postgresql", "keep"): 5, ("postgresql", "undo"): 6,
    }  # fmt: skip
    gone, stale = (" ".join(line.split()) for line in said["sqlite", "keep"])
    forget = "BEGIN DELETE FROM a_b_words WHERE rowid = old.key; END"
    assert gone == f"CREATE TRIGGER IF NOT EXISTS a_b_words_gone AFTER DELETE ON a_b {forget}"
    assert stale == gone.replace("_gone", "_stale").replace("AFTER DELETE ON", "AFTER UPDATE OF x, y ON")
    done: list[Any] = []
    for vendor in ("sqlite", "postgresql"):
        editor: Any = SimpleNamespace(
            connection=SimpleNamespace(vendor=vendor), execute=lambda sql, params: done.append((sql, params))
        )
        step = KeepWords("a_b", ["x", "y"], "key")
        step.database_forwards("a", editor, None, None)
        step.database_backwards("a", editor, None, None)
        every = [line for name in ("make", "keep", "undo") for line in said[vendor, name]]
        assert done == [(line, None) for line in every]
        done.clear()
    assert (step.describe(), KeepWords("a", ["b"]).key, step.state_forwards("a", None)) == (
        "Keep the words of a_b", "id", None,
    )  # fmt: skip


def test_what_has_no_words_or_those_of_an_older_fold_gets_them(
    eu: Organisation, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [mend_one(Person.words)]
    Person.words.forget()
    found.append(mend_one(Person.words))
    FoldedTable.objects.filter(table="directory_person_words").update(version=1)
    Person.objects.filter(pk=coordinator.pk).update(folded="old")
    found += [mend_one(Person.words), mend_one(Person.words)]
    people = Person.objects.count()
    assert (found, Person.objects.get(pk=coordinator.pk).folded) == ([0, people, people, 0], "gilles de kerchove")
    assert str(FoldedTable.objects.get(table="directory_person_words")) == "directory_person_words 4"
    models = {words.model for words in every_words()}
    assert ({Person, Meeting, Organisation} <= models, User in models) == (True, False)
    mended: list[Any] = []
    monkeypatch.setattr(index_after_migrate, "mend_one", lambda words: mended.append(words.model))
    app = SimpleNamespace(get_models=lambda: [Person, User])
    index_after_migrate.mend(app, "default")  # type: ignore[arg-type]
    monkeypatch.setattr(Person.words, "table", "nowhere", raising=False)
    index_after_migrate.mend(app, "default")  # type: ignore[arg-type]
    assert mended == [Person]


def test_the_letters_that_begin_words_are_asked_for_two_by_two() -> None:
    assert initials.terms(("s", "of", "p")) == (
        Term(("of",), is_prefix=True), Term((f"{initials.SIGN}so",)), Term((f"{initials.SIGN}op",)),
    )  # fmt: skip
    letters = [
        initials.read(typed) for typed in ("abc", "abcde", "ab cd e", "abc def g h", "abcd efgh i", "ab", "a b", "")
    ]
    assert letters == [
        ("a", "b", "c"), ("a", "b", "c", "d", "e"), ("ab", "cd", "e"), ("abc", "def", "g", "h"), (), (), ("a", "b"), (),
    ]  # fmt: skip
    whole = in_whole(read("re-en")[0])
    assert (whole.is_prefix, [part.is_prefix for part in whole.apart]) == (False, [False, False])
    assert [*in_phrases("a b c co-op d e f")] == [("b", "c", "coop", "d", "e")]
    assert [*in_phrases("co-op x re-do")] == [("coop", "x", "re"), ("op", "x", "redo")]
    assert [*in_phrases("nothing")] == []


def test_a_page_marks_what_it_was_asked_to_find(visit: Meeting) -> None:
    text = "Train <b> officers in risk"
    asked = {
        "": text, "officer": "Train &lt;b&gt; <mark>officers</mark> in risk",
        "zebra": "Train &lt;b&gt; officers in risk",
        "tbo": "<mark>T</mark>rain &lt;<mark>b</mark>&gt; <mark>o</mark>fficers in risk",
    }  # fmt: skip
    assert {typed: marked(Context({"found_words": typed}), text) for typed in asked} == asked
    assert (marked(Context({}), text), excerpt(Context({}), text), excerpt(Context({"found_words": "risk"}), text)) == (
        text, "", "Train &lt;b&gt; officers in <mark>risk</mark>",
    )  # fmt: skip
    terms = read("talks")
    hit = Hit.of(visit, terms, "Talks & more", meta="a day", detail="They held talks.")
    assert (hit.address, hit.name, hit.meta, hit.excerpt, hit.is_restricted, str(hit)) == (
        visit.get_absolute_url(), "<mark>Talks</mark> &amp; more", "a day", "They held <mark>talks</mark>.", False,
        str(visit),
    )  # fmt: skip
    bare = Hit.of(visit, terms, "Visit", at="/elsewhere/")
    assert (bare.address, bare.excerpt, bare.meta, bare.language) == ("/elsewhere/", "", "", "")


@pytest.mark.parametrize("spare", [0, 9])
def test_of_the_rows_that_hold_a_word_the_newest_titles_are_told(
    spare: int, claire: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searchable_model, "with_spare", lambda most: most + spare)
    rows = [Meeting.log(by=claire, title=f"Harbour {number}", held_on=date(2018, 5, 25)) for number in range(4)]
    said = SearchWords.said_by_any([Meeting.words.terms("harbour")], in_title=True)
    every = Meeting.objects.all()
    newest = {row.pk: row.title for row in rows[:1:-1]}
    assert every.newest_titles(said, 2) == newest
    assert every.exclude(pk=rows[3].pk).newest_titles(said, 2) == {row.pk: row.title for row in rows[1:3]}
    assert every.filter(pk=rows[0].pk).newest_titles(said, 9) == {rows[0].pk: "Harbour 0"}


def test_a_phrase_is_sought_with_each_two_of_its_words_in_one_and_all_the_others_beside() -> None:
    (term,) = read('"lake side port bank"')
    assert [" ".join(each) for each in term.written] == [
        "lakeside port bank",
        "lake sideport bank",
        "lake side portbank",
    ]
    (term,) = read('"lake-side of port 2"')
    assert [" ".join(each) for each in term.written] == ["lakeside of port 2"]
    assert [[term.is_prefix for term in read(typed)] for typed in ("lake port", "lake port ")] == [
        [False, True], [False, False],
    ]  # fmt: skip

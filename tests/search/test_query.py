"""What a person asks for."""

import pytest

from tracker.search.query import MOST, Term, for_postgresql, for_sqlite, read


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("works", (Term(("works",), ("work",), is_prefix=True),)),
        ("works ", (Term(("works",), ("work",)),)),
        ("risk list", (Term(("risk",)), Term(("list",), is_prefix=True))),
        ("the visit of", (Term(("visit",), ("vis",)),)),
        ("the", (Term(("the",), is_prefix=True),)),
        ('"risk list"', (Term(("risk", "list"), written=(("risklist",),)),)),
        ("« Risk   List » x", (Term(("risk", "list"), written=(("risklist",),)), Term(("x",), is_prefix=True))),
        ("of the ", (Term(("of",)), Term(("the",)))),
        ('"the list" x', (Term(("the", "list")), Term(("x",), is_prefix=True))),
        ("(a) list", (Term(("list",), is_prefix=True),)),
        ('"works"', (Term(("works",)),)),
        ('"risk list', (Term(("risk", "list"), written=(("risklist",),)),)),
        ('"" "" %', ()),
        ("", ()),
    ],
)
def test_words_are_read(typed: str, terms: tuple[Term, ...]) -> None:
    assert read(typed) == terms


def test_in_names_every_word_may_go_on() -> None:
    assert read("Claires du ", names=True) == (Term(("claires",), is_prefix=True), Term(("du",), is_prefix=True))
    assert read("europ un", names=True) == (Term(("europ",), is_prefix=True), Term(("un",), is_prefix=True))


def test_a_word_with_hyphens_is_asked_for_without_them_or_in_parts() -> None:
    [term] = read("re-entry ")
    assert (term.words, [part.words for part in term.apart]) == (("reentry",), [("re",), ("entry",)])
    assert for_sqlite([term]) == '("reentry" OR "reentri" OR (("re") AND ("entry" OR "entri")))'
    assert for_postgresql([term]) == "('reentry' | 'reentri' | (('re') & ('entry' | 'entri')))"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("re-ent", '("reent" * OR (("re") AND ("ent" *)))'),
        ("re-ent now", '("reent" OR (("re") AND ("ent"))) AND ("now" *)'),
        ("now re-ent ", '("now") AND ("reent" OR (("re") AND ("ent")))'),
    ],
)
def test_only_the_end_of_what_was_typed_may_go_on(typed: str, asked: str) -> None:
    assert for_sqlite(read(typed)) == asked


def test_the_parts_of_a_word_stand_in_the_title_as_well() -> None:
    assert for_postgresql(read("re-ent"), in_title=True) == "('reent':*A | (('re':A) & ('ent':*A)))"


def test_so_many_words_are_asked_for() -> None:
    assert len(read(" ".join(f"w{number}" for number in range(50)))) == MOST


def test_a_database_is_asked_in_its_own_words() -> None:
    terms = read('"risk list" works')
    assert for_sqlite(terms) == '("risk list" OR "risklist") AND ("works" * OR "work")'
    assert for_sqlite(terms, in_title=True) == '{title} : (("risk list" OR "risklist") AND ("works" * OR "work"))'
    assert for_postgresql(terms) == "('risk' <-> 'list' | 'risklist') & ('works':* | 'work')"
    assert for_postgresql(terms, in_title=True) == "('risk':A <-> 'list':A | 'risklist':A) & ('works':*A | 'work':A)"


@pytest.mark.parametrize(
    ("typed", "token", "fits"),
    [
        ("works", "work", True),
        ("works", "working", True),
        ("works", "worksheet", True),
        ("works ", "worksheet", False),
        ('"works"', "work", False),
        ('"works"', "works", True),
        ("14", "014", True),
        ("geneve", "geneva", True),
        ("geneve", "genes", False),
        ("re-entry", "re", True),
        ("re-entry", "entries", True),
        ("re-entry", "reentries", True),
        ("re-entry", "red", False),
    ],
)
def test_a_word_of_a_text_fits_or_does_not(typed: str, token: str, fits: bool) -> None:
    assert read(typed)[0].fits(token) == fits


def test_so_many_words_of_a_phrase_are_asked_for() -> None:
    words = [f"w{number}" for number in range(2 * MOST + 1)]
    assert read(f'"{" ".join(words)}"') == (Term(tuple(words[: 2 * MOST])),)

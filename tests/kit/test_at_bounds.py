"""Small things of every page at their bounds: what is cut, near, numbered, undone late, and the page of a form."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import RequestFactory
from lxml import etree

from tests.house.drawings import assert_drawn
from tracker.kit import form_responses
from tracker.kit.dates.as_said import read_as_said
from tracker.kit.dates.calendar_spans import Span
from tracker.kit.dates.refusals import DateNotUnderstood, Prefer
from tracker.kit.documents.docx_lists import Lists, W, numbered
from tracker.kit.form_responses import LAST_DEED, OFFERED, forget_deed, form_page, last_deed, remember_deed
from tracker.kit.names.find_by_name import MOST_READ, by_key, first_name_first, own_row
from tracker.kit.names.find_by_name import numbered as row_numbered
from tracker.kit.names.near_rows import near_rows
from tracker.kit.positive_number_field import AmountField, WholeNumberField
from tracker.kit.templatetags.kit import grouped
from tracker.kit.text import plain_line, shorten, sought, without_indents

pytestmark = pytest.mark.one_database
MEETING, TODAY = date(2018, 5, 25), date(2018, 6, 20)
WORDS = [
    "in two weeks", "two weeks after the meeting", "the week after the meeting", "before the meeting",
    "by the end of the month", "before the end of May", "before June", "by 15", "by Friday", "next month", "Friday",
    "tomorrow", "two weeks from today", "in winter", "soon", "at the next Council", "before the next Council",
    "at the next meeting", "at the next Board", "Council (in two weeks)", "Council (the week after the meeting)",
    "Council (31 February)", "January to March 2019", "10-8/2019", "x" * 201, "1" * 500,
]  # fmt: skip
# From which day words count: that of a meeting, the same once the date was moved, or none.
COUNTED: list[tuple[str, date | None, bool, Prefer]] = [
    ("from a meeting", MEETING, False, "future"),
    ("moved", MEETING, True, "future"),
    ("from today", None, False, "future"),
    ("asked which year", MEETING, False, "ask"),
]


def next_meeting(name: str, after: date) -> Span | None:
    days = {MEETING: 3, TODAY: 10}
    return Span(date(2018, 7, days[after]), date(2018, 7, 12)) if name in ("", "council") else None


def test_from_which_day_words_count() -> None:
    drawn: dict[str, list[str]] = {}
    for name, meeting, is_moved, prefer in COUNTED:
        for words in WORDS:
            how: dict[str, Any] = {"meeting": meeting, "is_moved": is_moved, "prefer": prefer}
            try:
                said = read_as_said(words, language="en", today=TODAY, next_meeting=next_meeting, **how)
                line = f"{said.first} {said.last} {said.words}"
            except DateNotUnderstood as refusal:
                line = f"{type(refusal).__name__}: {refusal}"
            drawn.setdefault(name, []).append(f"{words[:40]} -> {line}".rstrip())
    assert_drawn("counted_from", drawn, Path(__file__).parent / "dates" / "drawn")


def test_words_are_cut_at_a_border_and_never_longer_than_asked() -> None:
    found = [shorten("two words", most) for most in range(1, 11)]
    assert found == ["…", "t…", "tw…", "two…", "two…", "two…", "two…", "two…", "two words", "two words"]
    cut = [("a, b. c d", 6), ("a; b", 3), ("ab cd ef", 6), ("ab cd ef", 7), ("x" * 81, 80)]
    assert [shorten(words, most) for words, most in cut] == ["a, b…", "a…", "ab cd…", "ab cd…", "x" * 79 + "…"]
    assert (shorten("x" * 80), sought("“A” (b), c: ... d’e", 3)) == ("x" * 80, ["a", "b", "c"])
    assert plain_line("a\u00adb\ufeff\x00c\nd\u2028e \u200d") == "ab c d e \u200d"
    assert without_indents("<a>\n    <b>\n\n  </b>  \n</a>") == "<a>\n<b>\n</b>\n</a>"


@dataclass(frozen=True)
class Row:
    pk: int = 0
    numbers: tuple[str, ...] = ()


class Rows:
    """What was looked for, and one row for the last of it."""

    def __init__(self, finds: str) -> None:
        self.finds, self.asked = finds, list[str]()

    def find(self, words: str) -> list[str]:
        self.asked.append(words)
        return [f"{words} {number}" for number in range(20)] if words == self.finds else []


def test_what_may_have_been_meant_is_looked_for_ever_more_briefly() -> None:
    asked = {}
    for words in ("European Police Office", "parliament", "aa bbb c", "Él", "a b", "a", "", "ab " * 9):
        rows = Rows("nothing")
        assert near_rows(rows, words) == []
        asked[words] = rows.asked
    assert asked == {
        "European Police Office": [
            "european police office", "euro poli offi", "eur pol off", "eu po of", "euro", "poli", "offi",
        ],
        "parliament": ["parliament", "parl", "par", "pa", "parl"],
        "aa bbb c": ["aa bbb c", "aa bbb c", "aa bbb c", "aa bb c", "bbb", "aa"],
        "Él": ["el"] * 5, "a b": ["a b"] * 4, "a": [], "": [],
        "ab " * 9: ["ab " * 9, *["ab ab ab ab ab ab ab ab"] * 3, *["ab"] * 8],
    }  # fmt: skip
    rows = Rows("eur pol")
    assert (near_rows(rows, "Europea Polic"), rows.asked[-1]) == (
        [f"eur pol {number}" for number in range(12)],
        "eur pol",
    )


def test_names_turned_round_numbers_and_oneself_are_known() -> None:
    names = {
        ", Aoife": ", Aoife", "Brennan, ": "Brennan, ", "Berg, Jr.": "Berg, Jr.", "Berg, jr": "Berg, jr",
        "Berg, II": "Berg, II", "Berg, Anna": "Anna Berg", " Berg ,  Anna  Maria ": "Anna Maria Berg", "Anna": "Anna",
    }  # fmt: skip
    assert {words: first_name_first(words) for words in names} == names
    rows = [Row(1, ("2347", "17")), Row(2, ("99",)), Row(3, ("99", "1"))]
    assert [row_numbered(rows, words) for words in ("2347", "17", "1", "22", "x", "")] == [
        rows[0],
        rows[0],
        *[None] * 4,
    ]
    with pytest.raises(ValidationError):
        row_numbered(rows, "99")
    found = [row_numbered([rows[0], *[Row()] * number], "17") for number in (MOST_READ - 2, MOST_READ - 1)]
    assert found == [rows[0], None]

    class Known:
        own = staticmethod(lambda: 7)

        def filter(self, *, pk: int) -> Any:
            return SimpleNamespace(first=lambda: Row(pk))

    class Keyed(Known):
        own = staticmethod(lambda: None)  # type: ignore[assignment]

        def by_key(self, key: int) -> str:
            return f"stands for {key}"

    assert [own_row(Known(), words) for words in ("me", "MOI", "Méi", "")] == [Row(7), Row(7), None, None]
    assert (own_row(Keyed(), "me"), own_row(object(), "me"), by_key(Known(), 3), by_key(Keyed(), 3)) == (
        None, None, Row(3), "stands for 3",
    )  # fmt: skip


def test_a_deed_is_offered_for_an_hour_and_forgotten_at_its_own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(form_responses.time, "time", lambda: clock[0])
    request: Any = RequestFactory().post("/undo/1/")
    request.session = {}
    assert last_deed(request) is None
    remember_deed(request, "Saved & <b>", "/undo/1/", here=True)
    deed = {"undo": "/undo/1/", "words": "Saved & <b>", "here": True, "at": 1000.0}
    assert request.session == {LAST_DEED: deed}
    found = []
    for at in (1000.0 + OFFERED - 0.1, 1000.0 + OFFERED):
        clock[0] = at
        found.append(last_deed(request))
    assert found == [deed, None]
    other: Any = RequestFactory().post("/undo/2/")
    other.session = request.session
    forget_deed(other)
    assert LAST_DEED in request.session
    forget_deed(request)
    forget_deed(request)
    assert request.session == {}


class Named(forms.Form):
    name = forms.CharField()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What each page was drawn with."""
    found: list[Any] = []

    def render(_request: Any, template: str, context: Any, status: int) -> HttpResponse:
        found.append((template, context))
        return HttpResponse(status=status)

    monkeypatch.setattr(form_responses, "render", render)
    return found


# By which method, with which form; the status, and whether the cursor stands in its first field.
FORMS: list[tuple[str, Any, int, bool]] = [
    ("get", None, 200, False), ("post", None, 200, False), ("get", Named, 200, True),
    ("post", Named, 200, False), ("post", lambda: Named({"name": "a"}), 200, False),
    ("post", lambda: Named({}), 422, False), ("get", lambda: Named({}), 200, False),
    ("get", lambda: Named({"name": "a"}), 200, True),
]  # fmt: skip


def test_the_page_of_a_form_says_how_it_went(shown: list[Any]) -> None:
    found = []
    for method, make, _status, _focus in FORMS:
        form = make and make()
        page = form_page(
            getattr(RequestFactory(), method)("/"), default="/default/", **({"form": form} if make else {})
        )
        has_focus = bool(form) and "autofocus" in form.fields["name"].widget.attrs
        found.append((method, make, page.status_code, has_focus))
    assert found == FORMS
    assert shown[0] == ("kit/form_page.html", {"next": "/default/", "within": "page", "slot": "dialog"})


def test_htmx_shows_it_in_its_slot_and_a_form_brings_along_where_to_go(shown: list[Any]) -> None:
    found = []
    for method, hx, slot in [("post", True, None), ("post", True, "panel"), ("get", True, None), ("post", False, None)]:
        request = getattr(RequestFactory(), method)("/?within=margin", headers={"HX-Request": "true"} if hx else {})
        more = {"slot": slot} if slot else {}
        page = form_page(request, "x.html", default="/d/", status=409, form=Named({"next": "/kept/"}), **more)
        found.append({name: value for name, value in page.headers.items() if name.startswith("HX")})
        context = shown[-1][1]
        assert (shown[-1][0], page.status_code, context["slot"], context["next"], context["within"]) == (
            "x.html", 409, slot or "dialog", "/kept/", "margin",
        )  # fmt: skip
    into = {"HX-Reselect": "#deed", "HX-Reswap": "innerHTML"}
    assert found == [{"HX-Retarget": "#dialog", **into}, {"HX-Retarget": "#panel", **into}, {}, {}]


def test_numbers_are_grouped_and_taken_as_people_type_them() -> None:
    assert [grouped(number) for number in (-1, 0, 999, 1_000, 1_234_567)] == ["-1", "0", "999", "1,000", "1,234,567"]

    def cleaned(field: forms.Field, typed: Any) -> str:
        try:
            return str(field.clean(typed))
        except ValidationError as refusal:
            return f"{refusal.error_list[0].code}: {refusal.messages[0]}"

    amounts: dict[Any, str] = {
        "1 250.50": "1250.50", "0": "size: Type a number above nothing, of at most 13 digits.",
        "9,999,999,999,999": "9999999999999",
        "10000000000000": "size: Type a number above nothing, of at most 13 digits.",
        "1.555": "ambiguous: “1.555” can mean 1,555 or 1.5550. Type it as one of these.",
        "1.5555": "places: It takes 2 decimals.", "x": "invalid: Type a number such as 200000 or 12.5.", "": "None",
    }  # fmt: skip
    field = AmountField(required=False)
    assert {typed: cleaned(field, typed) for typed in amounts} == amounts
    dinars = AmountField(places=3)
    dinars.count_in("TND")
    assert (cleaned(dinars, "1.555"), cleaned(AmountField(places=1), "1.55")) == (
        "1.555",
        "places: It takes 1 decimal.",
    )
    wholes: dict[Any, str] = {
        "1,200": "1200", "-3": "min_value: Type 0 or more.", "−3": "min_value: Type 0 or more.", "12.0": "12",
        "1.5": "invalid: Enter a whole number.", "5000": "max_value: Type 4,000 or less.", "4000": "4000", 7: "7",
        "": "None",
    }  # fmt: skip
    whole = WholeNumberField(required=False, min_value=0, max_value=4000)
    found = {typed: cleaned(whole, typed).replace("4000 or less", "4,000 or less") for typed in wholes}
    assert found == wholes


def document(styles: str, numbering: str) -> Any:
    """As python-docx gives it, of the parts of its XML."""
    styles_part, numbering_part = (
        etree.parse(io.StringIO(f'<w:x xmlns:w="{W[1:-1]}">{xml}</w:x>')).getroot() for xml in (styles, numbering)
    )
    styles_element, part = SimpleNamespace(element=styles_part), SimpleNamespace(element=numbering_part)
    return SimpleNamespace(styles=styles_element, part=SimpleNamespace(numbering_part=part))


def paragraph(style: str = "", number: str = "", level: str = "") -> Any:
    inner = f'<w:ilvl w:val="{level}"/>' if level else ""
    said = f'<w:numPr>{inner}<w:numId w:val="{number}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    xml = f'<w:p xmlns:w="{W[1:-1]}"><w:pPr>{named}{said}</w:pPr></w:p>'
    return etree.parse(io.StringIO(xml)).getroot()


def style(key: str, name: str, based_on: str = "", number: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    said = f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>' if number else ""
    return f'<w:style w:styleId="{key}"><w:name w:val="{name}"/>{base}{said}</w:style>'


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{said}</w:lvl>'


def kind(key: str, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def test_each_paragraph_of_a_list_has_the_sign_that_word_draws() -> None:
    styles = [
        style("A", "heading 1", number="1"), style("B", "List", "A"), style("C", "Deep", "B"),
        style("D", "Round", "E"), style("E", "About", "D"), '<w:style w:styleId="F"/>',
    ]  # fmt: skip
    deep = [level(1, "lowerLetter", "%1.%2)"), level(2, "none", ""), level(3, "bullet", "o")]
    kinds = kind("9", level(0, "decimal", "%1.", 3), *deep) + kind("8", '<w:lvl w:ilvl="0"/>')
    kind_of = {"1": "9", "2": "8", "3": "7"}
    numbers = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/></w:num>' for key, of in kind_of.items())
    lists = Lists(document("".join(styles), kinds + numbers))
    asked = [
        paragraph("A"), paragraph("B"), paragraph(number="1", level="1"), paragraph(number="1", level="1"),
        paragraph("C"),
        paragraph(number="1", level="1"), paragraph(number="1", level="2"), paragraph(number="1", level="3"),
        paragraph(number="1", level="4"), paragraph("A", number="0"), paragraph(), paragraph("D"), paragraph("none"),
        paragraph(number="2"), paragraph(number="2"), paragraph(number="3"), paragraph("A"),
    ]  # fmt: skip
    assert [lists.sign_of(each) for each in asked] == [
        "3. ", "4. ", "4.a) ", "4.b) ", "5. ", "5.a) ", "", "• ", "", "", "", "", "", " ", " ", "", "6. ",
    ]  # fmt: skip
    assert [lists.style_of(paragraph(key)) for key in ("A", "B", "F", "none", "")] == ["heading 1", "List", "", "", ""]
    no_numbering = SimpleNamespace(styles=document("", "").styles, part=Missing())
    assert Lists(no_numbering).sign_of(paragraph(number="1")) == ""
    said = [numbered(form, number) for form in ("lowerLetter", "upperRoman") for number in (1, 4, 26, 27, 52, 53)]
    assert said == ["a", "d", "z", "aa", "zz", "aaa", "I", "IV", "XXVI", "XXVII", "LII", "LIII"]
    assert (numbered("lowerRoman", 1949), numbered("ordinal", 3)) == ("mcmxlix", "3")


class Missing:
    @property
    def numbering_part(self) -> Any:
        raise NotImplementedError

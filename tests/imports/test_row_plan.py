"""What each row would do: new, changed, same or refused, and why."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.conftest import CANARY
from tests.imports.conftest import Brought, outcomes, problems
from tracker.accounts.classification_field import RESTRICTED
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.imports.cell_values import Reader
from tracker.imports.models import ImportRow
from tracker.imports.reading import fill
from tracker.imports.spreadsheet import Refused
from tracker.imports.views.row_display import import_row_views
from tracker.meetings.models import Meeting

Make = Callable[..., FollowUp]


def test_a_row_without_reference_is_new_and_writes_nothing(brought: Brought, europol: Organisation) -> None:
    source = brought(["Title", "Partner", "Owner"], ["Send it", "EUROPOL", "Claire Dubois"])
    assert (outcomes(source), FollowUp.objects.count()) == ([(2, "new")], 0)


def test_a_row_of_a_known_reference_is_compared(brought: Brought, make_follow_up: Make) -> None:
    first, second = make_follow_up("Speak"), make_follow_up("Send")
    source = brought(
        ["Ref", "Title", "Due"], [first.reference, "Speak", ""], [second.reference, "Send it", "2030-05-31"]
    )
    assert outcomes(source) == [(2, "same"), (3, "changed")]
    changes = source.lines.get(number=3).changes
    assert {name: (change["from"], change["to"]) for name, change in changes.items()} == {
        "title": ("Send", "Send it"),
        "due_on": (None, "2030-05-31"),
    }


def test_an_empty_cell_leaves_what_is_there(brought: Brought, make_follow_up: Make) -> None:
    follow_up = make_follow_up("Speak", detail="In Brussels", due_on=date(2030, 5, 31))
    source = brought(["Ref", "Title", "Detail", "Due"], [follow_up.reference, "", "", ""])
    assert outcomes(source) == [(2, "same")]


@pytest.mark.parametrize(("words", "priority"), [("Medium", 3), ("Haute", 2), ("URGENT", 1), ("P4", 4), ("", None)])
def test_a_priority_is_known_by_what_others_call_it(words: str, priority: int | None, brought: Brought) -> None:
    source = brought(["Title", "Prio"], ["Send it", words])
    assert source.lines.get().changes.get("priority", {}).get("to") == priority


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Terminée", "done"), ("ACHEVÉES", "done"), ("Clôturés", "done"), ("Annulée", "dropped"), ("open", "open"),
        ("Non\u00a0commencée", "open"), ("in-progress", "in_progress"), ("Ongo\u00ading", "in_progress"),
        ("Not_started.", "open"), ("Rejetée", "declined"), ("\u200eClosed", "done"),
    ],
)  # fmt: skip
def test_a_status_is_known_as_people_write_it(words: str, status: str, brought: Brought) -> None:
    row = Reader(brought(["Title", "Status"], ["Send it", words])).row(ImportRow(cells=["Send it", words]))
    assert (row.status, row.problems) == (status, [])


def test_an_error_of_the_spreadsheet_is_named_and_refused(brought: Brought) -> None:
    errors = ["#DIV/0!", "#N/A", "#NOM?", "#######", "Err:502"]
    source = brought(["Title", "Due"], *[["Send", error] for error in errors])
    assert problems(source) == [
        [f"B{number}", f"The spreadsheet shows an error here: {error}. Mend the cell, or empty it."]
        for number, error in enumerate(errors, 2)
    ]


def test_what_stands_for_nothing_is_nothing_and_a_formula_without_a_value_is_named(brought: Brought) -> None:
    source = brought(["Title", "Owner", "Due", "Status"], ["-", "–", "n/a", "--"], ["Send", "N/A", "#CALC!", "-"])
    assert source.lines.get(number=2).changes.keys() == {"title"}
    assert problems(source) == [
        ["C3", "This formula was not worked out. Open the file in a spreadsheet, and save it again."]
    ]


@pytest.mark.parametrize(("words", "name"), [("Dubois, Claire", "Claire Dubois"), ("DUBOIS Claire", "Claire Dubois")])
def test_an_owner_is_found_either_way_round_even_where_names_are_added(words: str, name: str, brought: Brought) -> None:
    line = brought(["Title", "Owner"], ["Send it", words], adds_names=True).lines.get()
    assert (line.changes["owner"]["to_text"], line.changes["owner"]["to"] > 0) == (name, True)


STATUSES = f"“sleeping” is not one of: {', '.join(map(str, Status.labels))}."
KINDS = (
    "“dance” is not one of: Invitation, Cooperation area, Training, Briefing, Information exchange, Document, Meeting, "
    "Decision to implement, Recommendation, Other."
)
UNKNOWN = "Nothing is called “Nobody”. Correct the name, or tick that new names go into the directory."
CONTROL = "This holds a control character. Type the words again, or paste them as plain text."
ELSEWHERE = "It cannot go there from its present status. Look at it again and choose another."
NO_DATE = "Type a date or a period such as 25 May 2018, end of May, Q1 2027 or in two weeks."
REFUSED = {
    "C3": (
        ["", "Send", "blursday"],
        "Type a date or a period such as 25 May 2018, end of May, Q1 2027 or in two weeks.",
    ),
    "D3": (["", "Send", "", "sleeping"], STATUSES),
    "B3": (["", "", "", "", "", "Claire Dubois"], "A new follow-up needs a title."),
    "F3": (["", "Send", "", "", "", "Nobody"], UNKNOWN),
    "F3 ": (["", "Send", "", "", "", "12"], "This is a number. Write the name."),
    "D3 ": (["", "Send", "", "waiting"], "Name the partner you are waiting on."),
    "D3  ": (["", "Send", "", "lapsed"], ELSEWHERE),
    "A3": (["F-2018-999", "Send"], "No follow-up of this reference is known to you."),
    "B3 ": (["", "x" * 251], "This is 251 characters long; it may be at most 250. Shorten it."),
    "B3  ": (["", "a\x01b"], CONTROL),
    "E3": (["", "Send", "", "", "dance"], KINDS),
}


@pytest.mark.parametrize("place", REFUSED)
def test_a_wrong_cell_is_named_with_the_reason(place: str, brought: Brought) -> None:
    row, sentence = REFUSED[place]
    source = brought(["Ref", "Title", "Due", "Status", "Kind", "Owner"], ["F-1990-001"], row)
    assert [each for each in problems(source) if each[0].endswith("3")] == [[place.strip(), sentence]]


def test_a_name_may_go_into_the_directory(brought: Brought) -> None:
    source = brought(["Title", "Owner", "Partner"], ["Send", "Rosa Conti", "Interpol"], adds_names=True)
    assert (outcomes(source), Person.objects.filter(name="Rosa Conti").count()) == ([(2, "new")], 0)


def test_two_rows_about_one_follow_up_are_not_both_taken(brought: Brought, make_follow_up: Make) -> None:
    reference = make_follow_up("Speak").reference
    source = brought(["Ref", "Title"], [reference, "Once"], [reference, "Twice"])
    assert (outcomes(source), problems(source)) == (
        [(2, "changed"), (3, "refused")],
        [["A3", "Row 2 is about the same follow-up."]],
    )


def test_only_a_manager_takes_it_from_its_owner(
    brought: Brought, make_follow_up: Make, amina: User, omar: User, claire: User
) -> None:
    reference = make_follow_up("Speak", by=amina, owner=amina.person).reference
    rows = ["Ref", "Owner"], [reference, "Claire Dubois"]
    by_officer, by_manager = brought(*rows, by=omar), brought(*rows, by=amina)
    assert [problems(by_officer), outcomes(by_manager)] == [
        [["B2", "Only a manager may give it to somebody else."]],
        [(2, "changed")],
    ]


def test_what_quotes_a_record_stays_with_its_meeting(brought: Brought, invitation: FollowUp, claire: User) -> None:
    Meeting.log(by=claire, title="Talks", held_on=date(2018, 6, 1))
    source = brought(["Ref", "Meeting"], [invitation.reference, "Talks"])
    assert problems(source) == [["B2", "It quotes the record of its meeting and stays with it."]]


def test_a_removed_one_is_not_changed(brought: Brought, make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up("Speak")
    follow_up.remove(by=claire)
    source = brought(["Ref", "Title"], [follow_up.reference, "Again"])
    assert problems(source) == [["A2", f"{follow_up.reference} was removed. Bring it back first."]]


def test_what_is_restricted_is_not_told_from_what_never_was(brought: Brought, secret: FollowUp, omar: User) -> None:
    rows = [[secret.reference, f"Send {CANARY}"], ["F-2018-998", "Send"]]
    source = brought(["Ref", "Title"], *rows, by=omar)
    assert {sentence for _place, sentence in problems(source)} == {"No follow-up of this reference is known to you."}
    assert [line.follow_up for line in source.lines.all()] == [None, None]


def test_pending_resources_is_what_waits_for_them(brought: Brought, make_follow_up: Make) -> None:
    waits, ended = make_follow_up("Exchange", conditional=True), make_follow_up("Speak")
    pending = "pending resources"
    rows = [waits.reference, "", pending], ["", "New", pending], [ended.reference, "", pending]
    source = brought(["Ref", "Title", "Status"], *rows)
    assert outcomes(source) == [(2, "same"), (3, "new"), (4, "changed")]


def test_a_note_that_is_there_already_is_not_written_again(
    brought: Brought, make_follow_up: Make, claire: User
) -> None:
    follow_up = make_follow_up("Speak")
    follow_up.note("sent the letter", by=claire)
    source = brought(["Ref", "Notes"], [follow_up.reference, "12.03.2026: sent the letter; 20.03.2026: reply"])
    assert source.lines.get().changes == {"notes": [["2026-03-20", "reply"]]}


@pytest.mark.parametrize("rows", [1, 3])
def test_planning_asks_no_more_for_three_rows_than_for_one(
    rows: int, brought: Brought, make_follow_up: Make, django_assert_num_queries: Callable[..., object]
) -> None:
    body = [[make_follow_up(f"Speak {number}").reference, "Say", "Claire Dubois"] for number in range(rows)]
    with django_assert_num_queries(54):
        brought(["Ref", "Title", "Owner"], *body)
    assert Entry.objects.filter(verb="edited").count() == 0


@pytest.mark.parametrize(("rows", "why"), [(3, "long"), (0, "headless")])
def test_a_table_has_a_row_and_at_most_so_many(
    rows: int, why: str, brought: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fill, "MOST_ROWS", 2)
    assert [len(outcomes(brought(["Title"], *[["Send"]] * number))) for number in (1, 2)] == [1, 2]
    with pytest.raises(Refused, match=f"^{why}$"):
        brought(["Title"], *[["Send"]] * rows)


def test_a_column_without_a_head_is_there_for_the_longest_row(brought: Brought) -> None:
    source = brought(["Title"], ["One"], ["Two", "", "far off"], ["Three", "near"])
    assert (source.heads, source.columns) == (["Title", "", ""], ["title", "", ""])


def test_a_reference_is_known_in_small_letters_too(brought: Brought, make_follow_up: Make) -> None:
    source = brought(["Ref", "Title"], [make_follow_up("Speak").reference.lower(), "Speak"])
    assert outcomes(source) == [(2, "same")]


def test_what_has_ended_does_not_wait_for_resources(brought: Brought, make_follow_up: Make, claire: User) -> None:
    follow_up = make_follow_up("Speak")
    follow_up.move_to("done", by=claire)
    source = brought(["Ref", "Status"], [follow_up.reference, "pending resources"])
    assert problems(source) == [["B2", "It waits for resources by itself, once it is open and they are lacking."]]


@pytest.mark.parametrize("status", ["", "waiting"])
def test_what_waits_may_wait_longer(
    status: str, imported: Brought, make_follow_up: Make, europol: Organisation, claire: User
) -> None:
    follow_up = make_follow_up("Speak")
    follow_up.move_to("waiting", by=claire, waiting_on=europol, review_on=date(2030, 4, 1))
    imported(["Ref", "Status", "Waiting until"], [follow_up.reference, status, "2030-05-01"])
    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.review_on) == ("waiting", date(2030, 5, 1))


def test_a_row_shows_its_follow_up_to_whoever_may_know_of_it(
    brought: Brought, make_follow_up: Make, claire: User, omar: User
) -> None:
    hidden = make_follow_up("Speak", classification=RESTRICTED)
    source = brought(["Ref", "Title"], [hidden.reference, "Speak twice"], ["", "New"])
    shown = [import_row_views(source.lines.order_by("number"), user) for user in (claire, omar)]
    assert [[(row.title, row.follow_up) for row in rows] for rows in shown] == [
        [(str(hidden), hidden), ("New", None)],
        [("Speak twice", None), ("New", None)],
    ]
    assert [[change.label for change in row.changes] for row in shown[0]] == [["Title"], []]


ONLY_SOME = "Only some know of “Bureau”, from what is restricted. Make that name general first, on its page."


def test_an_import_opens_neither_a_name_nor_a_follow_up(
    brought: Brought, secret: FollowUp, make_follow_up: Make, claire: User
) -> None:
    Organisation.add(by=claire, name="Bureau", classification=RESTRICTED)
    hangs, plain = make_follow_up("Hangs on it", meeting=secret.meeting), make_follow_up("Plain")
    open_one = Meeting.add(by=claire, recorder=claire, title="Open talks", held_on=date(2018, 6, 1))
    source = brought(
        ["Ref", "Title", "Partner", "Meeting"],
        ["", "Write", "Bureau", ""],
        [plain.reference, "", "Bureau", ""],
        [hangs.reference, "", "Bureau", ""],
        [hangs.reference.lower(), "", "", open_one.label],
    )
    moved = "It is restricted, and more people would read it. Move it on its own page."
    assert (outcomes(source)[2], problems(source)[:2]) == ((4, "changed"), [["C2", ONLY_SOME], ["C3", ONLY_SOME]])
    again = brought(["Ref", "Meeting"], [hangs.reference, open_one.label])
    assert problems(again) == [["B2", moved]]
    closed = brought(["Title", "Partner"], ["Write", "Bureau"], classification=RESTRICTED)
    assert outcomes(closed) == [(2, "new")]

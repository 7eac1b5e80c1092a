"""The pages of an import, from the file to what became of each row."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.house.pages import as_sent
from tests.imports.conftest import Brought, send_file
from tests.imports.sheets import day, workbook
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.imports.models import Import

SignIn = Callable[[User], Client]
Make = Callable[..., FollowUp]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def test_from_the_file_to_the_follow_ups(client: Client, europol: Organisation, make_follow_up: Make) -> None:
    old = make_follow_up("Speak")
    rows = [["Actions"], [], ["Ref", "Action", "Partner", "Deadline"], ["", "Send it", "EUROPOL", day(46_500)],
            [old.reference, "Speak twice", "", ""], ["", "Call", "Nobody", ""]]  # fmt: skip
    columns = client.get(send_file(client, workbook(rows), "My actions.xlsx").url)
    preview = client.post(columns.request["PATH_INFO"], as_sent(columns), follow=True)
    assert [(str(outcome), count) for outcome, count in preview.context["choices"]] == [
        ("changed", 1), ("new", 1), ("same", 0), ("refused", 1),
    ]  # fmt: skip
    assert (preview.context["show"], "Change 1 and add 1" in preview.text, FollowUp.objects.count()) == (
        "changed", True, 1,
    )  # fmt: skip
    done = client.post(f"{preview.request['PATH_INFO']}confirm/", follow=True)
    assert ("My actions.xlsx</a> is imported." in done.text, "Confirmed on" in done.text) == (True, True)
    assert sorted(each.title for each in FollowUp.objects.all()) == ["Send it", "Speak twice"]


def test_the_preview_shows_old_and_new(client: Client, brought: Brought, make_follow_up: Make) -> None:
    source = brought(["Ref", "Title", "Status"], [make_follow_up("Speak").reference, "Speak twice", "in progress"])
    text = " ".join(client.get(source.get_absolute_url()).text.split()).replace(" >", ">")
    for words in (
        "<del>Speak</del> → <b>Speak twice</b>",
        "<del>Open</del> → <b>In progress</b>",
        "Change 1 follow-up",
    ):
        assert words in text


def test_the_preview_no_longer_tells_of_a_follow_up_that_was_closed_to_them_since(
    client: Client, brought: Brought, make_follow_up: Make, amina: User
) -> None:
    follow_up = make_follow_up("Speak", by=amina)
    source = brought(["Ref", "Title"], [follow_up.reference, "Speak twice"])
    FollowUp.objects.filter(pk=follow_up.pk).update(classification="restricted")
    assert [(line.title, line.changes) for line in client.get(source.get_absolute_url()).context["lines"]] == [
        ("Speak twice", [])
    ]


def test_a_refused_row_is_shown_with_its_cell(client: Client, brought: Brought) -> None:
    source = brought(["Title", "Due"], ["Send", "sometime"])
    page = client.get(source.get_absolute_url())
    assert "<b>B2</b> Type a date or a period such as 25 May 2018, end of May, Q1 2027 or in two weeks." in page.text
    assert "confirm/" not in page.text


def test_the_columns_can_be_changed_until_it_is_confirmed(client: Client, imported: Brought, brought: Brought) -> None:
    source = brought(["Title", "Colour"], ["Send", "Red"])
    address = f"{source.get_absolute_url()}columns/"
    client.post(address, as_sent(client.get(address), column_0="detail", column_1="title"))
    client.post(f"{source.get_absolute_url()}confirm/")
    assert [(each.title, each.detail) for each in FollowUp.objects.all()] == [("Red", "Send")]
    assert client.get(address).url == source.get_absolute_url()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"column_0": ""}, "Say which column holds the title, or the reference in Suivi."),
        ({"column_1": "title"}, "“Title” is chosen for more than one column. Leave it in one of them."),
        ({"column_1": "nonsense"}, "Select a valid choice."),
        ({"classification": "secret"}, "Select a valid choice."),
    ],
)
def test_columns_that_cannot_be_are_asked_for_again(
    typed: dict[str, str], sentence: str, client: Client, brought: Brought
) -> None:
    address = f"{brought(['Title', 'Colour'], ['Send', 'Red']).get_absolute_url()}columns/"
    page = client.post(address, as_sent(client.get(address), **typed))
    assert (page.status_code, sentence in page.text, 'id="summary"' in page.text) == (422, True, True)


def test_the_wizard_goes_on_where_it_was(client: Client, claire: User) -> None:
    where = send_file(client, b"Title\nSend").url
    source = Import.objects.get()
    assert client.get(source.get_absolute_url()).url == where
    assert source.get_absolute_url() in client.get("/imports/").text


def test_nothing_is_confirmed_before_it_was_seen(client: Client) -> None:
    send_file(client, b"Title\nSend")
    source = Import.objects.get()
    client.post(f"{source.get_absolute_url()}confirm/")
    source.refresh_from_db()
    assert (source.confirmed_at, FollowUp.objects.count()) == (None, 0)


def test_a_removed_import_leaves_its_follow_ups(client: Client, imported: Brought) -> None:
    source = imported(["Title"], ["Send"])
    client.post(f"{source.get_absolute_url()}remove/")
    assert (Import.objects.count(), FollowUp.objects.count()) == (0, 1)


def test_nobody_sees_what_another_brought(brought: Brought, amina: User, sign_in: SignIn) -> None:
    source, other = brought(["Title"], ["Send"]), sign_in(amina)
    answers = [other.get(source.get_absolute_url()), other.post(f"{source.get_absolute_url()}confirm/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert source.get_absolute_url() not in other.get("/imports/").text


def test_a_reader_imports_nothing(noor: User, sign_in: SignIn) -> None:
    assert (send_file(sign_in(noor), b"Title\nSend").status_code, Import.objects.count()) == (403, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_asks_as_much_for_three_rows_as_for_one(
    rows: int, client: Client, brought: Brought, make_follow_up: Make, django_assert_num_queries: Callable[..., object]
) -> None:
    body = [[make_follow_up(f"Speak {number}").reference, "Say"] for number in range(rows)]
    source = brought(["Ref", "Title"], *body)
    client.get(source.get_absolute_url())
    with django_assert_num_queries(9):
        client.get(source.get_absolute_url())


@pytest.mark.parametrize(("asked", "shown"), [("", "new"), ("refused", "refused"), ("same", "same"), ("tea", "new")])
def test_the_rows_of_one_outcome_are_shown(asked: str, shown: str, client: Client, brought: Brought) -> None:
    source = brought(["Title", "Due"], ["One", ""], ["Two", "sometime"])
    page = client.get(f"{source.get_absolute_url()}?show={asked}")
    titles = {"new": ["One"], "refused": ["Two"], "same": []}[shown]
    assert (page.context["show"], [line.title for line in page.context["lines"]]) == (shown, titles)


def test_a_column_is_known_by_the_first_different_words_in_it(client: Client, brought: Brought) -> None:
    source = brought(["Title"], *[[word] for word in ("a", "b", "a", "c", "d")])
    page = client.get(f"{source.get_absolute_url()}columns/")
    assert [(each.letters, each.samples) for each in page.context["form"].columns()] == [("A", ["a", "b", "c"])]


def test_whoever_became_a_reader_goes_on_with_no_import(client: Client, brought: Brought, claire: User) -> None:
    source = brought(["Title"], ["Send"])
    User.objects.filter(pk=claire.pk).update(role=Role.READER)
    assert [client.post(f"{source.get_absolute_url()}{verb}/").status_code for verb in ("confirm", "remove")] == [
        403
    ] * 2

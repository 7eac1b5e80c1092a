from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.forms import Textarea
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.mandates.forms import MandateForm
from tracker.mandates.implementation_model import Implementation
from tracker.mandates.models import Mandate

SignIn = Callable[[User], Client]
Answer = Any


@pytest.fixture
def officer(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def add(client: Client, **typed: Any) -> Answer:
    return client.post(reverse("mandates:new"), {"kind": "agreement", "title": "Mechanism"} | typed)


def edit(client: Client, mandate: Mandate, **typed: Any) -> Answer:
    said: dict[str, Any] = {
        "kind": mandate.kind,
        "symbol": mandate.symbol,
        "title": mandate.title,
        "paragraphs": mandate.value_of("paragraphs"),
        "kept_parties": [party.pk for party in mandate.parties.all()],
        "version": mandate.version,
    }
    return client.post(reverse("mandates:edit", args=[mandate.pk]), said | typed)


def errors(answer: Answer) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return {name: list(sentences) for name, sentences in answer.context["form"].errors.items()}


def paragraphs(mandate: Mandate) -> list[tuple[str, str]]:
    return list(mandate.paragraphs.values_list("number", "text"))


def test_an_officer_adds_a_mandate_with_parties_and_paragraphs(
    officer: Client, claire: User, wco: Organisation, eu: Organisation
) -> None:
    answer = add(
        officer, party_1="WCO", party_2="EU", party_3="Interpol", adopted_on="1 March 2016", paragraphs="1 One\n2 Two"
    )
    mandate = Mandate.objects.get(title="Mechanism")
    assert answer["Location"] == mandate.get_absolute_url()
    assert sorted(map(str, mandate.parties.all())) == ["EU", "Interpol", "WCO"]
    assert (mandate.adopted_on, paragraphs(mandate)) == (date(2016, 3, 1), [("1", "One"), ("2", "Two")])
    assert mandate.history.get().by == claire
    assert Organisation.objects.get(name="Interpol").history.get().by == claire


def test_a_double_click_makes_one_mandate(officer: Client) -> None:
    first, again = add(officer, symbol="C/1"), add(officer, symbol="c/1")
    assert first.status_code == 302
    assert errors(again) == {"title": ["This mandate is in the list already, with the same symbol and title."]}


def test_a_party_named_in_two_fields_is_one(officer: Client, eu: Organisation) -> None:
    add(officer, party_1="EU", party_2="European Union", party_3="Interpol", body="Interpol")
    assert sorted(map(str, Mandate.objects.get().parties.all())) == ["EU", "Interpol"]
    assert Organisation.objects.filter(name="Interpol").count() == 1


def test_a_party_is_taken_off_by_its_box(officer: Client, eu: Organisation, wco: Organisation) -> None:
    add(officer, party_1="WCO", party_2="EU")
    mandate = Mandate.objects.get()
    edit(officer, mandate, kept_parties=[eu.pk])
    assert list(mandate.parties.all()) == [eu]


def test_an_edit_is_one_entry_that_tells_of_paragraphs(officer: Client, resolution: Mandate) -> None:
    edit(officer, resolution, title="Heritage", paragraphs="8 Requests action")
    entry = resolution.history.order_by("-id")[0]
    assert (resolution.history.count(), sorted(entry.changes)) == (2, ["paragraphs", "title"])
    assert (entry.changes["paragraphs"]["from"], entry.changes["paragraphs"]["to"]) == ("", "8 Requests action")


def test_saving_without_a_change_leaves_no_entry(officer: Client, resolution: Mandate) -> None:
    edit(officer, resolution, paragraphs="8 Requests action")
    resolution.refresh_from_db()
    assert edit(officer, resolution).status_code == 302
    assert resolution.history.count() == 2


@pytest.fixture
def implemented(resolution: Mandate, make_follow_up: Callable[..., FollowUp], claire: User) -> Implementation:
    """A follow-up that implements paragraph 8."""
    resolution.change("edited", by=claire, paragraphs="8 Requests action\n22 Asks for a report")
    follow_up = make_follow_up()
    return Implementation.objects.create(
        follow_up=follow_up, mandate=resolution, paragraph=resolution.paragraphs.get(number="8")
    )


def test_a_paragraph_renumbered_keeps_what_implements_it(
    officer: Client, resolution: Mandate, implemented: Implementation
) -> None:
    edit(officer, resolution, paragraphs="8 New\n9 Requests action\n22 Asks for a report")
    implemented.refresh_from_db()
    assert implemented.paragraph == resolution.paragraphs.get(number="9")


def test_paragraphs_swap_their_numbers(officer: Client, resolution: Mandate, implemented: Implementation) -> None:
    edit(officer, resolution, paragraphs="8 Asks for a report\n22 Requests action")
    implemented.refresh_from_db()
    assert paragraphs(resolution) == [("8", "Asks for a report"), ("22", "Requests action")]
    assert implemented.paragraph == resolution.paragraphs.get(number="22")


def test_what_implements_a_removed_paragraph_stays_with_the_mandate(
    officer: Client, resolution: Mandate, implemented: Implementation
) -> None:
    edit(officer, resolution, paragraphs="22 Asks for a report")
    implemented.refresh_from_db()
    assert (implemented.mandate, implemented.paragraph) == (resolution, None)


def test_what_implements_the_whole_already_does_so_once(
    officer: Client, resolution: Mandate, implemented: Implementation
) -> None:
    Implementation.objects.create(follow_up=implemented.follow_up, mandate=resolution)
    edit(officer, resolution, paragraphs="")
    assert list(resolution.implementations.values_list("follow_up", "paragraph")) == [(implemented.follow_up.pk, None)]


def test_two_who_edit_the_paragraphs_see_both(officer: Client, mei: User, resolution: Mandate) -> None:
    stale = Mandate.objects.get(pk=resolution.pk)
    resolution.change("edited", by=mei, paragraphs="8 Theirs")
    answer = edit(officer, stale, paragraphs="8 Mine", version=1)
    clash = answer.context["clashes"][0]
    assert (answer.status_code, clash.mine, clash.theirs, clash.by) == (409, "8 Mine", "8 Theirs", mei)
    edit(officer, resolution, paragraphs="8 Mine", version=answer.context["form"]["version"].value())
    assert paragraphs(resolution) == [("8", "Mine")]


def test_what_two_change_in_different_fields_is_both_kept(officer: Client, mei: User, resolution: Mandate) -> None:
    stale = Mandate.objects.get(pk=resolution.pk)
    resolution.change("edited", by=mei, title="Heritage")
    edit(officer, stale, paragraphs="8 Mine")
    resolution.refresh_from_db()
    assert (resolution.title, paragraphs(resolution)) == ("Heritage", [("8", "Mine")])


CONTROL = "This holds a control character. Type the words again, or paste them as plain text."


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("kind", "treaty", "Select a valid choice. treaty is not one of the available choices."),
        ("symbol", "x" * 300, "This is 300 characters long; it may be at most 60. Shorten it."),
        ("title", "", "Type something here."),
        ("title", "x" * 300, "This is 300 characters long; it may be at most 250. Shorten it."),
        ("title", "a\x00b", CONTROL),
        ("title", "a\u202eb", "This holds hidden marks that change the direction of reading. Type the words again."),
        ("body", "x" * 300, "This name is too long. Type at most 250 characters."),
        ("party_1", "x" * 240, "This is 240 characters long; it may be at most 200. Shorten it."),
        ("party_2", "a\u202eb", "This holds hidden marks that change the direction of reading. Type the words again."),
        ("kept_parties", "999999", "Select a valid choice. 999999 is not one of the available choices."),
        ("adopted_on", "0000-01-01", "Type a date with a year between 1900 and 2200."),
        ("adopted_on", "soonish", "Type a date or a period such as 25 May 2018, end of May, Q1 2027 or in two weeks."),
        ("adopted_on", "25 May", "Which year? Type it too, such as 25 May 2018."),
        ("link", "javascript:alert(1)", "Enter a valid URL."),
        ("text", "a\x00b", CONTROL),
        ("paragraphs", "Says", "Line 1 does not begin with a number. Type it so: 5 Encourages the members to cooperate."),  # noqa: E501
        ("paragraphs", "1 a\x00b", CONTROL),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_a_sentence_and_kept(
    field: str, value: str, sentence: str, officer: Client, eu: Organisation
) -> None:
    add(officer, party_1="EU")
    mandate = Mandate.objects.get()
    answer = edit(officer, mandate, **{field: value})
    assert errors(answer) == {field: [sentence]}
    assert value in (answer.context["form"][field].value(), *answer.context["form"][field].value())


def test_a_mandate_ends_after_it_began(officer: Client) -> None:
    answer = add(officer, adopted_on="2018-05-25", valid_until="2018-05-24")
    assert errors(answer) == {"valid_until": ["It is valid until a day after it was adopted."]}


def test_a_mandate_may_end_on_the_day_it_was_adopted(officer: Client) -> None:
    assert add(officer, adopted_on="2018-05-25", valid_until="2018-05-25").status_code == 302


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({}, 422),
        ({"symbol": "c/1 ", "title": "MECHANISM"}, 422),
        ({"kind": "decision"}, 302),
        ({"symbol": "C/2"}, 302),
        ({"title": "Mechanisms"}, 302),
    ],
)
def test_only_kind_symbol_and_title_together_make_a_twin(typed: dict[str, str], status: int, officer: Client) -> None:
    add(officer, symbol="C/1")
    assert add(officer, **({"symbol": "C/1"} | typed)).status_code == status


def test_organisations_new_with_a_mandate_are_there_for_everybody(officer: Client) -> None:
    add(officer, party_1="Interpol", body="Council")
    assert list(Organisation.objects.values_list("name", "classification").order_by("name")) == [
        ("Council", "general"), ("Interpol", "general"), ("World Customs Organization", "general"),
    ]  # fmt: skip


def test_the_list_is_not_filtered_by_an_organisation_one_must_not_know_of(omar: User, sign_in: SignIn) -> None:
    Organisation.add(by=None, name="Cell", classification="restricted")
    client = sign_in(omar)
    answer = client.get(reverse("mandates:list"), {"party": "Cell"})
    assert answer.context["form"].errors == {"party": ["Nothing is called “Cell”. Choose a name from the list."]}


@pytest.mark.one_database
def test_paragraphs_have_more_room_than_its_text() -> None:
    fields = MandateForm.base_fields.items()
    rows = {name: field.widget.attrs["rows"] for name, field in fields if isinstance(field.widget, Textarea)}
    assert rows == {"paragraphs": 8, "text": 4}

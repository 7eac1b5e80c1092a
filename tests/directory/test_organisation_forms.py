from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.directory.models import Organisation

SignIn = Callable[[User], Client]


@pytest.fixture
def manager(amina: User, sign_in: SignIn) -> Client:
    return sign_in(amina)


def typed(organisation: Organisation, **others: Any) -> dict[str, Any]:
    parent = organisation.parent
    said = {"name": organisation.name, "short_name": organisation.short_name, "parent": parent.label if parent else ""}
    return said | {"version": organisation.version, "website": "", "about": ""} | others


def edit(client: Client, organisation: Organisation, **others: Any) -> Any:
    return client.post(reverse("directory:organisation_edit", args=[organisation.pk]), typed(organisation, **others))


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 422
    found: dict[str, list[str]] = answer.context["form"].errors
    return {name: list(sentences) for name, sentences in found.items()}


def test_an_officer_adds_a_part_of_an_organisation(claire: User, eu: Organisation, sign_in: SignIn) -> None:
    answer = sign_in(claire).post(
        reverse("directory:organisation_new"),
        {"name": " European  Commission ", "short_name": "EC", "parent": "eu", "website": "ec.europa.eu"},
    )
    made = Organisation.objects.get(short_name="EC")
    assert (made.name, made.parent, made.website) == ("European Commission", eu, "https://ec.europa.eu")
    assert answer["Location"] == made.get_absolute_url()
    assert made.history.get().by == claire


def test_adding_a_part_starts_with_the_organisation_it_is_part_of(manager: Client, eu: Organisation) -> None:
    answer = manager.get(reverse("directory:organisation_new"), {"parent": eu.pk})
    assert answer.context["form"]["parent"].value() == "European Union (EU)"


def test_a_double_click_makes_one_organisation(manager: Client) -> None:
    said = {"name": "Interpol"}
    manager.post(reverse("directory:organisation_new"), said)
    again = manager.post(reverse("directory:organisation_new"), said | {"name": "INTERPOL"})
    assert errors(again) == {"name": ["There is one of this name in the same place already."]}
    assert Organisation.objects.filter(folded="interpol").count() == 1


def test_two_parts_of_different_organisations_share_a_name(
    manager: Client, eu: Organisation, wco: Organisation
) -> None:
    for parent in (eu, wco):
        manager.post(reverse("directory:organisation_new"), {"name": "Secretariat", "parent": parent.label})
    assert Organisation.objects.filter(name="Secretariat").count() == 2


def test_a_manager_edits_with_one_entry(manager: Client, amina: User, eu: Organisation) -> None:
    answer = edit(manager, eu, name="The European Union", about="27 members")
    eu.refresh_from_db()
    assert (answer.status_code, eu.name, eu.about, eu.folded) == (
        302,
        "The European Union",
        "27 members",
        "the european union eu",
    )
    assert list(eu.history.order_by("id").values_list("verb", "by")) == [("added", None), ("edited", amina.pk)]


def test_saving_without_a_change_leaves_no_entry(manager: Client, europol: Organisation) -> None:
    assert edit(manager, europol).status_code == 302
    assert europol.history.count() == 1


def test_an_organisation_cannot_stand_under_its_own_part(
    manager: Client, eu: Organisation, europol: Organisation
) -> None:
    assert errors(edit(manager, eu, parent="EUROPOL")) == {
        "parent": ["EUROPOL is EU itself or a part of it, so it cannot stand above it."]
    }


def test_an_organisation_cannot_stand_under_itself(manager: Client, eu: Organisation) -> None:
    assert errors(edit(manager, eu, parent="EU")) == {
        "parent": ["EU is EU itself or a part of it, so it cannot stand above it."]
    }


def test_an_organisation_moves_under_another(manager: Client, wco: Organisation, europol: Organisation) -> None:
    edit(manager, europol, parent="WCO")
    europol.refresh_from_db()
    assert europol.parent == wco


def test_what_two_change_in_different_fields_is_both_kept(manager: Client, mei: User, eu: Organisation) -> None:
    form = typed(eu, about="27 members")
    eu.change("edited", by=mei, website="https://europa.eu")
    answer = manager.post(reverse("directory:organisation_edit", args=[eu.pk]), form)
    eu.refresh_from_db()
    assert (answer.status_code, eu.about, eu.website) == (302, "27 members", "https://europa.eu")


def test_a_clash_shows_both_values_and_saving_again_keeps_mine(manager: Client, mei: User, eu: Organisation) -> None:
    form = typed(eu, about="27 members")
    eu.change("edited", by=mei, about="28 members")
    address = reverse("directory:organisation_edit", args=[eu.pk])
    answer = manager.post(address, form)
    clash = answer.context["clashes"][0]
    assert (answer.status_code, clash.mine, clash.theirs, clash.by) == (409, "27 members", "28 members", mei)
    manager.post(address, form | {"version": answer.context["form"]["version"].value()})
    eu.refresh_from_db()
    assert eu.about == "27 members"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Type something here."),
        ("name", "Euro\x00pe", "This holds a control character. Type the words again, or paste them as plain text."),
        ("name", "Eu\u202erope", "This holds hidden marks that change the direction of reading. Type the words again."),
        ("name", "x" * 300, "This is 300 characters long; it may be at most 200. Shorten it."),
        ("short_name", "x" * 300, "This is 300 characters long; it may be at most 40. Shorten it."),
        ("parent", "Atlantis", "Nothing is called “Atlantis”. Choose a name from the list."),
        ("parent", "999999", "Nothing is called “999999”. Choose a name from the list."),
        ("website", "javascript:alert(1)", "Enter a valid URL."),
        ("version", "x", "Enter a whole number."),
        ("version", "-1", "Ensure this value is greater than or equal to 1."),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_kept(
    field: str, value: str, sentence: str, manager: Client, eu: Organisation
) -> None:
    answer = edit(manager, eu, **{field: value})
    assert errors(answer) == {field: [sentence]}
    assert answer.context["form"][field].value() == value


def test_a_version_of_many_digits_is_refused(manager: Client, eu: Organisation) -> None:
    assert edit(manager, eu, version="9" * 30, about="x").status_code == 422

"""A person's name, language and colours."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import translation

from tracker.accounts.models import User

PAGE = "/account/preferences/"
SignIn = Callable[[User], Client]


def test_they_are_saved_and_lead_back(claire: User, sign_in: SignIn) -> None:
    words = {"name": " Claire  D. ", "language": "fr", "theme": "dark", "density": "compact", "next": "/keys/"}
    answer = sign_in(claire).post(PAGE, words)
    assert (answer.status_code, answer.url) == (302, "/keys/")
    claire.refresh_from_db()
    assert (claire.name, claire.language, claire.theme) == ("Claire D.", "fr", "dark")


def test_the_page_speaks_the_persons_language_rather_than_the_browsers(claire: User, sign_in: SignIn) -> None:
    User.objects.update(language="fr")
    page = sign_in(claire).get(PAGE, headers={"Accept-Language": "en"})
    assert (page["Content-Language"], '<html lang="fr"' in page.text) == ("fr", True)


def test_without_a_choice_it_speaks_the_browsers(claire: User, sign_in: SignIn) -> None:
    assert sign_in(claire).get(PAGE, headers={"Accept-Language": "fr"})["Content-Language"] == "fr"


def test_the_language_of_one_is_not_that_of_the_next(claire: User, omar: User, sign_in: SignIn) -> None:
    User.objects.filter(pk=claire.pk).update(language="fr")
    sign_in(claire).get(PAGE)
    assert sign_in(omar).get(PAGE)["Content-Language"] == "en"
    assert translation.get_language() == "en"


@pytest.mark.parametrize(("old", "chosen", "browsers", "said"), [
    ("en", "fr", "en", "Vos préférences sont enregistrées."),
    ("fr", "", "en", "Your preferences are saved."),
    ("en", "", "fr", "Vos préférences sont enregistrées."),
])  # fmt: skip
def test_that_they_are_saved_is_said_in_the_language_chosen(
    old: str, chosen: str, browsers: str, said: str, claire: User, sign_in: SignIn
) -> None:
    User.objects.update(language=old)
    words = {"name": "Claire", "language": chosen, "theme": "dark", "density": "compact"}
    answer = sign_in(claire).post(PAGE, words, headers={"Accept-Language": browsers})
    assert [each.message for each in get_messages(answer.wsgi_request)] == [said]


@pytest.mark.parametrize("theme", ["system", "light", "dark"])
def test_the_page_shows_the_colours_chosen(claire: User, sign_in: SignIn, theme: str) -> None:
    User.objects.update(theme=theme)
    assert f'data-theme="{theme}"' in sign_in(claire).get(PAGE).text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("name", "\x00"),
        ("name", "\u200b"),
        ("name", "x" * 151),
        ("language", "xx"),
        ("theme", "pink"),
    ],
)
def test_a_wrong_value_gets_the_form_again(claire: User, sign_in: SignIn, name: str, value: str) -> None:
    words = {"name": "Claire", "language": "fr", "theme": "dark", "density": "compact", name: value}
    answer = sign_in(claire).post(PAGE, words)
    assert (answer.status_code, 'class="summary"' in answer.text) == (422, True)
    claire.refresh_from_db()
    assert (claire.name, claire.language, claire.theme) == ("Claire Dubois", "", "system")


def test_nobody_raises_their_own_role(claire: User, sign_in: SignIn) -> None:
    words = {
        "name": "Claire",
        "language": "",
        "theme": "dark",
        "density": "compact",
        "role": "administrator",
        "sees_restricted": "on",
    }
    sign_in(claire).post(PAGE, words)
    claire.refresh_from_db()
    assert (claire.role, claire.sees_restricted) == ("officer", False)


def test_single_keys_can_be_turned_off(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    assert 'data-keys="off"' not in client.get(PAGE).text
    client.post(PAGE, {"name": "Claire", "language": "", "theme": "system", "density": "compact"})
    assert 'data-keys="off"' in client.get(PAGE).text


def test_the_room_that_lines_take_is_chosen_from_the_list_too_and_kept(claire: User, sign_in: SignIn) -> None:
    client = sign_in(claire)
    answer = client.post("/account/density/roomy/", {"next": "/follow-ups/?late=on"})
    assert (answer.status_code, answer.url) == (302, "/follow-ups/?late=on")
    claire.refresh_from_db()
    assert (claire.density, 'data-density="roomy"' in sign_in(claire).get(PAGE).text) == ("roomy", True)
    assert client.post("/account/density/airy/").status_code == 404

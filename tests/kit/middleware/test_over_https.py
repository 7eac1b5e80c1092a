"""Programs are not led from HTTP to HTTPS, as they would not notice; people are."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.parametrize("path", ["/calendar/feed/key-of-somebody.ics?whose=all", "/anymail/postmark/tracking/"])
def test_a_program_is_refused_over_http(path: str, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get(path)
    assert (answer.status_code, answer.text, "Location" in answer.headers) == (403, "Ask over https.", False)


@pytest.mark.django_db
def test_over_https_and_in_a_house_without_it_it_is_answered(settings: Any) -> None:
    path = "/calendar/feed/nobody.ics?whose=all"
    without = Client().get(path).status_code
    settings.SECURE_SSL_REDIRECT = True
    assert (without, Client().get(path, secure=True).status_code) == (404, 404)


def test_a_browser_is_led_on(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/follow-ups/").headers["Location"] == "https://testserver/follow-ups/"

"""Asking a model over HTTP: what is sent, and every way in which no answer comes."""

import socket
from typing import Any

import pytest

from tests.suggestions.model.conftest import ModelServer
from tracker.suggestions.model.endpoint import MOST_BYTES, Endpoint, ModelError, house_model

HELLO = [{"role": "user", "content": "Hello"}]
UNREADABLE = "The model’s answer cannot be read."


def asked(seconds: float = 5) -> str:
    found = house_model()
    assert found is not None
    return Endpoint(found.address, found.key, found.name, seconds).ask(HELLO)


def test_it_is_asked_for_by_name_and_with_the_houses_key(model: ModelServer) -> None:
    model.says("Yes?")
    assert asked() == "Yes?"
    ((path, headers, body),) = model.asked
    told = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    assert (path, {name: headers.get(name) for name in (*told, "Authorization")}, body) == (
        "/v1/chat/completions",
        told | {"Authorization": "Bearer s3cret"},
        {"model": "house-7b", "messages": HELLO, "temperature": 0, "response_format": {"type": "json_object"}},
    )


def test_without_a_key_none_is_sent(model: ModelServer, settings: Any) -> None:
    settings.MODEL_KEY = ""
    settings.MODEL_ADDRESS += "/"
    model.says("Yes?")
    asked()
    ((path, headers, _body),) = model.asked
    assert (path, headers.get("Authorization")) == ("/v1/chat/completions", None)


def test_a_house_without_an_address_has_none(settings: Any) -> None:
    assert (settings.MODEL_ADDRESS, house_model()) == ("", None)


@pytest.mark.parametrize("is_slow", ["is_silent", "drips"])
def test_the_time_is_limited_in_all(model: ModelServer, is_slow: str) -> None:
    getattr(model, is_slow)()
    with pytest.raises(ModelError, match=r"^The model did not answer within 0\.1 s\.$"):
        asked(0.1)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": null}]}', b"[" * 100_000,
             b" " * (MOST_BYTES + 1)], ids=range(7),
)  # fmt: skip
def test_an_answer_of_another_form_is_none(model: ModelServer, body: bytes) -> None:
    model.sends(body)
    with pytest.raises(ModelError) as error:
        asked()
    assert str(error.value) == UNREADABLE


@pytest.mark.parametrize("status", [302, 401, 429, 500])
def test_a_refusal_is_told_and_no_redirect_followed(model: ModelServer, status: int) -> None:
    model.sends(b"", status, Location=f"{model.address}/elsewhere")
    with pytest.raises(ModelError) as error:
        asked()
    assert (str(error.value), len(model.asked)) == (f"The model refused to answer ({status}).", 1)


def test_nobody_there_is_told(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        settings.MODEL_ADDRESS = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    with pytest.raises(ModelError) as error:
        asked()
    assert str(error.value) == "The model cannot be reached."

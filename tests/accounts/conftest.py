"""A browser whose session has ended, and a real mail server."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from tracker.accounts.models import User
from tracker.setup.service_urls.email_url import mailer


@pytest.fixture
def ended(sign_in: Callable[[User], Client]) -> Callable[[User], Client]:
    """A browser in which somebody was at work until their session ended."""

    def browser(user: User) -> Client:
        client = sign_in(user)
        client.get(reverse("preferences"))
        del client.cookies[django_settings.SESSION_COOKIE_NAME]
        return client

    return browser


class Letterbox:
    """What the mail server took, as it came over the wire."""

    def __init__(self) -> None:
        self.received: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.received.append(envelope)
        return "250 OK"


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Letterbox]:
    """A real mail server, to which Suivi is set to send."""
    box = Letterbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{port}")}
    yield box
    server.stop()


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that is taken but at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]

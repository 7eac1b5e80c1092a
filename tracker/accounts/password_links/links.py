"""Links with which somebody chooses a password: for a mail, or for an administrator to hand on."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.accounts.security_event import Kind, SecurityEvent


def password_link(request: HttpRequest, user: User) -> str:
    """Works once, for three days."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return str(get_adapter(request).get_reset_password_from_key_url(key))


def password_links_page(request: Request, users: Sequence[User], **context: Any) -> HttpResponse:
    """A fresh link for each, to copy, with the day until which it works; none for who sees more than whoever asks."""
    withheld = [user for user in users if permissions.sees_more(user, than=request.user)]
    shown = [user for user in users if user not in withheld]
    for user in shown:
        SecurityEvent.record(Kind.LINK, request, user=user, by=request.user)
    links = [(user, password_link(request, user)) for user in shown]
    context["withheld"] = withheld
    until = timezone.localtime() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return render(request, "accounts/password_links.html", {"links": links, "until": until, **context})

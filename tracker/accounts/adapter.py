"""How sign-in differs from allauth's default: nobody signs up, people are invited."""

from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tracker.accounts import resume
from tracker.accounts.models import User
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.accounts.sessions import limits
from tracker.accounts.sessions.own_sessions import end_others
from tracker.setup.mail_server import REFUSALS


class MailNotSent(Exception):  # noqa: N818
    """The mail server did not take a mail."""


class TooManyMails(Exception):  # noqa: N818
    """So many mails with a link went to one e-mail that it has to wait."""


# In the session until the desk is opened, which may lead on to where somebody starts.
SIGNED_IN_NOW = "signed_in_now"


class InvitationOnly(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail and this password do not belong together. Try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, or choose a new password."),
        "enter_current_password": _("This is not your current password. Try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        assert isinstance(user, User)
        super().login(request, user)
        resume.hand_over(request)
        limits.begin(request)
        request.session[SIGNED_IN_NOW] = True
        SecurityEvent.record(Kind.SIGNED_IN, request, user=user)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._record(Kind.LOCKED_OUT, request, credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._record(Kind.REFUSED, request, credentials)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        assert isinstance(user, User)
        super().set_password(user, password)
        end_others(self.request, user)
        SecurityEvent.record(Kind.PASSWORD, self.request, user=user)

    def _record(self, kind: Kind, request: HttpRequest, credentials: dict[str, Any]) -> None:
        email = str(credentials.get("email", ""))
        SecurityEvent.record(kind, request, user=account_of(email), email=email)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Of allauth: under which wrong passwords are counted."""
        return counted_as(request, str(credentials.get("email", "")))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Of allauth: by it are counted those who are not signed in.

        A browser in which somebody was signed in before counts for itself, whatever others at its address do.
        """
        person = None if request.user.is_authenticated else resume.last_person(request)
        return f"person-{person}" if person else super().get_client_ip(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """From the address that was set, not from the host that was asked for: whoever asks could choose that."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_ADDRESS + path.replace("UID-KEY", quote(key))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends it in the language of `context["user"]`. Raises MailNotSent."""
        language = getattr(context.get("user"), "language", "") or translation.get_language()
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, context)
        except REFUSALS as error:
            raise MailNotSent from error


def account_of(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def counted_as(request: HttpRequest, email: str) -> str:
    """What is done with an e-mail from elsewhere locks nobody out of a browser in which they were signed in before."""
    user = account_of(email)
    is_own = user is not None and resume.last_person(request) == user.pk
    return f"{email.strip().lower()} {'here' if is_own else 'elsewhere'}"


def refuse_too_many_mails(request: HttpRequest, email: str) -> None:
    """Raises TooManyMails."""
    if not ratelimit.consume(request, action="password_mail", key=counted_as(request, email)):
        raise TooManyMails

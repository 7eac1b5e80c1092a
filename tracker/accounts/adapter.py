"""How sign-in differs from allauth's default: nobody signs up, people are invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tracker.accounts import resume


class MailNotSent(Exception):  # noqa: N818
    """The mail server did not take a mail."""


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
        super().login(request, user)
        resume.hand_over(request)
        request.session[SIGNED_IN_NOW] = True

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends it in the language of `context["user"]`. Raises MailNotSent."""
        language = getattr(context.get("user"), "language", "") or translation.get_language()
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, context)
        except OSError as error:
            raise MailNotSent from error

"""Signing in: whoever comes in without a person behind the account is given one, or asked who they are."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from tracker.accounts import permissions
from tracker.accounts.adapter import InvitationOnly
from tracker.accounts.models import User
from tracker.directory.models import Person
from tracker.directory.person_of_account import settle


class EverybodyIsSomebody(InvitationOnly):
    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        assert isinstance(user, User)
        if not is_somebody(user):
            # Nobody else may say who they are: what is theirs in the directory would be shown to them.
            settle(user, by=user, is_asked=permissions.may_invite(user))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        assert isinstance(request.user, User)
        return super().get_login_redirect_url(request) if is_somebody(request.user) else reverse("who_am_i")


def is_somebody(user: User) -> bool:
    return Person.objects.filter(account=user).exists()

"""The mail that tells an owner that what they wait for is there."""

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tracker.accounts.how_often import MAIL, is_within
from tracker.accounts.models import User

if TYPE_CHECKING:
    from tracker.follow_ups.models.follow_up import FollowUp


def mail_owner_that_ready(follow_up: "FollowUp", *, by: User) -> None:
    """Mail the owner, once all is committed; nobody is told what they did themselves, nor who has no account."""
    account = follow_up.owner.account if follow_up.owner else None
    if account and account.is_active and account != by:
        # A mail that cannot be sent must not undo what is done: it is logged.
        transaction.on_commit(partial(_send, follow_up, account, by), robust=True)


def _send(follow_up: "FollowUp", account: User, by: User) -> None:
    """What a program moves to and fro floods nobody: the page says it all the same."""
    if not is_within(by, MAIL):
        return
    with translation.override(account.language or settings.LANGUAGE_CODE):
        subject = _("%(reference)s is ready: its needs are covered") % {"reference": follow_up.reference}
        words = {"follow_up": follow_up, "owner": account, "by": by, "address": settings.SITE_ADDRESS}
        send_mail(subject, render_to_string("follow_ups/email/ready.txt", words).strip(), None, [account.email])

"""The mail with which a colleague chooses their first password."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from tracker.accounts.models import User
from tracker.accounts.password_links.links import password_link


def send_invitation(request: HttpRequest, user: User) -> None:
    """A link that works once, for three days, in the language of `user`. Raises MailNotSent."""
    words = {"user": user, "by": request.user, "link": password_link(request, user)}
    get_adapter(request).send_mail("account/email/invitation", user.email, words)

"""The mail with which a colleague chooses their first password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest

from tracker.accounts.models import User


def send_invitation(request: HttpRequest, user: User) -> None:
    """A link that works once, for three days, in the language of `user`. Raises MailNotSent."""
    adapter = get_adapter(request)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    words = {"user": user, "by": request.user, "link": adapter.get_reset_password_from_key_url(key)}
    adapter.send_mail("account/email/invitation", user.email, words)

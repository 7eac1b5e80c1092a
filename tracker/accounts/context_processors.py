"""What every template may ask about the person who looks at it."""

from django.http import HttpRequest

from tracker.accounts import permissions
from tracker.setup.mail_server import sends_mail


def rights(request: HttpRequest) -> dict[str, bool]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "may_log": permissions.may_log(user),
        "may_edit_directory": permissions.may_edit_directory(user),
        "may_see_reports": permissions.may_see_reports(user),
        "may_invite": permissions.may_invite(user),
    }


def mail(request: HttpRequest) -> dict[str, bool]:
    """No page says that a mail comes where none leaves."""
    return {"sends_mail": sends_mail()}

"""What every template may ask about the person who looks at it."""

from django.http import HttpRequest

from tracker.accounts import gates


def rights(request: HttpRequest) -> dict[str, bool]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "may_log": gates.may_log(user),
        "may_edit_directory": gates.may_edit_directory(user),
        "may_see_reports": gates.may_see_reports(user),
        "may_invite": gates.may_invite(user),
    }

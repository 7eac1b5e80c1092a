"""What is asked of whoever merges somebody who signs in, and what is kept of it: it changes what that account sees."""

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.directory.models import Person
from tracker.directory.restricted_names import Name


def may_merge(user: User, *names: Name) -> bool:
    """Whether these are theirs to merge, of those who edit the directory: nobody comes to see by it what they do not.

    What the names hang on is not asked, so that a refusal tells nobody that there is something.
    """
    accounts = {each.account_id for each in names if isinstance(each, Person) and each.account_id}
    return not accounts or (user.sees_restricted and user.pk not in accounts)


def refused(user: User, *names: Name) -> str:
    """Whom to ask; empty when they need not."""
    if may_merge(user, *names):
        return ""
    return _(
        "One of them signs in, and what they may read would change. "
        "Ask a manager who sees restricted matters, and who is neither of them."
    )


def record(words: str, *, by: User, **names: Name) -> None:
    """Keep for administrators who did what `words` say of the `names`, when it was an account's; none of few alone."""
    for account in (each.account for each in names.values() if isinstance(each, Person) and each.account):
        known = {key: "…" if each.is_restricted else str(each) for key, each in names.items()}
        SecurityEvent.record(Kind.RIGHTS, None, user=account, by=by, detail=(words % known)[:500])

"""Who a session is of."""

from allauth.account.auth_backends import AuthenticationBackend

from tracker.accounts.models import User
from tracker.lists.compiled_rows import CompiledRows


class Backend(AuthenticationBackend):
    """Signs in as the library does. With the user comes the person behind the account: nearly every page asks."""

    def get_user(self, user_id: int) -> User | None:
        user = next(iter(_user(user_id)), None)
        return user if user and self.user_can_authenticate(user) else None


# Every page asks.
_user = CompiledRows(lambda key: User.objects.select_related("person").filter(pk=key).order_by())

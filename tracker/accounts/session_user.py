"""Who a session is of."""

from allauth.account.auth_backends import AuthenticationBackend

from tracker.accounts.models import User


class Backend(AuthenticationBackend):
    """Signs in as the library does. With the user comes the person behind the account: nearly every page asks."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

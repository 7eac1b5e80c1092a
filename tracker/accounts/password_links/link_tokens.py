"""What makes a link to choose a password work."""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class LinkTokens(PasswordResetTokenGenerator):
    def check_token(self, user: Any, token: str | None) -> bool:
        """Nobody chooses a password for an account while it is closed."""
        return bool(user) and user.is_active and super().check_token(user, token)

"""Words that everybody in the house knows: a password made of nothing else is guessed first."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from tracker.kit.text import fold

WORDS = (
    "administrator", "agenda", "bienvenue", "communique", "follow", "meeting", "minutes", "motdepasse", "password",
    "reunion", "secretariat", "suites", "suivi", "welcome",
)  # fmt: skip
# So many other letters make it a password of its own.
LEAST_OWN = 5


def house_words() -> list[str]:
    """With the parts of its address, the longest first."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or ""
    return sorted({*WORDS, *(part for part in host.split(".") if len(part) > 3)}, key=len, reverse=True)


class HouseWordsValidator:
    def validate(self, password: str, user: Any = None) -> None:
        own = re.sub(r"[\d\W_]", "", fold(password))
        held = [word for word in house_words() if word in own]
        for word in held:
            own = own.replace(word, "")
        if held and len(own) < LEAST_OWN:
            raise ValidationError(self.get_help_text(), code="house_words")

    def get_help_text(self) -> str:
        return gettext("Words that everybody here knows, such as “Suivi”, are not enough: add others.")

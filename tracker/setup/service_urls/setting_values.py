"""Settings as somebody types them: what cannot be meant is said in a sentence, before anything is done by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

YES, NO = ("1", "yes", "y", "true", "on", "ok"), ("0", "no", "n", "false", "off")
MEANT = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
NO_ADDRESS = "{name} cannot be read: {error}."
NO_PORT = "what stands behind the last colon is no port. In a password write @ as %40, / as %2F, # as %23, ? as %3F"


class Settings(environ.Env):
    """What stands there empty counts as not said. Each raises ImproperlyConfigured, naming the setting."""

    def int(self, var: str, default: Any = 0, *, least: int = 0) -> int:
        """Below nought nothing is meant by any: days of -1 would let go of all there is, instead of nothing."""
        typed = self.str(var, "").strip()
        if not typed:
            return int(default)
        try:
            number = int(typed)
        except ValueError:
            raise ImproperlyConfigured(f"{var}={typed} is no whole number.") from None
        if number < least:
            raise ImproperlyConfigured(f"{var}={typed} is too little: {least} is the least.")
        return number

    def bool(self, var: str, default: Any = False) -> bool:
        """A word that nobody knows is no "no": with HTTPS=oui cookies would go out unprotected."""
        typed = self.str(var, "").strip()
        if typed and typed.lower() not in MEANT:
            raise ImproperlyConfigured(f"{var}={typed} is neither 1 nor 0.")
        return MEANT[typed.lower()] if typed else bool(default)

    def one_of(self, var: str, default: str, *known: str) -> str:
        typed = self.str(var, "").strip() or default
        found = next((each for each in known if each.lower() == typed.lower()), None)
        if found is None:
            raise ImproperlyConfigured(f"{var}={typed} is none of {', '.join(known)}.")
        return found

    def zone(self, var: str, default: str) -> str:
        typed = self.str(var, "").strip() or default
        try:
            return ZoneInfo(typed).key
        except (OSError, ValueError, ZoneInfoNotFoundError):
            raise ImproperlyConfigured(f"{var}={typed} is no time zone, such as {default}.") from None


@contextmanager
def address_in(name: str) -> Iterator[None]:
    """Python's words for a port that is none quote it, and it may be the first half of a password."""
    try:
        yield
    except ValueError as error:
        said = NO_PORT if str(error).startswith("Port ") else str(error)
        raise ImproperlyConfigured(NO_ADDRESS.format(name=name, error=said)) from None

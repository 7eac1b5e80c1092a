"""Of what the chain is made, as SHA-256. Whoever changes this breaks every chain that there is."""

import hmac
import json
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

# What stands in an entry for good; its kind of thing by name, as keys of kinds differ from database to database.
FACTS = (
    "pk", "at", "by_id", "channel", "content_type__app_label", "content_type__model", "object_id", "verb", "version",
    "typed_at", "reworded_at", "undoes_id", "answers_id",
)  # fmt: skip
# What may name somebody, and is rewritten when that person is erased.
WORDS = ("by_name", "note", "changes", "former")
# Not `written`: who may read an entry changes with its thing, and says nothing of what happened.
FIRST = "0" * 64

Row = dict[str, Any]


def new_salt() -> str:
    return token_hex(16)


def commitment_to(row: Row, salt: str) -> str:
    """To the words of an entry. Nobody finds out by guessing which words they were, once the salt is gone."""
    return hmac.new(salt.encode(), _plain([row[name] for name in WORDS]), sha256).hexdigest()


def digest_of(before: str, row: Row, commitment: str) -> str:
    """Of the entry behind the one with the digest `before`."""
    return sha256(_plain([before, [row[name] for name in FACTS], commitment])).hexdigest()


def _plain(values: Any) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), default=_moment).encode()


def _moment(value: Any) -> str:
    assert isinstance(value, datetime)
    return value.astimezone(UTC).isoformat()

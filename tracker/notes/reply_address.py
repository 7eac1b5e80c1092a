"""The address to which one answers a mail about a follow-up: by it the answer is known to be about that.

It tells which follow-up is meant and proves that we named it; what somebody may write there is asked of who they are.
"""

import re
from base64 import b32encode
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp

SALT = "tracker.notes.reply_address"
# Letters of the proof: 100 bits. Mail servers may change capitals, so there are none.
PROOF = 20
TOKEN = re.compile(r"(?<![a-z0-9])(f(\d{1,18})-u(\d{1,18})-([a-z2-7]{20}))(?![a-z0-9])")


def reply_address(follow_up: FollowUp, user: User) -> str:
    """For Reply-To, such as `suivi+f12-u5-…@house.example`; empty where the house reads no mail."""
    name, _at, domain = settings.MAIL_IN_ADDRESS.rpartition("@")
    return f"{name}+{token_of(follow_up, user)}@{domain}" if name else ""


def token_of(follow_up: FollowUp, user: User) -> str:
    return _signed(follow_up.pk, user.pk)


def named_follow_up(addresses: Iterable[str]) -> int | None:
    """The key of the follow-up that the first address of ours names."""
    for address in addresses:
        for token, follow_up, user, _proof in TOKEN.findall(address.lower()):
            if constant_time_compare(token, _signed(int(follow_up), int(user))):
                return int(follow_up)
    return None


def _signed(follow_up: int, user: int) -> str:
    said = f"f{follow_up}-u{user}"
    proof = b32encode(salted_hmac(SALT, said, algorithm="sha256").digest()).decode().lower()[:PROOF]
    return f"{said}-{proof}"

"""Takes in one mail that a mail server pipes to it. It exits with 75 when the server should try again later."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from tracker.incoming_mail.take_mail import LARGEST, take_mail

# sysexits.h, EX_TEMPFAIL.
TRY_AGAIN = 75


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            take_mail(sys.stdin.buffer.read(LARGEST + 1))
        except Exception as error:
            self.stderr.write(f"{type(error).__name__}: {error}")
            sys.exit(TRY_AGAIN)

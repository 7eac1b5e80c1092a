"""Reads the mailbox of MAIL_IN_URL and waits for mails, each of which is taken in as it comes. Stop it with Ctrl C."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from imap_tools.errors import ImapToolsError

from tracker.incoming_mail import mailbox

# Seconds, until the mail server is asked again after it could not be reached.
PAUSE = 30


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="Look once, and do not wait.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_IN_URL:
            raise CommandError("Set MAIL_IN_URL, such as imaps://user:password@host/INBOX.")
        try:
            mailbox.place_of(settings.MAIL_IN_URL)
            if options["once"]:
                self.stdout.write(f"{mailbox.read(settings.MAIL_IN_URL)}")
            else:
                self._wait()
        except ValueError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self.stdout.write("")

    def _wait(self) -> None:
        """Whatever cuts the line, it is taken up again."""
        while True:
            close_old_connections()
            try:
                mailbox.read_and_wait(settings.MAIL_IN_URL, lambda: False)
            except (OSError, ImapToolsError, mailbox.CUT_OFF) as error:
                self.stderr.write(f"{type(error).__name__}: {error}")
                time.sleep(PAUSE)

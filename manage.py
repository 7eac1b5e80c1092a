#!/usr/bin/env python3
"""Suivi's one command: sets itself up, then is Django's ordinary manage.py. Start with: python3 manage.py up."""

import os
import sys


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("Suivi needs Python 3.11 or newer to start: run this again with a newer one, such as python3.13.")
    from tracker.setup import virtual_environment

    with virtual_environment.plain_words():
        virtual_environment.enter(sys.argv)
        if sys.argv[1:] == ["version"]:
            # Django would tell its own.
            from tracker.setup.version import VERSION

            print(f"Suivi {VERSION}")
            return
        from django.core.management import execute_from_command_line

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        try:
            execute_from_command_line(sys.argv)
        except Exception as error:
            from tracker.setup.watch.said_of_errors import said_of

            sentence = said_of(error)
            if not sentence:
                raise
            sys.stderr.write(f"{sentence}\n")
            # A mail server keeps the mail that it gave to `receive_mail`, and tries again (EX_TEMPFAIL).
            sys.exit(75 if sys.argv[1:2] == ["receive_mail"] else 1)


if __name__ == "__main__":
    main()

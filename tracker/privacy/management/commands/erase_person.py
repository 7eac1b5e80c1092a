"""Erases a person from the house."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from tracker.accounts.models import User
from tracker.privacy.decided import BY_ITSELF, CHOSEN, Kind
from tracker.privacy.erase import database_file
from tracker.privacy.erase.attached import ALL
from tracker.privacy.erase.erase_person import Erasing, Refused, erase
from tracker.privacy.subject import NotFound, subject_of, subject_of_nobody

STILL_READ = (
    "Somebody went on reading meanwhile: the file of the database holds the words until everybody has ended, such as "
    "when the server is started anew."
)


class Command(BaseCommand):
    help = (
        "Erase a person: their account, what is theirs, and their name, e-mail and telephone in what is kept, which "
        "names “erased person 3” from then on. Says what it would do; does it with --yes. Nothing brings it back, "
        "but a backup: those that hold the name are yours to throw away. With --yes nobody else can save while the "
        "index of words and the file of the database are written anew (at a million follow-ups the index alone takes "
        "over a minute; a copy of the file needs its room on the disk): do it when nobody works."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", nargs="?", help="their e-mail, whole name, or number in the directory as #12")
        parser.add_argument("--name", default="", help="instead: the name of somebody who is not in the directory")
        parser.add_argument("--yes", action="store_true", help="do it")
        parser.add_argument("--by", default="", help="the e-mail of the administrator who asks for it, for the history")
        parser.add_argument("--also", action="append", default=[], help="another name of theirs, such as a first name")
        parser.add_argument(
            "--texts", nargs="*", choices=["all", *CHOSEN], default=[*BY_ITSELF],
            help="in which texts they are erased: details (titles, descriptions), notes, records (archives: blacked), "
            "files (their names, and the words found in them; the files stay). By itself details and notes.",
        )  # fmt: skip
        parser.add_argument(
            "--files", nargs="*", type=int, metavar="KEY",
            help="remove the content of the attached files that hold their name, or of those with these keys; the rows "
            "stay and say so. By itself they are only named, for you to look at.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            erasing = self._erase(is_tried=not options["yes"], **options)
        except (NotFound, Refused) as refusal:
            raise CommandError(str(refusal)) from refusal
        is_clean = True
        if options["yes"]:
            database_file.write_words_anew()
            if not connection.in_atomic_block:
                is_clean = database_file.clean(sorted(erasing.gone + erasing.rewritten))
        self._say(erasing, is_done=options["yes"])
        if not is_clean:
            self.stdout.write(STILL_READ)

    @transaction.atomic
    def _erase(self, *, is_tried: bool, **options: Any) -> Erasing:
        if bool(options["person"]) == bool(options["name"]):
            raise Refused("Say whom: somebody in the directory, or by --name somebody who is not in it.")
        if options["name"]:
            subject = subject_of_nobody(options["name"], options["also"])
        else:
            subject = subject_of(options["person"], options["also"])
        kinds = CHOSEN if "all" in options["texts"] else [Kind(each) for each in options["texts"]]
        files = ALL if options["files"] == [] else options["files"] or ()
        erasing = erase(subject, kinds, by=_administrator(options["by"]), files=files, is_tried=is_tried)
        if options["name"] and not (erasing.rewritten.total() or erasing.kept.total() or erasing.holding):
            raise Refused(f"Nothing here names “{options['name']}”.")
        if is_tried:
            # With the row that stands for who is not in the directory.
            transaction.set_rollback(True)
        return erasing

    def _say(self, erasing: Erasing, *, is_done: bool) -> None:
        subject = erasing.subject
        self.stdout.write("Erased:" if is_done else "Would be erased; nothing is done without --yes:")
        self._count("rows deleted", erasing.gone)
        self._count("rows rewritten", erasing.rewritten)
        self._count("files deleted", erasing.elsewhere)
        self._count("rows kept, which name them still", erasing.kept)
        self._say_files(erasing)
        if subject.shared:
            shared = ", ".join(sorted({*subject.shared})) if not is_done else "Their last name"
            self.stdout.write(f"{shared} alone is left, as others are called so too: see --also.")
        self.stdout.write(f"What is kept says “{subject.label}”.")

    def _say_files(self, erasing: Erasing) -> None:
        self.stdout.write(f"  {len(erasing.holding)} attached files hold their name, see --files")
        for key, address in erasing.holding.items():
            self.stdout.write(f"    {key} {address}")
        if erasing.unread:
            self.stdout.write(f"  {erasing.unread} attached files hold no words that could be read, such as pictures")

    def _count(self, what: str, counts: Counter[str]) -> None:
        self.stdout.write(f"  {counts.total()} {what}")
        for label, number in sorted(counts.items()):
            if number:
                self.stdout.write(f"    {number} {label}")


def _administrator(email: str) -> User | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None or not user.is_administrator:
        raise Refused(f"{email} is no administrator here.")
    return user

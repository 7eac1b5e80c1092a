"""What a mail becomes that somebody of the house sent: a note on the follow-up that it answers, or else a draft."""

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.files.attach import attach
from tracker.files.storage import store
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Channel
from tracker.incoming_mail.files_of_letter import Upload, taken_files
from tracker.incoming_mail.letter.letter import Letter
from tracker.incoming_mail.models import Draft, DraftFile, IncomingMail, Why
from tracker.notes.mentioned import mentioned_in
from tracker.notes.reply_address import named_follow_up
from tracker.notes.who_sees import seeing
from tracker.notes.write_note import write_note

# As long as a note may be that is typed.
LONGEST_NOTE = 20_000


def become(mail: IncomingMail, letter: Letter, sender: User, *, as_draft: bool = False) -> None:
    files, left_out = taken_files(letter.attachments)
    follow_up = None if as_draft else answered(letter, sender)
    if follow_up and _noted(mail, letter, sender, follow_up, files):
        return
    if not (letter.words.own or files or (letter.words.before and not follow_up)):
        mail.leave_aside(Why.EMPTY)
    elif not permissions.may_log(sender):
        mail.leave_aside(Why.NO_RIGHT)
    else:
        _draft(mail, letter, sender, files, left_out)


def answered(letter: Letter, sender: User) -> FollowUp | None:
    """The follow-up that it answers, if its sender sees it and may move it on: as on its page."""
    key = named_follow_up(letter.addressed)
    found: FollowUp | None = FollowUp.objects.visible_to(sender).filter(pk=key).first() if key else None
    return found if found and permissions.may_update(sender, found) else None


def _noted(mail: IncomingMail, letter: Letter, by: User, follow_up: FollowUp, files: list[Upload]) -> bool:
    """Whether it is a note there now, or its files are attached. What is too long for a note becomes a draft."""
    words = letter.words.own
    if len(words) > LONGEST_NOTE or not (words or files):
        return False
    try:
        with transaction.atomic():
            if words:
                named = [each.user for each in mentioned_in(words, choosable_names.people(by))]
                mentions = seeing(named, follow_up)
                mail.entry = write_note(follow_up, words, by=by, mentions=mentions, channel=Channel.MAIL)
            for each in files:
                attach(follow_up, each, by=by)
    except ValidationError:
        mail.entry = None
        return False
    mail.save(update_fields=["entry"])
    return True


def _draft(mail: IncomingMail, letter: Letter, user: User, files: list[Upload], left_out: list[str]) -> None:
    words = letter.words.own
    text = letter.words.before if letter.is_sent_on or not words else ""
    said = {"title": letter.subject, "words": words, "text": text, "left_out": "\n".join(left_out)}
    draft = Draft.objects.create(mail=mail, user=user, **said)
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, name=str(each.name), size=each.size or 0, digest=store(each)) for each in files
    )

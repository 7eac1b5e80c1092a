"""The files that hang on a mail, by the rules for files that are attached on a page."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _

from tracker.files.forms import MOST_FILES, refuse
from tracker.files.models import LONGEST_NAME
from tracker.files.storage import FOLDER, name_of
from tracker.incoming_mail.letter.parts import Attachment
from tracker.incoming_mail.models import DraftFile

Upload = UploadedFile[bytes]


def taken_files(attachments: Iterable[Attachment]) -> tuple[list[Upload], list[str]]:
    """Those that may be attached, and why each of the others may not, in a sentence."""
    taken, left_out = list[Upload](), list[str]()
    for each in attachments:
        try:
            taken.append(_checked(each, len(taken)))
        except ValidationError as refusal:
            left_out += refusal.messages
    return taken, left_out


def _checked(attachment: Attachment, already: int) -> Upload:
    name = attachment.name[-LONGEST_NAME:]
    if already >= MOST_FILES:
        raise ValidationError(_("%(name)s is one file too many.") % {"name": name})
    if not attachment.content:
        raise ValidationError(_("%(name)s is empty.") % {"name": name})
    upload: Upload = SimpleUploadedFile(name, attachment.content)
    refuse(upload)
    return upload


def upload_of(file: DraftFile) -> Upload:
    """As if it were attached now; whoever asked for it closes it."""
    opened = File(FOLDER.open(name_of(file.digest)))
    return UploadedFile(opened, name=file.name, size=file.size)

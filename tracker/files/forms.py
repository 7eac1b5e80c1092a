"""The form by which files are attached."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.files.content_types import FIRST, is_program
from tracker.files.virus_scanner import refuse_infected

MOST_MEGABYTES = 25
MOST_FILES = 20


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralFilesField(forms.FileField):
    """A list of files; each is refused with its name."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(SeveralFilesField, self).clean(each) for each in data or ([None] if self.required else [])]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Choose at most %(number)d files at once.") % {"number": MOST_FILES})
        for each in files:
            refuse(each)
        return files


class AttachForm(forms.Form):
    files = SeveralFilesField(  # type: ignore[assignment]
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("At most 25 MB each. Whoever sees this page sees them."),
        error_messages={"empty": gettext_lazy("This file is empty. Choose another.")},
    )


def refuse(file: UploadedFile[bytes]) -> None:
    """ValidationError, with its name, of what nobody attaches."""
    name, size = file.name, file.size or 0
    if size > MOST_MEGABYTES * 1024 * 1024:
        raise ValidationError(
            _("%(name)s is larger than 25 MB. Make it smaller, or attach its parts.") % {"name": name}
        )
    beginning = file.read(FIRST)
    file.seek(0)
    if is_program(beginning, str(name)):
        raise ValidationError(_("%(name)s is a program. Attach a document or a picture.") % {"name": name})
    refuse_infected(file.chunks())

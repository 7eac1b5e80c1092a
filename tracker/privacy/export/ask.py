"""All that is held of a person, asked for on a page: the worker writes it, and who asked finds it among their files."""

from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.security_event import Kind, SecurityEvent
from tracker.directory.models import Person
from tracker.exports import archive
from tracker.exports.archive import Archive
from tracker.exports.models import Export
from tracker.exports.tasks import begin
from tracker.kit.row_by_name_field import key_in
from tracker.privacy.export.held_of import held_of
from tracker.privacy.export.person_archive import write_archive
from tracker.privacy.subject import subject_of


@transaction.atomic
def ask(request: Request, person: Person, also: list[str]) -> Export | None:
    """None when so many files of theirs are being written that it has to wait. The log says who asked for whom."""
    query = QueryDict(mutable=True)
    query["person"] = str(person.pk)
    query.setlist("also", also)
    export = begin(
        by=request.user, form=archive.FORM, language=get_language() or "en", make=f"{__name__}.{archive_of.__name__}",
        query=query.urlencode(), page="privacy:held", rows=0,
        title=_("All that is held of %(person)s") % {"person": person},
    )  # fmt: skip
    if export:
        detail = f"#{person.pk}"
        SecurityEvent.record(Kind.TOLD_ALL, request, user=person.account, by=request.user, email="", detail=detail)
    return export


def archive_of(request: Request) -> Archive | None:
    """What a worker writes; `person` in the query is their key, `also` other names of theirs."""
    person = person_asked_of(request)
    if person is None:
        return None

    def write(file: IO[bytes]) -> None:
        subject = subject_of(f"#{person.pk}", request.GET.getlist("also"))
        write_archive(file, subject, held_of(subject), timezone.now())

    return Archive(f"person-{person.pk}-{timezone.localdate().isoformat()}", write)


def person_asked_of(request: Request) -> Person | None:
    """For who sees restricted matters, and may let others see them: the file holds them, and names others."""
    if not permissions.may_let_see(request.user):
        raise PermissionDenied
    found: Person | None = Person.objects.known_to(request.user).filter(pk=key_in(request.GET.get("person"))).first()
    return found

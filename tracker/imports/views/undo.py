"""Taking an import back."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.request import Request
from tracker.imports.undo.tasks import begin
from tracker.imports.views.own_import import own_import
from tracker.imports.views.progress import Progress
from tracker.kit.form_responses import forget_deed, tell


@transaction.non_atomic_requests
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """All that it wrote, as far as nothing has changed since. Once more: what stayed is tried again."""
    source = own_import(request, pk)
    progress = Progress.of(source)
    is_free = source.undone_at or progress.is_still or progress.is_given_up
    if source.confirmed_at and is_free and not begin(source):
        tell(request, _("%(file)s is taken back.") % {"file": source.name}, about=source)
    forget_deed(request)
    return redirect(source)

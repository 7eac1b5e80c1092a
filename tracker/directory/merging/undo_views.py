"""Taking a merge apart, and asking again about two that were kept apart."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.directory.merging.models import KeptApart, Merge
from tracker.directory.merging.side_by_side import compare_address
from tracker.directory.merging.take_apart import take_apart
from tracker.kit.form_responses import tell


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    done = get_object_or_404(Merge, pk=pk)
    _check(request, done.kept, done.merged)
    try:
        left = take_apart(done, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect(done.kept)
    names = {"merged": done.merged, "kept": done.kept}
    said = [_("%(merged)s and %(kept)s are two again.") % names]
    if left:
        sentence = ngettext(
            "%(number)s thing that changed since stays as it is.",
            "%(number)s things that changed since stay as they are.",
            left,
        )
        said.append(sentence % {"number": left})
    tell(request, " ".join(said))
    return redirect(done.merged)


@require_POST
def ask_again(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(KeptApart, pk=pk)
    _check(request, said.first, said.second)
    address = compare_address(said.second, said.first)
    said.delete()
    return redirect(address)


def _check(request: Request, *names: Any) -> None:
    """404 when one of the two is not this person's to know, 403 when they may not merge them."""
    for name in names:
        get_object_or_404(type(name).objects.known_to(request.user), pk=name.pk)
    if not permissions.may_edit_directory(request.user):
        raise PermissionDenied

"""Attaching files to a thing, taking one off and bringing it back; and the files themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import ATTACH, is_within, too_often
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.files.attach import attach as attach_to
from tracker.files.content_types import OTHER
from tracker.files.forms import AttachForm
from tracker.files.models import AttachedFile, nouns_with_files
from tracker.files.storage import FOLDER, name_of, thumbnail_of
from tracker.history.models import Entry
from tracker.kit import form_responses
from tracker.kit.form_responses import tell

# A picture or a PDF is looked at, and does nothing.
POLICY = "script-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: Request, noun: str, pk: int) -> HttpResponse:
    thing = _theirs(request, noun, pk)
    form = AttachForm(form_data(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if not is_within(request.user, ATTACH):
            return too_often(request, thing.get_absolute_url())
        made = [attach_to(thing, each, by=request.user) for each in form.cleaned_data["files"]]
        _say(request, thing, made)
        return form_responses.redirect_back(request, thing.get_absolute_url())
    page: dict[str, Any] = {"title": _("Attach files"), "button": _("Attach"), "about": str(thing)}
    return form_responses.form_page(request, "files/attach.html", default=thing.get_absolute_url(), form=form, **page)


@require_safe
def file(request: Request, pk: int) -> FileResponse:
    found = get_object_or_404(_seen(request), pk=pk)
    kind = found.kind if found.is_shown else OTHER
    return _answer(name_of(found.digest), as_attachment=not found.is_shown, filename=found.name, content_type=kind)


@require_safe
def thumbnail(request: Request, pk: int) -> FileResponse:
    found = get_object_or_404(_seen(request), pk=pk)
    return _answer(thumbnail_of(found.digest), content_type="image/webp")


@require_POST
def take_off(request: Request, pk: int) -> HttpResponse:
    found = _changeable(request, _seen(request), pk)
    found.remove(by=request.user)
    undo = reverse("files:restore", args=[found.pk])
    tell(request, _("%(name)s is taken off.") % {"name": found}, undo=undo)
    return form_responses.redirect_back(request, found.item.get_absolute_url())


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    found = _changeable(request, AttachedFile.objects.removed_for(request.user), pk)
    found.restore(by=request.user)
    tell(request, _("%(name)s is attached.") % {"name": found}, about=found)
    return redirect(found.item)


def _seen(request: Request) -> Any:
    return AttachedFile.objects.visible_to(request.user).defer("text")


def _theirs(request: Request, noun: str, pk: int) -> Any:
    """The thing they attach to. 404 when it is not theirs to see, 403 when it is not theirs to add to."""
    if noun not in nouns_with_files():
        raise Http404
    seen = nouns_with_files()[noun].objects.visible_to(request.user)  # type: ignore[attr-defined]
    thing = get_object_or_404(seen, pk=pk)
    if not permissions.may_write(request.user, thing, ["files"]):
        raise PermissionDenied
    return thing


def _changeable(request: Request, rows: Any, pk: int) -> AttachedFile:
    found: AttachedFile = get_object_or_404(rows, pk=pk)
    if not permissions.may_write(request.user, found, ["removed_at"]):
        raise PermissionDenied
    return found


def _say(request: Request, thing: Any, made: list[tuple[AttachedFile, Entry | None]]) -> None:
    names = [str(found) for found, entry in made if entry]
    words = ngettext("%(names)s is attached.", "%(names)s are attached.", len(names)) % {"names": ", ".join(names)}
    # Of several each is taken off by itself.
    undo = reverse("files:take_off", args=[made[0][0].pk]) if len(names) == len(made) == 1 else ""
    tell(request, words if names else _("What you chose was attached already."), about=thing, undo=undo)


def _answer(name: str, **how: Any) -> FileResponse:
    try:
        opened = FOLDER.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(opened, headers={"Content-Security-Policy": POLICY}, **how)

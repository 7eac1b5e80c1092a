"""Editing a follow-up, or one column of it, and taking it out of sight and back."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.forms import EditForm
from tracker.follow_ups.list.cells import open_cells
from tracker.follow_ups.list.column_form import ColumnForm
from tracker.follow_ups.log_from_selection import add_new_names
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.views.shared import say_done, visible_follow_up
from tracker.history.editing import edit_page, save_over
from tracker.history.undo_page import lead_back, lead_to, restore_page
from tracker.kit import form_responses

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    form = EditForm(form_data(request), follow_up=follow_up, user=request.user)

    def save() -> HttpResponse:
        _save(request, follow_up, form)
        return lead_to(request, follow_up, "follow_ups:list")

    return edit_page(request, follow_up, form, save, title=_("Edit follow-up"), about=follow_up.reference)


@read_or_write
def edit_column(request: Request, pk: int, column: str) -> HttpResponse:
    """What a cell of the list opens."""
    follow_up = visible_follow_up(request, pk)
    if column not in open_cells(request.user, follow_up):
        raise PermissionDenied
    form = ColumnForm(form_data(request), column=column, follow_up=follow_up, user=request.user)

    def save() -> HttpResponse:
        _save(request, follow_up, form)
        return lead_back(request, follow_up, "follow_ups:list")

    return edit_page(request, follow_up, form, save, title=form.fields[column].label, about=follow_up.title)


def _save(request: Request, follow_up: FollowUp, form: EditForm) -> None:
    values, data = form.values(), form.cleaned_data
    values |= add_new_names(values, follow_up, by=request.user)
    verb = partial(follow_up.edit, reason=data.get("reason", ""))
    entry = save_over(follow_up, data["version"], values, by=request.user, verb=verb)
    say_done(request, follow_up, entry, _("%(reference)s is saved.") % {"reference": follow_up.reference})


@read_or_write
def remove(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return form_responses.form_page(
            request,
            "follow_ups/remove.html",
            default=follow_up.get_absolute_url(),
            title=_("Remove this follow-up?"),
            button=_("Remove"),
            about=follow_up.title,
        )
    entry = follow_up.remove(by=request.user)
    say_done(request, follow_up, entry, _("%(reference)s is removed.") % {"reference": follow_up.reference})
    return redirect(follow_up.meeting or "follow_ups:list")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    follow_up: FollowUp = get_object_or_404(FollowUp.objects.removed_for(request.user), pk=pk)
    words = _("%(reference)s is back.") % {"reference": follow_up.reference}
    return restore_page(request, follow_up, words, elsewhere="follow_ups:list")

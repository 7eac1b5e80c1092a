"""A follow-up's own page, its edit form, and taking it out of sight and back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import gates
from tracker.accounts.kept import posted
from tracker.accounts.request import Request
from tracker.follow_ups.bars import bars_of
from tracker.follow_ups.deeds import NoteForm
from tracker.follow_ups.entries import without_hidden
from tracker.follow_ups.forms import EditForm
from tracker.follow_ups.from_words import known_names
from tracker.follow_ups.heaps import has_passed
from tracker.follow_ups.models import FollowUp, Step
from tracker.follow_ups.views.shared import say_done, visible_follow_up
from tracker.history.editing import edit_page, save_over
from tracker.history.undo import last_change
from tracker.history.wording import deed, lines
from tracker.kit import answers

MOST_ENTRIES = 200


@require_safe
def follow_up_page(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    entries = follow_up.history.select_related("by", "content_type").order_by("-at", "-id")[:MOST_ENTRIES]
    context = {
        "follow_up": follow_up,
        "entries": [(entry, deed(entry), lines(entry)) for entry in without_hidden(list(entries), request.user)],
        "last": last_change(follow_up),
        "bars": bars_of([follow_up], request.user).get(follow_up.pk, []),
        "note_form": NoteForm(),
        "may_update": gates.may_update(request.user, follow_up),
        "may_choose_owner": gates.may_choose_owner(request.user, follow_up),
        "steps": _steps(follow_up),
        "has_passed": follow_up.is_active and has_passed(follow_up, timezone.localdate()),
    }
    return render(request, "follow_ups/follow_up.html", context)


@require_safe
def glance(request: Request, pk: int) -> HttpResponse:
    """What a calendar has no room for, in its dialog: what it is, and how to move it on."""
    return render(request, "follow_ups/glance.html", {"follow_up": visible_follow_up(request, pk)})


def _steps(follow_up: FollowUp) -> list[Step]:
    return list(follow_up.event.steps.select_related("owner", "done_by")) if follow_up.event else []


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    if not gates.may_log(request.user):
        raise PermissionDenied
    form = EditForm(posted(request), follow_up=follow_up, user=request.user)

    def save() -> HttpResponse:
        values, data = form.values(), form.cleaned_data
        values |= known_names(values, follow_up, by=request.user)
        verb = partial(follow_up.edit, reason=data["reason"])
        entry = save_over(follow_up, data["version"], values, by=request.user, verb=verb)
        say_done(request, follow_up, entry, _("%(reference)s is saved.") % {"reference": follow_up.reference})
        return redirect(follow_up)

    return edit_page(request, follow_up, form, save, title=_("Edit follow-up"), about=follow_up.reference)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Request, pk: int) -> HttpResponse:
    follow_up = visible_follow_up(request, pk)
    if not gates.may_log(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return answers.deed_page(
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
    if not gates.may_log(request.user):
        raise PermissionDenied
    follow_up.restore(by=request.user)
    messages.success(request, _("%(reference)s is back.") % {"reference": follow_up.reference})
    return redirect(follow_up)

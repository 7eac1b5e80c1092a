"""Logging an activity, also from words in a record, editing it, undoing that, and taking it out of sight and back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.activities.forms import EditActivityForm, LogActivityForm
from tracker.activities.models import Activity
from tracker.activities.views.pages import visible_activity
from tracker.directory.appointment_changes import unit_of
from tracker.history.editing import edit_page, save_over
from tracker.history.undo_page import lead_to, restore_page, tell_change, undo_page
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import is_key
from tracker.mandates.mandate_or_paragraph import Target
from tracker.mandates.models import Mandate, Paragraph
from tracker.records.selected_words import SelectedWords, selected_words

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
def new(request: Request) -> HttpResponse:
    if not permissions.may_log(request.user):
        raise PermissionDenied
    words = selected_words(request.user, request.GET)
    started = _started_from(request, words)
    form = LogActivityForm(form_data(request), user=request.user, initial=started)
    if words:
        del form.fields["meeting"]
    if request.method == "POST" and form.is_valid():
        quoted = (lambda: {"passage": words.save()}) if words else dict
        activity = Activity.log(by=request.user, prepare=quoted, **form.values())
        said, undo_at = _("“%(title)s” is logged."), reverse("activities:remove", args=[activity.pk])
        tell(request, said % {"title": activity.title}, about=activity, undo=undo_at)
        return form_responses.redirect_back(request, (activity.meeting or activity).get_absolute_url())
    return _form_page(request, form, words, started["mandates"])


def _form_page(
    request: Request, form: LogActivityForm, words: SelectedWords | None, targets: list[Target]
) -> HttpResponse:
    about = words.meeting if words else targets[0] if targets else None
    page: dict[str, Any] = {"title": _("Log an activity"), "button": _("Save"), "form": form, "words": words}
    page["slot"] = "panel" if request.GET.get("within") == "margin" else "dialog"
    default = about.get_absolute_url() if about else reverse("activities:list")
    return form_responses.form_page(request, "follow_ups/new.html", default=default, chosen="activity", **page)


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    activity = _editable(request, pk)
    form = EditActivityForm(form_data(request), activity=activity, user=request.user)

    def save() -> HttpResponse:
        entry = save_over(activity, form.cleaned_data["version"], form.values(), by=request.user)
        tell_change(request, activity, entry, _("“%(title)s” is saved.") % {"title": activity}, "activities:undo")
        return lead_to(request, activity, "activities:list")

    return edit_page(request, activity, form, save, title=_("Edit activity"), about=activity.title)


@read_or_write
def remove(request: Request, pk: int) -> HttpResponse:
    activity = _editable(request, pk)
    if request.method != "POST":
        page: dict[str, Any] = {"title": _("Remove this activity?"), "button": _("Remove"), "about": activity.title}
        return form_responses.form_page(request, "follow_ups/remove.html", default=activity.get_absolute_url(), **page)
    activity.remove(by=request.user)
    undo_at = reverse("activities:restore", args=[activity.pk])
    tell(request, _("“%(title)s” is removed.") % {"title": activity.title}, undo=undo_at)
    return redirect("activities:list")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    activity: Activity = get_object_or_404(Activity.objects.removed_for(request.user), pk=pk)
    words = _("“%(title)s” is back.") % {"title": activity.title}
    return restore_page(request, activity, words, elsewhere="activities:list")


@require_POST
def undo(request: Request, pk: int, entry: int) -> HttpResponse:
    return undo_page(request, _editable(request, pk), entry, elsewhere="activities:list")


def _editable(request: Request, pk: int) -> Activity:
    activity = visible_activity(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return activity


def _started_from(request: Request, words: SelectedWords | None) -> dict[str, Any]:
    """What the form starts with: the mandate or the paragraph that the address names, the words and the one partner
    of their meeting, and the person's own unit."""
    paragraph, mandate = request.GET.get("paragraph", ""), request.GET.get("mandate", "")
    things: list[Mandate | Paragraph] = []
    if is_key(paragraph):
        things = [get_object_or_404(Paragraph.objects.visible_to(request.user).select_related("mandate"), pk=paragraph)]
    elif is_key(mandate):
        things = [get_object_or_404(Mandate.objects.visible_to(request.user), pk=mandate)]
    said = {"title": words.title, "partner": words.meeting.only_partner} if words else {}
    return {"mandates": [Target.of(thing) for thing in things], "unit": unit_of(request.user), **said}

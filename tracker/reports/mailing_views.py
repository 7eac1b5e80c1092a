"""Mailed reports: what goes out regularly, to whom, and what became of each mail."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import MAIL, is_within, too_often
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.background.models import is_somebody_at_work
from tracker.history.editing import edit_page, save_over
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.reports import send_mail, tasks
from tracker.reports.mailing_forms import MailingForm
from tracker.reports.mailing_pages import Page, lines
from tracker.reports.models import Mailing
from tracker.setup.mail_server import sends_mail

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def mailings(request: Request) -> HttpResponse:
    if not permissions.may_see_reports(request.user):
        raise PermissionDenied
    found = lines(request.user, timezone.now())
    return render(request, "reports/mailed.html", {"lines": found, "is_at_work": is_somebody_at_work()})


@read_or_write
def new(request: Request) -> HttpResponse:
    if not permissions.may_see_reports(request.user):
        raise PermissionDenied
    form = MailingForm(form_data(request), user=request.user, started={"what": request.GET.get("what", "")[:40]})
    if request.method == "POST" and form.is_valid():
        mailing = Mailing.set_up(by=request.user, key=form.cleaned_data["key"], **form.values())
        words = _("“%(name)s” is mailed %(when)s.") % {"name": mailing, "when": mailing.when}
        tell(request, words, about=mailing, undo=reverse("reports:mailed_remove", args=[mailing.pk]))
        return redirect(mailing)
    page: dict[str, Any] = {"title": _("Mail a report regularly"), "button": _("Save"), "about": _about()}
    return form_responses.form_page(request, default=reverse("reports:mailed"), form=form, **page)


@require_safe
def mailing_page(request: Request, pk: int) -> HttpResponse:
    mailing = _visible(request, pk)
    return render(request, "reports/mailing.html", {"page": Page(mailing, request.user, timezone.now())})


@read_or_write
def edit(request: Request, pk: int) -> HttpResponse:
    mailing = _visible(request, pk)
    if mailing.made_by_id != request.user.pk:
        raise PermissionDenied
    form = MailingForm(form_data(request), user=request.user, mailing=mailing)

    def save() -> HttpResponse:
        save_over(mailing, form.cleaned_data["version"], form.values(), by=request.user)
        tell(request, _("“%(name)s” is saved.") % {"name": mailing}, about=mailing)
        return redirect(mailing)

    return edit_page(request, mailing, form, save, title=_("Change what is mailed"), about=_about())


@require_POST
def pause(request: Request, pk: int) -> HttpResponse:
    mailing = _stoppable(request, pk)
    mailing.pause(by=request.user)
    undo = reverse("reports:mailed_resume", args=[mailing.pk])
    tell(request, _("“%(name)s” is paused.") % {"name": mailing}, about=mailing, undo=undo)
    return form_responses.redirect_back(request, mailing.get_absolute_url())


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    mailing = _stoppable(request, pk)
    mailing.resume(by=request.user)
    tell(request, _("“%(name)s” is mailed %(when)s.") % {"name": mailing, "when": mailing.when}, about=mailing)
    return form_responses.redirect_back(request, mailing.get_absolute_url())


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    mailing = _stoppable(request, pk)
    mailing.remove(by=request.user)
    undo = reverse("reports:mailed_restore", args=[mailing.pk])
    tell(request, _("“%(name)s” is removed.") % {"name": mailing}, undo=undo)
    return redirect("reports:mailed")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    mailing = _stoppable(request, pk, Mailing.objects.removed_for(request.user))
    mailing.restore(by=request.user)
    tell(request, _("“%(name)s” is back.") % {"name": mailing}, about=mailing)
    return redirect(mailing)


@require_POST
def send_now(request: Request, pk: int) -> HttpResponse:
    """To whoever asks, and nobody else."""
    mailing = _visible(request, pk)
    if not is_within(request.user, MAIL):
        return too_often(request, mailing.get_absolute_url())
    with transaction.atomic():
        slot = send_mail.ask_now(mailing, by=request.user)
        tasks.send_slot.enqueue(mailing.pk, slot.isoformat())
    if not sends_mail():
        messages.warning(request, _("No mail server is set: it is printed where Suivi runs."))
    elif is_somebody_at_work():
        tell(request, _("It is on its way to %(address)s.") % {"address": request.user.email})
    else:
        messages.warning(request, _("Nobody is at work in the background. It is sent once a worker is started."))
    return redirect(mailing)


def _visible(request: Request, pk: int) -> Mailing:
    """403 for whoever sees no reports at all, and 404 for what is not there."""
    if not permissions.may_see_reports(request.user):
        raise PermissionDenied
    rows = Mailing.objects.visible_to(request.user).select_related("made_by", "view")
    mailing: Mailing = get_object_or_404(rows, pk=pk)
    return mailing


def _stoppable(request: Request, pk: int, rows: Any = None) -> Mailing:
    if not permissions.may_see_reports(request.user):
        raise PermissionDenied
    seen = Mailing.objects.visible_to(request.user) if rows is None else rows
    mailing: Mailing = get_object_or_404(seen, pk=pk)
    if not permissions.may_stop_mailing(request.user, mailing):
        raise PermissionDenied
    return mailing


def _about() -> str:
    return _("What is mailed holds what everybody in Suivi may see: restricted matters are left out.")

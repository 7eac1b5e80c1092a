"""A record goes round: its page, to whom and until when it goes, and how far its text is."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts import permissions
from tracker.accounts.how_often import MAIL, is_within, too_often
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.background.say_unsent import say_unsent
from tracker.circulation.agree import agree
from tracker.circulation.forms import CirculateForm, CorrectionForm
from tracker.circulation.models import Copy, Correction
from tracker.circulation.page import text_context
from tracker.circulation.recipients import recipients_of
from tracker.circulation.send_copies import send_copies, write_copies
from tracker.directory.models import Person
from tracker.history.undo_page import tell_change
from tracker.kit import form_responses
from tracker.kit.form_responses import OnceDone
from tracker.records.models import Record
from tracker.records.stages import Stage, next_stages
from tracker.records.views.record import visible_record
from tracker.setup.mail_server import sends_mail


@require_safe
def round_page(request: Request, pk: int) -> HttpResponse:
    return answer(request, visible_record(request, pk))


def answer(request: Request, record: Record, form: CorrectionForm | None = None, status: int = 200) -> HttpResponse:
    """The page of a record that goes round, as this person may see it; with a `form` that could not be taken."""
    here, user = reverse("circulation:round", args=[record.pk]), request.user
    texts = record.versions.readable_by(user)
    text = text_context(record, texts, request.GET.get("part", ""), here=here, form=form)
    rows = Correction.objects.visible_to(user).filter(record=record)
    rows = rows if permissions.may_log(user) else rows.filter(proposed_by=user)
    corrections = rows.with_texts(text["version"])
    copies = list(Copy.objects.visible_to(user).of_round(record).with_names()) if record.stage != Stage.DRAFT else []
    context = {
        **text,
        "propose": reverse("circulation:propose", args=[record.pk]),
        "stages": [(stage, stage == record.stage) for stage in Stage],
        "next_stages": next_stages(record.stage),
        "undecided": [each for each in corrections if each.is_undecided],
        "decided": [each for each in corrections if not each.is_undecided],
        "copies": copies if permissions.may_log(user) else [],
        "own": next((each for each in copies if each.person.account_id == user.pk), None),
        "user_pk": user.pk,
    }
    return render(request, "circulation/round.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def circulate(request: Request, pk: int) -> HttpResponse:
    record = editable_record(request, pk)
    recipients = recipients_of(record)
    own = Person.objects.filter(account=request.user).values_list("pk", flat=True).first()
    form = CirculateForm(form_data(request), record=record, recipients=recipients, own=own, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        if not is_within(request.user, MAIL):
            return too_often(request, reverse("circulation:round", args=[pk]))
        return _circulated(request, record, form)
    title = _("Mail this text") if record.is_settled else _("Let it go round")
    page: dict[str, Any] = {"title": title, "record": record, "form": form}
    page["left_out"] = [each for each in recipients if each.why_not]
    page["had"] = [each for each in recipients if each.copy]
    page["button"] = _("Save and send") if form.is_going_round else _("Send it")
    return form_responses.form_page(request, "circulation/circulate.html", default=_round(record), **page)


def _circulated(request: Request, record: Record, form: CirculateForm) -> HttpResponse:
    data = form.cleaned_data
    entry = record.circulate(data["until"], by=request.user) if "until" in data else None
    copies = write_copies(record, form.chosen, by=request.user, message=data.get("message", ""))
    keys = [copy.pk for copy in copies]

    def told() -> HttpResponse:
        sent = send_copies(keys if sends_mail() else [])
        words = _("%(record)s: %(stage)s.") % {"record": record, "stage": record.get_stage_display()}
        if sent.sent:
            mailed = ngettext("%(number)s mail is on its way.", "%(number)s mails are on their way.", sent.sent)
            words = f"{words} {mailed % {'number': sent.sent}}"
        tell_change(request, record, entry, words, "records:undo")
        say_unsent(request, sent)
        return redirect("circulation:round", record.pk)

    return OnceDone(told)


@require_POST
def go_to(request: Request, pk: int, stage: str) -> HttpResponse:
    record = editable_record(request, pk)
    if stage not in Stage or stage == Stage.CIRCULATED:
        raise Http404
    try:
        entry = agree(record, by=request.user) if stage == Stage.AGREED else record.go_to(Stage(stage), by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("circulation:round", pk)
    words = _("%(record)s: %(stage)s.") % {"record": record, "stage": record.get_stage_display()}
    if entry:
        tell_change(request, record, entry, words, "records:undo")
    return redirect("circulation:round", pk)


def editable_record(request: Request, pk: int) -> Record:
    record = visible_record(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return record


def _round(record: Record) -> str:
    return reverse("circulation:round", args=[record.pk])

"""What would it unlock? The page, its answer as a file, and as a proposal."""

import csv
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts import permissions
from tracker.accounts.classification_field import GENERAL
from tracker.accounts.how_often import EXPORT, is_within, too_often
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.directory.get_or_add import get_or_add
from tracker.exports.sheets.csv_file import delimiter, escape_formula
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.needs.unlock import UnlockResult, UnlockRow, ask, propose
from tracker.needs.unlock_forms import ProposalForm, UnlockForm


@require_safe
def unlock_page(request: Request) -> HttpResponse:
    form = UnlockForm(request.GET)
    is_asked = form.is_bound and form.is_valid()
    context: dict[str, Any] = {"form": form}
    if is_asked:
        found, offers = _found(request, form), form.offers()
        context |= {
            "found": found,
            "offers": [offer.words for offer in offers],
            "sentence": _sentence(found),
            "may_save": permissions.may_log(request.user) and bool(offers),
        }
    return render(request, "needs/unlock.html", context, status=400 if form.errors else 200)


@require_safe
def export(request: Request) -> HttpResponse:
    """The answer as a CSV file."""
    form = UnlockForm(request.GET)
    if not (form.is_bound and form.is_valid()):
        return redirect(_back(request))
    if not is_within(request.user, EXPORT):
        return too_often(request, _back(request))
    found = _found(request, form)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="unlock.csv"'
    sheet = csv.writer(answer, delimiter=delimiter())
    sheet.writerow([_("Answer"), _("Reference"), _("Follow-up"), _("Partner"), _("Priority"), _("Takes or lacks")])
    for name, lines in ((_("feasible"), found.unlocked), (_("not yet"), found.others)):
        for line in lines:
            sheet.writerow([name, *_cells(line)])
    for name, rows in ((_("not estimated"), found.unestimated), (_("no exchange rate"), found.unpriced)):
        for row in rows:
            sheet.writerow([name, *_cells(UnlockRow(row, 0, ""))])
    for rate in found.rates:
        sheet.writerow([_("rate"), rate])
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: Request) -> HttpResponse:
    """The offers as pledges that the donor has indicated, promised to what they would unlock."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    asked = UnlockForm(request.GET)
    if not (asked.is_bound and asked.is_valid() and asked.offers()):
        return redirect(_back(request))
    form = ProposalForm(form_data(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        donor, how = (
            get_or_add(data["donor"], by=request.user, classification=GENERAL),
            {"key": data["key"], "detail": data["detail"]},
        )
        try:
            pledges = propose(asked.offers(), _found(request, asked), donor, by=request.user, **how)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            tell(request, _("Saved as indicated by %(donor)s.") % {"donor": donor}, about=donor)
            return redirect(pledges[0] if len(pledges) == 1 else f"{reverse('pledges:list')}?donor={donor.pk}")
    page: dict[str, Any] = {"title": _("Save as a proposal"), "button": _("Save")}
    about = " · ".join(offer.words for offer in asked.offers())
    return form_responses.form_page(request, default=_back(request), form=form, about=about, **page)


def _found(request: Request, form: UnlockForm) -> UnlockResult:
    firm_only = form.cleaned_data["firm_only"]
    return ask(form.offers(), form.wish, firm_only=firm_only, user=request.user, today=timezone.localdate())


def _back(request: Request) -> str:
    return f"{reverse('needs:unlock')}?{request.GET.urlencode()}"


def _sentence(found: UnlockResult) -> str:
    number, of = len(found.unlocked), len(found.unlocked) + len(found.others)
    words = ngettext(
        "It would unlock %(number)s of %(of)s follow-up.", "It would unlock %(number)s of %(of)s follow-ups.", of
    )
    return words % {"number": number, "of": of}


def _cells(line: UnlockRow) -> list[str]:
    follow_up = line.follow_up
    cells = [follow_up.reference, follow_up.title, str(follow_up.partner or ""), str(line.priority or ""), line.words]
    return [escape_formula(cell) for cell in cells]

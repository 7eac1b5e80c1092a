"""Deciding on what a record suggests: each decision leads back to the page on which it is read, at the next one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.links.sides import Side, link
from tracker.follow_ups.models import FollowUp
from tracker.kit import form_responses
from tracker.kit.form_responses import tell
from tracker.kit.row_by_name_field import key_in
from tracker.suggestions.accept import accept_open, accept_typed, undo_press
from tracker.suggestions.forms import AcceptForm, SameForm
from tracker.suggestions.models import Decision
from tracker.suggestions.proposals import proposals_of
from tracker.suggestions.views.shared import (
    address_at,
    asked_proposal,
    check_right,
    first_on,
    latest,
    tell_accepted,
    tell_first,
    visible_record,
)


@require_POST
def accept_one(request: Request) -> HttpResponse:
    proposal = asked_proposal(request)
    if made := accept_open([proposal], by=request.user):
        tell_accepted(request, proposal.words.version.record, made)
    else:
        tell_first(request, proposal)
    return redirect(address_at(proposal))


@require_POST
def accept_sure(request: Request, pk: int) -> HttpResponse:
    """Those that the page showed as sure, and that nobody decided on meanwhile."""
    record = visible_record(request, pk)
    shown = {key_in(start) for start in request.POST.getlist("start")}
    proposals = proposals_of(latest(record), request.user).to_accept()
    is_as_shown = request.POST.get("version") == str(record.number)
    chosen = [each for each in proposals if each.words.start in shown] if is_as_shown else []
    if not is_as_shown:
        messages.warning(request, _("The text was changed meanwhile. Look at what it suggests now."))
    tell_accepted(request, record, accept_open(chosen, by=request.user))
    return redirect("suggestions:read", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    """Every field, before it is a follow-up."""
    proposal = asked_proposal(request)
    words = proposal.words
    form = AcceptForm(form_data(request), proposal=proposal, user=request.user)
    if request.method == "POST" and form.is_valid():
        typed = {"meeting": words.meeting} | form.values()
        if decision := accept_typed(proposal, by=request.user, **typed):
            for other in form.cleaned_data.get("same_as", ()):
                # What is linked changes with each, and is read anew.
                link(FollowUp.objects.get(decisions=decision), Side.SAME, other, by=request.user)
            tell_accepted(request, words.version.record, [decision])
            return redirect(address_at(proposal))
        form.add_error(None, first_on(proposal, request.user)[1])
    page: dict[str, Any] = {"title": _("New follow-up"), "button": _("Save"), "form": form, "about": words.meeting}
    page |= {"words": words, "chosen": "follow_up", "near": [proposal.near] if proposal.near else []}
    page |= {"same_as": request.POST.getlist("same_as")}
    page["slot"] = "panel" if request.GET.get("within") == "margin" else "dialog"
    return form_responses.form_page(request, "follow_ups/new.html", default=address_at(proposal), **page)


@require_POST
def dismiss(request: Request) -> HttpResponse:
    proposal = asked_proposal(request)
    decision = Decision.decide(proposal.words, proposal.read, by=request.user)
    if decision.outcome == Decision.Outcome.DISMISSED:
        undo = reverse("suggestions:take_back", args=[decision.pk])
        words = _("Dismissed: %(title)s") % {"title": proposal.title}
        tell(request, words, about=proposal.words.version.record, undo=undo, here=True)
    else:
        tell_first(request, proposal)
    return redirect(address_at(proposal))


@require_http_methods(["GET", "HEAD", "POST"])
def same(request: Request) -> HttpResponse:
    """Which follow-up the words mean that exists."""
    proposal = asked_proposal(request)
    started = {"follow_up": proposal.near.reference if proposal.near else ""}
    form = SameForm(form_data(request), user=request.user, initial=started)
    if request.method == "POST" and form.is_valid():
        follow_up = form.cleaned_data["follow_up"].follow_up
        decision = Decision.decide(proposal.words, proposal.read, by=request.user, follow_up=follow_up)
        if (decision.outcome, decision.follow_up) == (Decision.Outcome.SAME, follow_up):
            said = _("These words mean %(reference)s.") % {"reference": follow_up.reference}
            tell(request, said, about=follow_up, undo=reverse("suggestions:take_back", args=[decision.pk]), here=True)
        else:
            tell_first(request, proposal)
        return redirect(address_at(proposal))
    page: dict[str, Any] = {"title": _("Same as one that exists"), "button": _("It is the same"), "form": form}
    return form_responses.form_page(request, default=address_at(proposal), about=proposal.title, **page)


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).exclude(outcome=Decision.Outcome.ACCEPTED)
    decision: Decision = get_object_or_404(rows.select_related("passage__record__meeting"), pk=pk)
    check_right(request)
    record = decision.passage.record
    decision.take_back(by=request.user)
    tell(request, _("These words are suggested again."), about=record)
    return redirect("suggestions:read", record.pk)


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take away what was accepted at the same press, but for what somebody changed since."""
    rows = Decision.objects.visible_to(request.user).filter(press__isnull=False)
    decision: Decision = get_object_or_404(rows.select_related("passage__record__meeting"), pk=pk)
    assert decision.press
    check_right(request)
    gone, kept = undo_press(decision.press, by=request.user)
    said = ngettext("%(count)d follow-up is taken away again.", "%(count)d follow-ups are taken away again.", len(gone))
    said = said if gone else _("Nothing was left to take away.")
    tell(request, said % {"count": len(gone)}, about=decision.passage.record)
    for follow_up in kept:
        words = _("%(reference)s stays, as it was changed since.") % {"reference": follow_up.reference}
        messages.warning(request, words)
    return redirect("suggestions:read", decision.passage.record_id)

"""What the pages share on which somebody decides: which suggestion is meant, and where to go on."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.kit.form_responses import tell
from tracker.records.models import Record, Version
from tracker.records.selected_words import selected_words
from tracker.suggestions.accept import made_of
from tracker.suggestions.models import Decision
from tracker.suggestions.proposal import Proposal
from tracker.suggestions.proposals import proposals_of


def check_right(request: Request) -> None:
    if not permissions.may_log(request.user):
        raise PermissionDenied


def visible_record(request: Request, pk: int) -> Record:
    """One in which this person may decide."""
    rows = Record.objects.visible_to(request.user).select_related("meeting")
    record: Record = get_object_or_404(rows, pk=pk)
    check_right(request)
    return record


def latest(record: Record) -> Version:
    version = record.latest
    version.record = record
    return version


def asked_proposal(request: Request) -> Proposal:
    """What is suggested on the words that the address names; 404 when nothing is, any more."""
    words = selected_words(request.user, request.GET)
    if words is None:
        raise Http404
    check_right(request)
    proposal = proposals_of(words.version, request.user).on(words)
    if proposal is None:
        raise Http404
    return proposal


def address_at(proposal: Proposal) -> str:
    """The page on which the record is read, at the next suggestion."""
    version = proposal.words.version
    return f"{reverse('suggestions:read', args=[version.record_id])}?at={proposal.words.start}"


def tell_accepted(request: Request, record: Record, made: Sequence[Decision]) -> None:
    if not made:
        return
    undo = reverse("suggestions:undo", args=[made[0].pk])
    if len(made) == 1 and (follow_up := made[0].follow_up):
        tell(
            request,
            _("%(reference)s is logged.") % {"reference": follow_up.reference},
            about=follow_up,
            undo=undo,
            here=True,
        )
        return
    words = ngettext("%(count)d follow-up is logged.", "%(count)d follow-ups are logged.", len(made))
    tell(request, words % {"count": len(made)}, about=record, undo=undo, here=True)


def tell_first(request: Request, proposal: Proposal) -> None:
    """Tell whoever decides on words after somebody else, so that nothing is done, what became of them."""
    by, said = first_on(proposal, request.user)
    if by and by != request.user:
        messages.info(request, said)


def first_on(proposal: Proposal, user: User) -> tuple[User | None, str]:
    """Who decided first on these words, and what became of them."""
    first = Decision.on(proposal.words, user).select_related("by", "follow_up").first()
    follow_up = first.follow_up if first else made_of(proposal.words, user)
    by = first.by if first else follow_up.recorder if follow_up else None
    said = _("%(name)s was quicker: these words are dismissed.")
    if follow_up:
        said = _("%(name)s was quicker: these words mean %(reference)s.")
    return by, said % {"name": by, "reference": follow_up.reference if follow_up else ""}

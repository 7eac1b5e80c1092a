"""The lists of follow-ups, of what they implement and with whom, as files."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.exports.answering import exported
from tracker.follow_ups import activity_export, partner_trees, since_asked
from tracker.follow_ups import export as list_export


@require_safe
def follow_ups(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, list_export.sheet_asked, "follow_ups:list")


@require_safe
def since(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, since_asked.sheet_asked, "follow_ups:since")


@require_safe
def activities(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, activity_export.sheet_asked, "mandates:activities")


@require_safe
def partners(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, partner_trees.sheet_asked, "directory:partners")

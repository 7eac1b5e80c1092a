"""The list of follow-ups, and what changed in it, as files."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.exports.export_response import exported
from tracker.follow_ups.list import changes_since_form
from tracker.follow_ups.list import export as list_export


@require_safe
def follow_ups(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, list_export.sheet_for, "follow_ups:list")


@require_safe
def since(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, changes_since_form.sheet_for, "follow_ups:since")

"""The list of activities as a file."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tracker.accounts.request import Request
from tracker.activities import export
from tracker.exports.export_response import exported


@require_safe
def activities(request: Request, form: str) -> HttpResponseBase:
    return exported(request, form, export.sheet_for, "activities:list")

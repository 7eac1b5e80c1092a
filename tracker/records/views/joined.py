"""A look at a text with its lines joined, before it is a record."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.kit.documents.docx_text import text_of
from tracker.records.documents.joined_lines import joined
from tracker.records.forms import text_field


@require_POST
def joined_lines(request: Request) -> HttpResponse:
    """Of what was pasted, or of the document; nothing is saved."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    try:
        text = text_field(required=False).clean(_given(request))
    except ValidationError as refusal:
        return render(request, "records/joined.html", {"problem": " ".join(refusal.messages)}, status=422)
    context = {"text": joined(text), "before": _lines(text), "after": _lines(joined(text))}
    return render(request, "records/joined.html", context)


def _given(request: Request) -> str:
    document = request.FILES.get("document")
    return request.POST.get("text", "") or (text_of(document.read()) if document else "")


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())

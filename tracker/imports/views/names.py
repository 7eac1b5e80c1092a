"""Unknown names in an import: taking one for a known one, and saying which of them go into the directory."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tracker.accounts.request import Request
from tracker.imports.questions import names
from tracker.imports.tasks import preview
from tracker.imports.views.own_import import own_import


@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """The cells that say the one name mean the other, wherever they stand."""
    source = own_import(request, pk)
    means = request.POST.get("means", "").strip()[:250]
    if means and source.previewed_at and not source.confirmed_at:
        preview(source, **names.taken_for(source, request.POST.get("name", ""), means))
    return redirect(source)


@require_POST
def itself(request: Request, pk: int) -> HttpResponse:
    """What was taken for another name is itself again."""
    source = own_import(request, pk)
    if source.previewed_at and not source.confirmed_at:
        preview(source, **names.taken_for(source, request.POST.get("name", ""), ""))
    return redirect(source)


@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    source = own_import(request, pk)
    if source.previewed_at and not source.confirmed_at:
        preview(source, **names.ticked(source, request.POST.getlist("shown"), request.POST.getlist("add")))
    return redirect(source)

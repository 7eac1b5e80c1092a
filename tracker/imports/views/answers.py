"""What is asked about rows whose numbers are known, while title and date are others: is it the same list?"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tracker.accounts.request import Request
from tracker.imports.lists.list_of_import import free_name, lists_offered, name_of_file
from tracker.imports.tasks import preview
from tracker.imports.views.own_import import own_import


@require_POST
def same_list(request: Request, pk: int) -> HttpResponse:
    """They are the same matters, with other titles and dates now."""
    source = own_import(request, pk)
    if source.previewed_at and not source.confirmed_at:
        preview(source, trusts_numbers=True)
    return redirect(source)


@require_POST
def new_list(request: Request, pk: int) -> HttpResponse:
    """They begin to count anew: none of them is known yet."""
    source = own_import(request, pk)
    if source.previewed_at and not source.confirmed_at and source.imported_list:
        name = free_name(name_of_file(source.name), lists_offered(request.user))
        preview(source, imported_list=None, list_name=name, trusts_numbers=False)
    return redirect(source)

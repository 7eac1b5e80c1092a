"""Whose import a page is about."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.imports.models import Import


def own_import(request: Request, pk: int) -> Import:
    source: Import = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return source

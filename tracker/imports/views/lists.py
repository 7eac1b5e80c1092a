"""Renaming a list that people keep outside Suivi and import."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.lists.list_form import NameForm
from tracker.kit.form_responses import form_page, tell


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: Request, pk: int) -> HttpResponse:
    named = get_object_or_404(ImportedList.objects.visible_to(request.user), pk=pk)
    if not permissions.may_log(request.user) or named.by_id != request.user.pk:
        raise PermissionDenied
    form = NameForm(form_data(request), named=named)
    if request.method == "POST" and form.is_valid():
        named.rename(form.cleaned_data["name"], by=request.user)
        tell(request, _("The list is called %(name)s now.") % {"name": named}, about=named)
        return redirect("imports:imports")
    page: dict[str, Any] = {"title": _("Rename a list"), "about": named.name, "button": _("Save")}
    return form_page(request, default=reverse("imports:imports"), form=form, **page)

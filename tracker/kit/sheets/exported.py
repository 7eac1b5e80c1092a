"""What a page shows, as a file: how every export answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from tracker.kit.sheets.answer import Format, answer, most_rows, refusal
from tracker.kit.sheets.sheet import Sheet

# What a page shows at this address, as a sheet; None when the page itself says what is wrong with the address.
Make = Callable[[Any], Sheet | None]


def exported(request: HttpRequest, form: str, make: Make, page: str) -> HttpResponseBase:
    """`page` is the name of the page's address: whoever cannot have the file is led back to it."""
    if form not in Format:
        raise Http404
    back = f"{reverse(page)}?{request.GET.urlencode()}"
    sheet = make(request)
    if sheet is None:
        return redirect(back)
    if sheet.is_longer_than(most_rows(Format(form))):
        messages.warning(request, refusal(Format(form)))
        return redirect(back)
    return answer(sheet, Format(form))

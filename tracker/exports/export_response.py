"""What a page shows, as a file: how every export answers. A long one is written in the background."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.accounts.how_often import EXPORT, is_within, too_often
from tracker.accounts.request import Request
from tracker.background.models import is_somebody_at_work
from tracker.exports.sheets.response import Format, answer, most_rows, refusal
from tracker.exports.sheets.sheet import Sheet
from tracker.exports.tasks import begin

# Nobody should look at a page that does not come: with more rows they see how far it is.
MOST_AT_ONCE = 5_000
AT_ONCE = _("Several of your files are being written. Wait until one of them is there, then ask for this one again.")

# What a page shows at this address, as a sheet; None when the page itself says what is wrong with the address. It asks
# the request for its query and its user alone, and stands at the top of its module: a worker calls it again by name.
Make = Callable[[Request], Sheet | None]


def exported(request: Request, form: str, make: Make, page: str) -> HttpResponseBase:
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
    if not is_within(request.user, EXPORT):
        return too_often(request, back)
    if sheet.is_longer_than(MOST_AT_ONCE) and is_somebody_at_work():
        asked = {"make": f"{make.__module__}.{make.__qualname__}", "query": request.GET.urlencode(), "page": page}
        shown = {"title": sheet.title, "rows": sheet.count(most_rows(Format(form)))}
        export = begin(by=request.user, form=form, language=get_language() or "en", **asked, **shown)
        return redirect(export) if export else too_often(request, reverse("exports:exports"), AT_ONCE)
    return answer(sheet, Format(form))

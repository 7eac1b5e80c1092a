"""The page on which an administrator has all that is held of a person written into a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tracker.accounts.how_often import EXPORT, is_within, too_often
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.exports.export_response import AT_ONCE
from tracker.kit.form_responses import form_page
from tracker.privacy.export.ask import ask, person_asked_of
from tracker.privacy.forms import HeldForm

WHAT = gettext_lazy(
    "A zip with a page to read, a CSV for each table, and JSON. It holds restricted matters and names others: look "
    "through it before you give it away. The security events say that you asked for it."
)


@require_http_methods(["GET", "HEAD", "POST"])
def held(request: Request) -> HttpResponse:
    person = person_asked_of(request)
    if person is None:
        raise Http404
    form = HeldForm(form_data(request))
    if request.method == "POST" and form.is_valid():
        if not is_within(request.user, EXPORT):
            return too_often(request, person.get_absolute_url())
        export = ask(request, person, form.names)
        return redirect(export) if export else too_often(request, reverse("exports:exports"), AT_ONCE)
    title = _("All that is held of %(person)s") % {"person": person}
    return form_page(
        request, title=title, about=WHAT, button=_("Write the file"), form=form, default=person.get_absolute_url()
    )

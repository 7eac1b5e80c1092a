"""Noting how a recommendation was answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.accounts.request import Request
from tracker.accounts.resume import form_data
from tracker.follow_ups.acceptance.forms import AcceptanceForm
from tracker.follow_ups.choices import Kind
from tracker.follow_ups.models.accepting import ONLY_RECOMMENDATIONS
from tracker.follow_ups.views.shared import say_done, updatable_follow_up
from tracker.history.editing import edit_page, save_over
from tracker.kit import form_responses


@require_http_methods(["GET", "HEAD", "POST"])
def acceptance(request: Request, pk: int) -> HttpResponse:
    follow_up = updatable_follow_up(request, pk)
    if follow_up.kind != Kind.RECOMMENDATION:
        messages.info(request, ONLY_RECOMMENDATIONS)
        return form_responses.redirect_back(request, follow_up.get_absolute_url())
    form = AcceptanceForm(form_data(request), follow_up=follow_up)

    def save() -> HttpResponse:
        data = form.cleaned_data

        def verb(acceptance: int | None, **how: Any) -> Any:
            return follow_up.answer_recommendation(acceptance, reason=data["reason"], **how)

        values = {"acceptance": data["acceptance"]}
        entry = save_over(follow_up, data["version"], values, by=request.user, verb=verb)
        said = _("%(reference)s: its answer is noted.") % {"reference": follow_up.reference}
        say_done(request, follow_up, entry, said)
        return form_responses.redirect_back(request, follow_up.get_absolute_url())

    return edit_page(request, follow_up, form, save, title=_("Answer to the recommendation"), about=follow_up.title)

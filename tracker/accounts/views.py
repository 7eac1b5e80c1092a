"""Sign-in as allauth does it, with the status each answer deserves; and a person's preferences."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from tracker.accounts import forms
from tracker.accounts.adapter import MailNotSent, TooManyMails
from tracker.accounts.calendar_link import CalendarLink
from tracker.accounts.calendar_link_views import SHOWN_ONCE
from tracker.accounts.middleware import page_of
from tracker.accounts.models import Density
from tracker.accounts.request import Request
from tracker.accounts.resume import form_data, keep_form_data
from tracker.accounts.sessions.own_sessions import places
from tracker.kit import form_responses
from tracker.kit.form_responses import tell


def told(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """`view` of allauth, its status telling: 422 a wrong form, 429 too many attempts, 503 a mail that did not leave.

    What is refused counts: `AtomicPosts` must not forget it.
    """

    @transaction.non_atomic_requests
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = view(request, *args, **kwargs)
        except MailNotSent:
            return render(request, "account/mail_not_sent.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        except TooManyMails:
            return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form is not None and form.is_bound and form.errors:
            limited = form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts")
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS if limited else HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return answer


sign_in = told(allauth.LoginView.as_view(form_class=forms.SignInForm))


@told
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """The browser forgets with it what pages kept there, such as what was opened lately."""
    response: HttpResponse = allauth.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


change_password = told(allauth.PasswordChangeView.as_view(form_class=forms.ChangePasswordForm))
set_password = told(allauth.PasswordSetView.as_view(form_class=forms.SetPasswordForm))
reset_password = told(allauth.PasswordResetView.as_view(form_class=forms.ResetPasswordForm))
choose_password = told(allauth.PasswordResetFromKeyView.as_view(form_class=forms.ChoosePasswordForm))


@require_http_methods(["GET", "POST"])
def preferences(request: Request) -> HttpResponse:
    form = forms.PreferencesForm(form_data(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        translation.activate(user.language or translation.get_language_from_request(request))
        tell(request, _("Your preferences are saved."))
        return form_responses.redirect_back(request, reverse("desk"))
    link = CalendarLink.objects.working().filter(user=request.user).first()
    signed_in = list(places(request, request.user))
    token = request.session.pop(SHOWN_ONCE, None) if request.method == "GET" else None
    return form_responses.form_page(
        request,
        "accounts/preferences.html",
        default=reverse("desk"),
        title=_("Preferences"),
        button=_("Save"),
        form=form,
        places=signed_in,
        is_elsewhere=any(not place.is_here for place in signed_in),
        calendar_link=link,
        calendar_form=link and forms.CalendarLinkForm(instance=link),
        calendar_address=token and f"{settings.SITE_ADDRESS}{reverse('calendar_feed', args=[token])}",
    )


@require_POST
def density(request: Request, density: str) -> HttpResponse:
    """From the list itself, what the preferences ask as well."""
    if density not in Density:
        raise Http404
    request.user.density = density
    request.user.save(update_fields=["density"])
    return form_responses.redirect_back(request, reverse("follow_ups:list"))


def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open since before a sign-in carries an old token: its words come back, to be sent again.

    Words from other sites are not kept, nor those of a browser without cookies: they get a page with status 403.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not ours or not request.COOKIES:
        return render(request, "account/stale_page.html", status=HTTPStatus.FORBIDDEN)
    keep_form_data(request, page_of(request))
    htmx = request.headers.get("HX-Request")
    return (HttpResponseClientRedirect if htmx else HttpResponseRedirect)(request.get_full_path())

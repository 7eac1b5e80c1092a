"""Every page asks for a sign-in unless it says otherwise; the page speaks the person's language."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware, get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from tracker.accounts import resume
from tracker.accounts.request import begin_page
from tracker.accounts.sessions import limits
from tracker.kit.form_responses import next_address

# Said by messages.js and to it.
PART_OF_FORM, SIGNED_OUT = "Part-Of-Form", "signed-out"


class SignInFirst(LoginRequiredMiddleware):
    """Sends a stranger to the sign-in page and keeps what they had typed for when they come back."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *arguments: Any
    ) -> HttpResponseBase | None:
        limits.keep_within_limits(request)
        if request.user.is_authenticated:
            resume.forget_old(request)
        return super().process_view(request, view_func, *arguments)

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        page = page_of(request)
        if request.headers.get("HX-Request") is None:
            resume.keep_form_data(request, page)
            return redirect_to_login(request.get_full_path())
        if request.headers.get("HX-Trigger-Name") and request.method == "GET":
            # Offers for a field that somebody is typing in: leave them to it, their post will be kept.
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        if request.headers.get(PART_OF_FORM):
            # They are told and stay: the rest of the form would be lost on the way. All of it is kept when it is saved.
            return trigger_client_event(HttpResponse(status=HTTPStatus.NO_CONTENT), SIGNED_OUT)
        resume.keep_form_data(request, page)
        address = request.get_full_path() if request.method == "POST" else page
        return HttpResponseClientRedirect(redirect_to_login(address).url)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            page = resume.page_of_deed(request)
            if page is not None:
                response = HttpResponseRedirect(page)
        resume.remember_person(request, response)
        return response


class PreferredLanguage(MiddlewareMixin):
    def process_request(self, request: HttpRequest) -> None:
        # Every page asks who it is for: from here on without a stand-in that is looked through each time.
        request.user = get_user(request)
        begin_page(request)
        language = getattr(request.user, "language", "")
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def page_of(request: HttpRequest) -> str:
    """The page of ours that the request was made from; the desk when it does not say."""
    return next_address(request, resolve_url(settings.LOGIN_REDIRECT_URL))

"""Addresses for whoever watches over Suivi by machine: no sign-in, no session, nothing told but whether all is well."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.health.metrics import metrics_page
from tracker.health.state import State, read_state

Answer = Callable[[HttpRequest], HttpResponseBase]
UNAVAILABLE, UNAUTHORIZED = 503, 401


def probes(get_response: Answer) -> Answer:
    """Middleware, the first: a machine asks by number, not by a name in ALLOWED_HOSTS, and not over HTTPS."""
    views: dict[str, Answer] = {"/live/": live, "/ready/": ready}
    if settings.METRICS_TOKEN:
        views["/metrics"] = metrics

    def answer(request: HttpRequest) -> HttpResponseBase:
        view = views.get(request.path_info)
        if view is None:
            return get_response(request)
        response = view(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'"
        return response

    return answer


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """This process answers. Whether the database does is another question: starting anew would not help it."""
    return JsonResponse({"live": True})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """503 while no page can be served from here; with `?all=1` also while anything else is not well."""
    state = read_state()
    is_fine = state.is_well if request.GET.get("all") else state.is_ready
    return JsonResponse({"ready": state.is_ready, **told(state)}, status=200 if is_fine else UNAVAILABLE)


def told(state: State) -> dict[str, str]:
    """One word each, and no figures: anybody may ask."""
    if not state.answers:
        return {"database": "away"}
    if state.unmigrated:
        return {"database": "ok", "migrations": "missing"}
    return {
        "database": "ok",
        "migrations": "ok",
        "worker": "ok" if state.is_at_work else "silent",
        "queue": "ok" if state.keeps_up else "late",
        "disk": "ok" if state.has_room else "low",
    }


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    given = request.headers.get("Authorization", "").encode()
    if not secrets.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    return metrics_page()

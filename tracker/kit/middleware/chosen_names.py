"""A name chosen from a list under a filter takes the place of what was typed there: an address asks for each once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import escape_leading_slashes

from tracker.kit.row_by_name_field import CHOSEN

View = Callable[[HttpRequest], HttpResponse]


def chosen_names(get_response: View) -> View:
    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = [name for name in request.GET if name.removesuffix(CHOSEN) in request.GET.keys() - {name}]
        if request.method != "GET" or not chosen:
            return get_response(request)
        asked = request.GET.copy()
        for name in chosen:
            if words := asked.pop(name)[-1]:
                asked[name.removesuffix(CHOSEN)] = words
        return HttpResponseRedirect(f"{escape_leading_slashes(request.path)}?{asked.urlencode()}")

    return middleware

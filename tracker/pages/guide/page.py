"""Help: what the guide holds, and a chapter of it. Whoever cannot sign in may read it too."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.pages.guide.chapters import chapters
from tracker.setup.version import VERSION


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/guide.html", {"chapters": chapters(), "version": VERSION})


@login_not_required
@require_safe
def guide_chapter(request: HttpRequest, name: str) -> HttpResponse:
    known = chapters()
    chapter = next((each for each in known if each.name == name), None)
    if chapter is None:
        raise Http404
    return render(request, "pages/guide_chapter.html", {"chapters": known, "chapter": chapter})

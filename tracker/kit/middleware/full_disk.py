"""A page that could not be made for want of room on the disk says so."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from tracker.kit.full_disk import full_disk_page, is_full


class FullDisk(MiddlewareMixin):
    """Of what is posted, `AtomicPosts` says it."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return full_disk_page(request) if is_full(exception) else None

"""Every address, by noun. A page stands in the package of the highest noun it shows, under the noun it is about."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tracker.follow_ups.views.desk import my_desk
from tracker.follow_ups.views.find import find
from tracker.follow_ups.views.meeting import meeting_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_desk, name="desk"),
    path("find/", find, name="find"),
    path("account/", include("tracker.accounts.urls")),
    path("follow-ups/", include("tracker.follow_ups.urls")),
    path("admin/", admin.site.urls),
]

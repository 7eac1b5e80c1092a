"""The addresses of meetings. The page of one, and logging one with its record, stand on floors above."""

from django.urls import path

from tracker.meetings import views
from tracker.meetings.series.urls import urlpatterns as series_urls
from tracker.meetings.series.views import call_off

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="list"),
    path("export/<slug:form>/", views.export, name="export"),
    path("offers/", views.offers, name="suggestions"),
    path("zones/", views.zone_suggestions, name="zone_suggestions"),
    *series_urls,
    path("<int:pk>/call-off/", call_off, name="call_off"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/edit/row/", views.edit_row, name="edit_row"),
    path("<int:pk>/undo/<int:entry>/", views.undo, name="undo"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("<int:pk>/restore/", views.restore, name="restore"),
]

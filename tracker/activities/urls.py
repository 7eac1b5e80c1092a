"""The addresses of activities. They stand under the mandates that they implement."""

from django.urls import path

from tracker.activities.views import actions, export, pages

app_name = "activities"
urlpatterns = [
    path("", pages.activities, name="list"),
    path("export/<slug:form>/", export.activities, name="export"),
    path("new/", actions.new, name="new"),
    path("<int:pk>/", pages.activity_page, name="activity"),
    path("<int:pk>/edit/", actions.edit, name="edit"),
    path("<int:pk>/remove/", actions.remove, name="remove"),
    path("<int:pk>/restore/", actions.restore, name="restore"),
    path("<int:pk>/undo/<int:entry>/", actions.undo, name="undo"),
]

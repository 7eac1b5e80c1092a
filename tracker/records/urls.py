"""The addresses of records. Logging a meeting with its record stands on a floor above."""

from django.urls import path

from tracker.records.views import information_only, joined, record

urlpatterns = [
    path("records/meeting/<int:pk>/", record.add, name="add"),
    path("records/<int:pk>/edit/", record.edit, name="edit"),
    path("records/<int:pk>/<int:number>/", record.version, name="version"),
    path("records/<int:pk>/undo/<int:entry>/", record.undo, name="undo"),
    path("records/joined/", joined.joined_lines, name="joined"),
    path("records/information/", information_only.mark, name="mark_information"),
    path("records/information/<int:pk>/", information_only.information, name="information"),
]

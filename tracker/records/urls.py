"""The addresses of records, and of logging a meeting with its record."""

from django.urls import path

from tracker.records.views import information_only, joined, log_meeting, record

app_name = "records"
urlpatterns = [
    path("records/meeting/<int:pk>/", record.add, name="add"),
    path("records/<int:pk>/edit/", record.edit, name="edit"),
    path("records/<int:pk>/<int:number>/", record.version, name="version"),
    path("records/<int:pk>/undo/<int:entry>/", record.undo, name="undo"),
    path("records/joined/", joined.joined_lines, name="joined"),
    path("records/information/", information_only.mark, name="mark_information"),
    path("records/information/<int:pk>/", information_only.information, name="information"),
    path("meetings/log/", log_meeting.log, name="log_meeting"),
    path("meetings/log/row/", log_meeting.log_row, name="log_meeting_row"),
    path("meetings/log/proposals/", log_meeting.proposals, name="log_meeting_proposals"),
]

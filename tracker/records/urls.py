"""The addresses of records, and `of_meetings`: those that stand under the meetings."""

from django.urls import path

from tracker.records.views import log, record

app_name = "records"
urlpatterns = [
    path("meeting/<int:pk>/", record.add, name="add"),
    path("<int:pk>/edit/", record.edit, name="edit"),
    path("<int:pk>/<int:number>/", record.version, name="version"),
]
of_meetings = [
    path("log/", log.log, name="log"),
    path("log/row/", log.log_row, name="log_row"),
]

"""The addresses of briefing notes: under the partner or the meeting that they are on, and their own once issued."""

from django.urls import path

from tracker.briefings import views

app_name = "briefings"
urlpatterns = [
    path("meetings/<int:pk>/briefing/", views.of_meeting, name="meeting"),
    path("partners/<int:pk>/briefing/", views.of_partner, name="partner"),
    path("partners/<int:pk>/briefing/issue/", views.issue, name="issue"),
    path("partners/<int:pk>/briefing/file/<slug:form>/", views.partner_file, name="partner_file"),
    path("briefings/<int:pk>/", views.note_page, name="note"),
    path("briefings/<int:pk>/file/<slug:form>/", views.note_file, name="file"),
    path("briefings/<int:pk>/remove/", views.remove, name="remove"),
    path("briefings/<int:pk>/restore/", views.restore, name="restore"),
]

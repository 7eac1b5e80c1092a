"""The addresses of a meeting's calendar invitations."""

from django.urls import path

from tracker.calendar_mails import views

app_name = "calendar_mails"
urlpatterns = [
    path("meetings/<int:pk>/calendar/", views.invite_page, name="invite"),
    path("meetings/<int:pk>/calendar/update/", views.update, name="update"),
    path("meetings/<int:pk>/calendar/cancel/", views.call_off, name="cancel"),
]

"""Mails to owners without an account: what administrators see of them, and how they are left."""

from django.urls import path

from tracker.owner_mails.views import administration, leave

app_name = "owner_mails"
urlpatterns = [
    path("mails/owners/", administration.owners, name="owners"),
    path("mails/owners/begin/", administration.begin, name="begin"),
    path("mails/owners/stop/", administration.stop, name="stop"),
    path("mails/owners/<int:pk>/again/", administration.send_again, name="send_again"),
    path("mails/owners/leave/<str:token>/", leave.leave, name="leave"),
    path("mails/owners/leave/<str:token>/join/", leave.join, name="join"),
]

"""The addresses of requests for a change, under those of follow-ups. One address for one action."""

from django.urls import path

from tracker.change_requests import views

app_name = "change_requests"
urlpatterns = [
    path("follow-ups/<int:pk>/requests/new/", views.ask, name="ask"),
    path("follow-ups/requests/<int:pk>/grant/", views.grant, name="grant"),
    path("follow-ups/requests/<int:pk>/refuse/", views.refuse, name="refuse"),
    path("follow-ups/requests/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("follow-ups/requests/<int:pk>/undo/<int:entry>/", views.undo, name="undo"),
]

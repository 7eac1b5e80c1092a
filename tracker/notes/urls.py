"""The addresses of notes, under those of their follow-ups. One address for one action."""

from django.urls import path

from tracker.notes import views

app_name = "notes"
urlpatterns = [
    path("follow-ups/<int:pk>/note/", views.new, name="new"),
    path("follow-ups/<int:pk>/note/names/", views.names, name="names"),
    path("follow-ups/<int:pk>/note/<int:entry>/", views.edit, name="edit"),
    path("follow-ups/<int:pk>/note/<int:entry>/reply/", views.reply, name="reply"),
    path("follow-ups/<int:pk>/still-on/", views.still_on, name="still_on"),
    path("follow-ups/<int:pk>/watch/", views.watch, name="watch"),
    path("follow-ups/<int:pk>/unwatch/", views.unwatch, name="unwatch"),
    path("follow-ups/<int:pk>/seen/", views.seen, name="seen"),
]

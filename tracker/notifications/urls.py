"""What is told to people: the bell, how they want it, and what administrators see of it."""

from django.urls import path

from tracker.notifications.views import administration, bell, leave, preferences

app_name = "notifications"
urlpatterns = [
    path("news/", bell.news, name="news"),
    path("news/read/", bell.mark_read, name="mark_read"),
    path("mails/preferences/", preferences.own, name="preferences"),
    path("mails/preferences/house/", preferences.of_house, name="house_preferences"),
    path("mails/leave/<str:token>/", leave.leave, name="leave"),
    path("mails/leave/<str:token>/join/", leave.join, name="join"),
    path("mails/today/", administration.today, name="today"),
    path("mails/failed/<slug:kind>/<int:pk>/again/", administration.send_other_again, name="send_other_again"),
    path("mails/bounces/<int:pk>/works/", administration.address_works, name="address_works"),
    path("mails/<int:pk>/again/", administration.send_again, name="send_again"),
]

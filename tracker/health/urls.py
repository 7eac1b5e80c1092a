"""How Suivi is: for machines, and for administrators."""

from django.urls import path

from tracker.health import probes, views

app_name = "health"
urlpatterns = [
    path("live/", probes.live, name="live"),
    path("ready/", probes.ready, name="ready"),
    path("health/", views.how, name="how"),
    path("health/given-up/<uuid:pk>/again/", views.begin_again, name="begin_again"),
]

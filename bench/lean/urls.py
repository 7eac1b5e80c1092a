"""The addresses of the lean house."""

from django.urls import path

from bench.lean import views

urlpatterns = [
    path("", views.follow_ups, name="list"),
    path("new/", views.new, name="new"),
    path("report/", views.report, name="report"),
    path("<int:pk>/", views.follow_up, name="follow_up"),
    path("<int:pk>/to/<slug:status>/", views.move, name="move"),
]

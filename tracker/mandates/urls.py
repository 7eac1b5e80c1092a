"""The addresses of mandates, but for a mandate's page: it shows follow-ups and stands in `tracker.urls`."""

from django.urls import path

from tracker.mandates import views

app_name = "mandates"
urlpatterns = [
    path("", views.mandates, name="list"),
    path("new/", views.new, name="new"),
    path("offers/", views.offers, name="offers"),
    path("<int:pk>/edit/", views.edit, name="edit"),
]

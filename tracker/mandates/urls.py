"""The addresses of mandates, but for a mandate's page: it shows follow-ups and stands in `tracker.urls`."""

from django.urls import path

from tracker.mandates import views

app_name = "mandates"
urlpatterns = [
    path("", views.mandates, name="list"),
    path("export/<slug:form>/", views.export, name="export"),
    path("new/", views.new, name="new"),
    path("offers/", views.offers, name="offers"),
    path("offers/paragraphs/", views.paragraph_offers, name="paragraph_offers"),
    path("offers/targets/", views.target_offers, name="target_offers"),
    path("<int:pk>/edit/", views.edit, name="edit"),
]

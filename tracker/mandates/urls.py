"""The addresses of mandates, but for a mandate's page: it shows follow-ups and stands in `tracker.urls`."""

from django.urls import path

from tracker.mandates import views

app_name = "mandates"
urlpatterns = [
    path("", views.mandates, name="list"),
    path("export/<slug:form>/", views.export, name="export"),
    path("new/", views.new, name="new"),
    path("offers/", views.offers, name="suggestions"),
    path("offers/paragraphs/", views.paragraph_suggestions, name="paragraph_suggestions"),
    path("offers/targets/", views.target_suggestions, name="target_suggestions"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/undo/<int:entry>/", views.undo, name="undo"),
]

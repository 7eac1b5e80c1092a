"""The addresses of pledges, but for those that show or change follow-ups: they stand in `tracker.urls`."""

from django.urls import path

from tracker.pledges import views

app_name = "pledges"
urlpatterns = [
    path("", views.pledges, name="list"),
    path("export/<slug:form>/", views.export, name="export"),
    path("new/", views.new, name="new"),
]

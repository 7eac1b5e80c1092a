"""The addresses of files that were too long to wait for."""

from django.urls import path

from tracker.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.exports, name="exports"),
    path("<int:pk>/", views.export_page, name="export"),
    path("<int:pk>/file/", views.file, name="file"),
]

"""The addresses of imports."""

from django.urls import path

from tracker.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("<int:pk>/", views.import_page, name="import"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]

"""The addresses of imports."""

from django.urls import path

from tracker.imports.views import import_pages

app_name = "imports"
urlpatterns = [
    path("", import_pages.imports, name="imports"),
    path("<int:pk>/", import_pages.import_page, name="import"),
    path("<int:pk>/columns/", import_pages.columns, name="columns"),
    path("<int:pk>/confirm/", import_pages.confirm, name="confirm"),
    path("<int:pk>/remove/", import_pages.remove, name="remove"),
]

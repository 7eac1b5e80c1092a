"""The addresses of reports."""

from django.urls import path

from tracker.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_page, name="report"),
    path("export/<slug:form>/", views.export, name="export"),
]

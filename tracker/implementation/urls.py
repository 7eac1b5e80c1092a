"""The addresses of a mandate's implementation report."""

from django.urls import path

from tracker.implementation import views

app_name = "implementation"
urlpatterns = [
    path("<int:pk>/report/", views.report_page, name="report"),
    path("<int:pk>/report/document/", views.report_document, name="document"),
]

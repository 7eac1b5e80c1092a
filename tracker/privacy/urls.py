"""What is held of people, for administrators."""

from django.urls import path

from tracker.privacy import views

app_name = "privacy"
urlpatterns = [
    path("held/", views.held, name="held"),
]

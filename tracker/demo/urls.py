"""The way out of the demo."""

from django.urls import path

from tracker.demo.views import start_for_real

app_name = "demo"
urlpatterns = [path("start-for-real/", start_for_real, name="start_for_real")]

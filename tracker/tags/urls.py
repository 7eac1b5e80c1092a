"""The addresses of tags. One address for one action."""

from django.urls import path

from tracker.tags import views

app_name = "tags"
urlpatterns = [
    path("", views.tags, name="list"),
    path("offers/", views.offers, name="suggestions"),
    path("new/", views.new, name="new"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/merge/", views.merge, name="merge"),
    path("<int:pk>/take-apart/", views.take_apart, name="take_apart"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("<int:pk>/restore/", views.restore, name="restore"),
    path("<int:pk>/undo/<int:entry>/", views.undo, name="undo"),
]

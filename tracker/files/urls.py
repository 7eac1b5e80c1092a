"""The addresses of files. One address for one action."""

from django.urls import path

from tracker.files import views

app_name = "files"
urlpatterns = [
    path("of/<str:noun>/<int:pk>/attach/", views.attach, name="attach"),
    path("<int:pk>/", views.file, name="file"),
    path("<int:pk>/thumbnail/", views.thumbnail, name="thumbnail"),
    path("<int:pk>/take-off/", views.take_off, name="take_off"),
    path("<int:pk>/restore/", views.restore, name="restore"),
]

"""The addresses of agendas, under those of their meetings. The page of one stands on a floor above."""

from django.urls import path

from tracker.agendas import views
from tracker.agendas.points import views as points

urlpatterns = [
    path("<int:pk>/agenda/save/", views.save, name="save"),
    path("<int:pk>/agenda/back/<int:entry>/", views.take_back_save, name="take_back"),
    path("<int:pk>/agenda/<int:item>/", views.discuss, name="discuss"),
    path("agenda/<int:pk>/undo/<int:entry>/", views.undo, name="undo"),
    path("<int:pk>/points/new/", points.new, name="point_new"),
    path("<int:pk>/points/<int:point>/take/", points.take, name="point_take"),
    path("<int:pk>/points/<int:point>/repeat/", points.repeat, name="point_repeat"),
    path("points/<int:pk>/edit/", points.edit, name="point_edit"),
    path("points/<int:pk>/up/", points.move, {"way": "up"}, name="point_up"),
    path("points/<int:pk>/down/", points.move, {"way": "down"}, name="point_down"),
    path("points/<int:pk>/remove/", points.remove, name="point_remove"),
    path("points/<int:pk>/restore/", points.restore, name="point_restore"),
    path("points/<int:pk>/undo/<int:entry>/", points.undo, name="point_undo"),
]

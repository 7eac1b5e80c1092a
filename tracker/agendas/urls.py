"""The addresses of agendas, under those of their meetings. The page of one stands on a floor above."""

from django.urls import path

from tracker.agendas import views

urlpatterns = [
    path("<int:pk>/agenda/save/", views.save, name="save"),
    path("<int:pk>/agenda/back/<int:entry>/", views.take_back_save, name="take_back"),
    path("<int:pk>/agenda/<int:item>/", views.discuss, name="discuss"),
    path("agenda/<int:pk>/undo/<int:entry>/", views.undo, name="undo"),
]

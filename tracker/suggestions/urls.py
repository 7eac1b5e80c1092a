"""The addresses of what is decided on suggestions. The page on which a record is read stands on a floor above."""

from django.urls import path

from tracker.suggestions.views import ask_model, decide, learnt, read_through

app_name = "suggestions"
urlpatterns = [
    path("suggestions/accept/", decide.accept_one, name="accept"),
    path("suggestions/edit/", decide.edit, name="edit"),
    path("suggestions/dismiss/", decide.dismiss, name="dismiss"),
    path("suggestions/same/", decide.same, name="same"),
    path("suggestions/<int:pk>/take-back/", decide.take_back, name="take_back"),
    path("suggestions/<int:pk>/undo/", decide.undo, name="undo"),
    path("suggestions/learnt/", learnt.learnt, name="learnt"),
    path("suggestions/learnt/forget/", learnt.forget_learnt, name="forget_learnt"),
    path("records/<int:pk>/ask-model/", ask_model.ask, name="ask_model"),
    path("records/<int:pk>/forget-model/", ask_model.forget, name="forget_model"),
    path("records/<int:pk>/accept-sure/", decide.accept_sure, name="accept_sure"),
    path("records/<int:pk>/read-through/", read_through.read_through, name="read_through"),
    path("records/read-through/<int:pk>/take-back/", read_through.read_through_back, name="read_through_back"),
]

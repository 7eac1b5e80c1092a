"""The addresses of records that go round: for whoever signs in, and by a personal link."""

from django.urls import path

from tracker.circulation.views import by_link, copies, corrections, paper, rounds

app_name = "circulation"
urlpatterns = [
    path("meetings/<int:pk>/paper/<slug:form>/", paper.meeting_file, name="meeting_file"),
    path("meetings/<int:pk>/mail/", paper.mail, name="mail"),
    path("records/<int:pk>/round/", rounds.round_page, name="round"),
    path("records/<int:pk>/round/send/", rounds.circulate, name="circulate"),
    path("records/<int:pk>/round/agree/", copies.say_agreed, name="say_agreed"),
    path("records/<int:pk>/round/disagree/", copies.not_agreed, name="not_agreed"),
    path("records/<int:pk>/stage/<slug:stage>/", rounds.go_to, name="go_to"),
    path("records/<int:pk>/corrections/", corrections.propose, name="propose"),
    path("corrections/<int:pk>/accept/", corrections.accept, name="accept"),
    path("corrections/<int:pk>/decline/", corrections.decline, name="decline"),
    path("corrections/<int:pk>/remove/", corrections.remove, name="remove"),
    path("corrections/<int:pk>/restore/", corrections.restore, name="restore"),
    path("corrections/<int:pk>/undo/<int:entry>/", corrections.undo, name="undo"),
    path("copies/<int:pk>/send/", copies.send_again, name="send_again"),
    path("copies/<int:pk>/revoke/", copies.revoke, name="revoke"),
    path("copies/<int:pk>/give-back/", copies.give_back, name="give_back"),
    path("round/<str:token>/", by_link.by_link, name="by_link"),
    path("round/<str:token>/propose/", by_link.propose, name="propose_by_link"),
    path("round/<str:token>/agree/", by_link.say_agreed, name="agree_by_link"),
    path("round/<str:token>/disagree/", by_link.not_agreed, name="disagree_by_link"),
    path("round/<str:token>/back/<int:pk>/", by_link.take_back, name="take_back_by_link"),
]

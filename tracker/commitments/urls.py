"""The addresses of lists of commitments, and those that strangers may open."""

from django.urls import path

from tracker.commitments.views import addresses, lists, shared

app_name = "commitments"
urlpatterns = [
    path("commitments/", lists.commitments, name="list"),
    path("commitments/export/<slug:form>/", lists.export, name="export"),
    path("commitments/document/<slug:form>/", lists.document, name="document"),
    path("commitments/public/", addresses.addresses, name="addresses"),
    path("commitments/public/new/", addresses.new, name="publish"),
    path("commitments/public/<int:pk>/", addresses.address_page, name="address"),
    path("commitments/public/<int:pk>/revoke/", addresses.revoke, name="revoke"),
    path("commitments/public/<int:pk>/restore/", addresses.restore, name="restore"),
    path("shared/<int:pk>/<slug:token>/", shared.shared, name="shared"),
]

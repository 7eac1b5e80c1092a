"""The addresses of links for partners: those of the house, and that which a contact opens."""

from django.urls import path

from tracker.partner_links.views import by_link, links

app_name = "partner_links"
urlpatterns = [
    path("partners/<int:pk>/links/new/", links.new, name="new"),
    path("partners/links/<int:pk>/", links.link_page, name="link"),
    path("partners/links/<int:pk>/revoke/", links.revoke, name="revoke"),
    path("partners/links/<int:pk>/restore/", links.restore, name="restore"),
    path("partner/<str:token>/", by_link.by_link, name="by_link"),
    path("partner/<str:token>/show/", by_link.show, name="show"),
    path("partner/<str:token>/<int:pk>/", by_link.item, name="item"),
    path("partner/<str:token>/<int:pk>/<slug:did>/", by_link.report, name="report"),
]

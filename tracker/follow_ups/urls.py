"""The addresses of follow-ups, but for the pages that show other nouns too. One address for one action."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from tracker.follow_ups.acceptance import views as acceptance
from tracker.follow_ups.closing import views as closing
from tracker.follow_ups.links import views as links
from tracker.follow_ups.list.cells import CELLS
from tracker.follow_ups.views import (
    actions,
    arrange_list,
    bulk,
    changes_since,
    edit,
    export,
    hand_over,
    log,
    place_in_lane,
    removed,
    saved_views,
    snooze,
)


class Cell(StringConverter):
    """A column that the list lets people change where it stands."""

    regex = "|".join(CELLS)


register_converter(Cell, "cell")
app_name = "follow_ups"
of_follow_ups = [
    path("export/<slug:form>/", export.follow_ups, name="export"),
    path("arrange/", arrange_list.arrange, name="arrange"),
    path("since/", changes_since.since, name="since"),
    path("since/export/<slug:form>/", export.since, name="since_export"),
    path("removed/", removed.removed, name="removed"),
    path("new/", log.new, name="new"),
    path("new/kind/", log.kind, name="kind_of_title"),
    path("new/near/", log.near, name="near_titles"),
    path("new/<slug:status>/", log.add_to_lane, name="add_to_lane"),
    path("views/", saved_views.views, name="views"),
    path("views/new/", saved_views.new, name="view_new"),
    path("views/start-at-desk/", saved_views.start_at_desk, name="start_at_desk"),
    path("views/<int:pk>/", saved_views.view, name="view"),
    path("views/<int:pk>/edit/", saved_views.edit, name="view_edit"),
    path("views/<int:pk>/remove/", saved_views.remove, name="view_remove"),
    path("views/<int:pk>/restore/", saved_views.restore, name="view_restore"),
    path("views/<int:pk>/start/", saved_views.start, name="view_start"),
    path("changes/new/", bulk.choose, name="bulk_new"),
    path("changes/new/<slug:column>/", bulk.choose, name="bulk_new_column"),
    path("changes/<int:pk>/", bulk.bulk_page, name="bulk"),
    path("changes/<int:pk>/do/", bulk.do, name="bulk_do"),
    path("changes/<int:pk>/undo/", bulk.undo, name="bulk_undo"),
    path("changes/<int:pk>/<slug:column>/", bulk.change_column, name="bulk_column"),
    path("offers/", links.offers, name="suggestions"),
    path("links/<int:pk>/take-off/", links.unlink, name="unlink"),
    path("links/<int:pk>/again/", links.link_again, name="link_again"),
    path("<int:pk>/links/new/", links.new, name="link_new"),
    path("<int:pk>/edit/", edit.edit, name="edit"),
    path("<int:pk>/to/<slug:status>/", actions.move, name="move"),
    path("<int:pk>/confirm/", closing.confirm, name="confirm"),
    path("<int:pk>/acceptance/", acceptance.acceptance, name="acceptance"),
    path("<int:pk>/due/", actions.due, name="due"),
    path("<int:pk>/owner/", actions.owner, name="owner"),
    path("<int:pk>/priority/", edit.edit_column, {"column": "priority"}, name="priority"),
    path("<int:pk>/place/", place_in_lane.place, name="place"),
    # Every other, and by this name also those above: the first that fits answers.
    path("<int:pk>/<cell:column>/", edit.edit_column, name="column"),
    path("<int:pk>/snooze/", snooze.snooze, name="snooze"),
    path("<int:pk>/wake/", snooze.wake, name="wake"),
    path("<int:pk>/undo/<int:entry>/", actions.undo, name="undo"),
    path("<int:pk>/remove/", edit.remove, name="remove"),
    path("<int:pk>/restore/", edit.restore, name="restore"),
]
of_people = [
    path("<int:pk>/hand-over/", hand_over.hand_over, name="hand_over"),
    path("<int:pk>/hand-over/note/", hand_over.note, name="hand_over_note"),
    path("<int:pk>/hand-over/<int:entry>/", hand_over.handed, name="handed_over"),
    path("<int:pk>/hand-over/<int:entry>/undo/", hand_over.undo, name="hand_over_undo"),
]
urlpatterns = [
    path("follow-ups/", include(of_follow_ups)),
    path("partners/people/", include(of_people)),
]

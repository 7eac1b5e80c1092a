"""Ways of asking the lists, fields and pages for something restricted. `{meeting}` and the like lead to it."""

from tests.conftest import CANARY

WORDS = [CANARY[:1], CANARY, "{reference}"]
STATUSES = ["active", "ended", "open", "in_progress", "waiting", "pending_resources", "done", "dropped"]
COLUMNS = [
    "reference",
    "title",
    "partner",
    "owner",
    "due",
    "status",
    "updated",
    "unit",
    "meeting",
    "waiting_on",
    "kind",
]
GROUPS = ["owner", "partner", "unit", "status", "meeting", "month"]

LISTS = [
    *(f"/follow-ups/?q={words}" for words in WORDS),
    *(f"/follow-ups/?status={status}" for status in STATUSES),
    *(f"/follow-ups/?sort=-{column}" for column in COLUMNS),
    f"/follow-ups/?columns={','.join(COLUMNS)}",
    *(f"/follow-ups/?layout={layout}" for layout in ("board", "calendar")),
    "/follow-ups/?layout=calendar&month=2018-06&view=agenda",
    "/follow-ups/since/?since=2018-01-01",
    "/follow-ups/since/?since=2018-01-01&status=active&partner={partner}",
    *(f"/follow-ups/?group={group}" for group in GROUPS),
    "/follow-ups/?kind=other",
    "/follow-ups/?owner={person}",
    "/follow-ups/?unit={organisation}",
    "/follow-ups/?partner={partner}",
    "/follow-ups/?partner=EUROPOL&status=active",
    "/follow-ups/?mandate={mandate}",
    "/follow-ups/?mandate={mandate}&paragraph={paragraph}",
    "/follow-ups/?mandate={mandate}&whole=on",
    "/follow-ups/?ended=2000 to 2100",
    "/follow-ups/?needs=on",
    "/follow-ups/?agreed=2000 to 2100",
    "/follow-ups/?slipped=2000 to 2100",
    *(f"/follow-ups/?late_for={days}" for days in ("7", "30", "90", "more")),
    *(f"/follow-ups/?done={when}" for when in ("on_time", "after")),
    *(f"/follow-ups/?without={what}" for what in ("unit", "partner", "mandate")),
    "/follow-ups/?quiet=1",
    *(f"/follow-ups/export/{form}/" for form in ("csv", "xlsx", "docx", "pdf")),
    f"/follow-ups/export/csv/?q={CANARY}",
    *(
        f"/{exported}/export/{form}/"
        for exported, form in (
            ("meetings", "csv"),
            ("mandates", "xlsx"),
            ("mandates/activities", "docx"),
            ("partners", "pdf"),
            ("pledges", "csv"),
        )
    ),
    "/follow-ups/since/export/xlsx/?since=2018-01-01",
    "/meetings/export/csv/?removed=1",
    "/meetings/export/csv/?partner={organisation}",
    "/mandates/export/csv/?party={organisation}",
    "/mandates/activities/export/csv/?unit={organisation}",
    f"/partners/export/csv/?q={CANARY}",
    "/pledges/export/csv/?donor={organisation}",
    "/pledges/export/csv/?meeting={meeting}",
    "/reports/export/xlsx/?by=partner&period=2000 to 2100",
    *(f"/reports/?period=2000 to 2100&by={by}" for by in ("unit", "partner", "mandate", "kind", "owner")),
    "/follow-ups/?meeting={meeting}",
    "/follow-ups/?meeting={removed_meeting}",
    f"/follow-ups/?meeting=More talks on {CANARY} (2018-06-01)",
    "/follow-ups/?due_from=2018-01-01",
    "/follow-ups/?due_until=2030-01-01",
    *(f"/follow-ups/?{tick}=on" for tick in ("late", "week", "passed", "undated", "unowned")),
    *(f"/calendar/?whose={whose}&view={view}" for whose in ("mine", "all") for view in ("month", "agenda")),
    "/calendar/?whose=all&month=2018-06",
    *(f"/meetings/?q={words}" for words in WORDS),
    "/meetings/?kind=bilateral",
    "/meetings/?year=2018",
    "/meetings/?partner={partner}",
    "/meetings/?partner={organisation}",
    "/meetings/?removed=1",
    f"/meetings/?removed=1&q={CANARY}",
    *(f"/mandates/?q={words}" for words in WORDS),
    "/mandates/?party={partner}",
    "/mandates/?in_force=ending",
    *(f"/mandates/activities/?q={words}" for words in WORDS),
    "/mandates/activities/?mandate={mandate}",
    "/mandates/activities/?paragraph={paragraph}",
    "/mandates/activities/?mandate={mandate}&whole=on",
    "/mandates/activities/?unit={organisation}",
    "/mandates/activities/?partner={partner}",
    "/mandates/activities/?period=2017",
    "/mandates/{mandate}/report/?from=2000-01-01&until=2100-01-01",
    "/mandates/{mandate}/report/?from=2017-01-01&until=2017-12-31",
    *(f"/partners/?q={words}" for words in WORDS),
    "/partners/{partner}/",
    "/partners/new/?parent={organisation}",
    "/partners/people/new/?organisation={organisation}",
    "/follow-ups/?partner={organisation}",
    f"/follow-ups/?unit=Unit for {CANARY}",
    "/mandates/?party={organisation}",
    *(f"/find/?q={words}" for words in WORDS),
    "/pledges/?donor={organisation}",
    "/pledges/?meeting={meeting}",
    "/pledges/?ageing=on",
    *(f"/pledges/?stage={stage}" for stage in ("firm", "standing", "indicated", "withdrawn")),
    "/pledges/?kind=money",
    "/pledges/unlock/?amount=20000&months=24",
    "/pledges/unlock/?amount=20000&firm_only=on&goal=priority",
    "/pledges/unlock/export/?amount=20000",
]

FIELDS = [
    f"/{offers}/?name={words}"
    for offers in (
        "meetings/offers",
        "mandates/offers",
        "mandates/offers/targets",
        "mandates/offers/paragraphs",
        "partners/offers/organisations",
        "partners/offers/units",
        "partners/offers/people",
    )
    for words in WORDS
]

DEEDS = [
    "/mandates/activities/{activity}/edit/",
    "/mandates/activities/new/?mandate={mandate}",
    "/follow-ups/new/?meeting={meeting}",
    "/follow-ups/new/?meeting={removed_meeting}",
    "/follow-ups/new/?record={record}&version=1&start=0&end=10",
    "/follow-ups/new/?record={record}&start=0&end=10",
    "/follow-ups/{follow_up}/to/done/",
    "/pledges/new/?meeting={meeting}",
    "/follow-ups/{follow_up}/to/lapsed/",
    "/records/{record}/2/",
    "/records/{record}/3/",
    f"/read-date/?held_on={CANARY}",
]

ON_ADMIN_SITE = [
    *(
        f"/admin/{model}/?q={words}"
        for model in (
            "meetings/meeting",
            "records/record",
            "follow_ups/followup",
            "follow_ups/activity",
            "history/entry",
            "directory/person",
            "directory/organisation",
            "mandates/mandate",
            "pledges/pledge",
            "accounts/user",
        )
        for words in (CANARY, "talks")
    ),
    "/admin/meetings/meeting/?classification__exact=restricted",
    "/admin/meetings/meeting/?_facets=True",
    "/admin/meetings/meeting/?held_on__year=2018",
    "/admin/records/record/?classification__exact=restricted",
    "/admin/records/record/?_facets=True",
    "/admin/follow_ups/followup/?classification__exact=restricted",
    "/admin/follow_ups/followup/?_facets=True",
    "/admin/follow_ups/followup/?status__exact=waiting",
    "/admin/follow_ups/activity/?classification__exact=restricted",
    "/admin/follow_ups/activity/?_facets=True",
    "/admin/history/entry/?_facets=True",
    "/admin/history/entry/?verb=noted",
    "/admin/history/entry/?verb=given",
    "/admin/history/entry/?verb=opened",
    "/admin/history/entry/?content_type={kind_of_meetings}",
    "/admin/history/entry/?content_type={kind_of_meetings}&object_id={meeting}",
    "/admin/r/{kind_of_meetings}/{meeting}/",
    *(
        f"/admin/autocomplete/?app_label={app}&model_name={model}&field_name={field}&term={CANARY[:1]}"
        for app, model, field in (
            ("follow_ups", "followup", "meeting"),
            ("follow_ups", "implementation", "follow_up"),
            ("follow_ups", "implementation", "activity"),
            ("records", "record", "meeting"),
            ("records", "passage", "record"),
            ("directory", "person", "account"),
            ("directory", "organisation", "parent"),
            ("mandates", "mandate", "body"),
            ("mandates", "mandate", "parties"),
        )
    ),
]

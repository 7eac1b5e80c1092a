"""What is said where nothing can be shown, and in states that last for seconds: each template by what it is given.

It stands in `drawn/by_template.txt`. That a view gives it so is asked elsewhere.
"""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.house.drawings import assert_drawn
from tests.house.fields import fields_of
from tests.house.named import offered_on
from tests.house.pages import controls_of, marked_lines_of
from tests.house.tags import assert_tags_drawn, tags_on
from tests.house.tree import Tree
from tracker.accounts.models import User

pytestmark = pytest.mark.one_database
AT, DAY = datetime(2018, 9, 3, 9, 30, tzinfo=UTC), date(2018, 9, 3)
WAIT = {"sentence": "That was often.", "next": "/meetings/"}


class Thing(SimpleNamespace):
    """Of which a template reads a few things."""

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return f"/things/{self.name}/"


ONE, OTHER = Thing(name="One", pk=1, undone_at=None), Thing(name="Other", pk=2, undone_at=AT)
LINK = Thing(name="Link", last_moment=AT)
STAY = [Thing(name="Claire Dubois", email="claire@suivi.example"), Thing(name="Ada Byron", email="ada@suivi.example")]
BEGUN = [
    Thing(name="first", object_repr="forget", user="Jonas Lind", action_time=AT),
    Thing(name="second", object_repr="read mail", user="Max Weber", action_time=AT),
]


def progress(**how: bool | str) -> dict[str, Any]:
    usual = {"done": 1_200, "whole": 4_000, "time_left": "", "is_attended": False, "is_stopped": False}
    return {"progress": usual | {"is_given_up": False} | how}


# By a name of its own: the template and what it is given; with `who` reads it, where that is not Claire.
DRAWN: dict[str, tuple[str, dict[str, Any]]] = {
    **{name: (f"{name}.html", {}) for name in ("400", "403", "404", "429", "500", "503")},
    "403_said": ("403.html", {"exception": "It is restricted."}),
    "404_stranger": ("404.html", {"who": "nobody"}),
    "409": ("409.html", WAIT),
    "500_known": ("500.html", {"request_id": "5f0c2a9d01b7e3c4"}),
    "503_again": ("503.html", {"again": "/follow-ups/?status=active"}),
    "507": ("507.html", {"next": "/meetings/"}),
    "507_typed": ("507.html", {
        "next": "/meetings/", "has_files": True, "texts": [("They met.", 4), ("They left.", 9)],
        "typed": [("title", "Talks"), ("text", "They met.")],
    }),
    "too_often": ("accounts/too_often.html", WAIT),
    **{f"nowhere_{name}": (f"{name}/nowhere.html", {"who": "nobody"}) for name in (
        "circulation", "partner_links", "mail_answers", "notifications",
    )},
    **{f"wait_{name}": (f"{name}/nowhere.html", {"who": "nobody", **WAIT}) for name in (
        "circulation", "partner_links", "mail_answers",
    )},
    "answer_old": ("mail_answers/nowhere.html", {"who": "nobody", "why": "old", "link": LINK}),
    "answer_gone": ("mail_answers/nowhere.html", {"who": "nobody", "why": "gone", "link": LINK}),
    **{f"account_{name}": (f"account/{name}.html", {"who": "nobody"}) for name in (
        "mail_not_sent", "password_reset_done", "password_reset_from_key_done", "signup_closed", "stale_page",
    )},
    "account_password_reset_printed": ("account/password_reset_done.html", {"who": "nobody", "sends_mail": False}),
    "account_link_used": ("account/password_reset_from_key.html", {"who": "nobody", "token_fail": True}),
    "account_link_used_signed_in": ("account/password_reset_from_key.html", {"token_fail": True}),
    "begun_again": ("health/begun_again.html", {"overview": {"begun_again": BEGUN}}),
    "export_begun": ("exports/progress.html", {"export": ONE, "done": 1_200, "whole": 4_000, "is_attended": True}),
    "export_waits": ("exports/progress.html", {"export": ONE, "done": 0, "whole": None, "is_attended": False}),
    **{f"import_{name}": ("imports/progress.html", {"source": source, **progress(**how)}) for name, source, how in (
        ("begun", ONE, {"is_attended": True, "time_left": "about 2 minutes left"}), ("waits", ONE, {}),
        ("stopped", ONE, {"is_stopped": True}), ("given_up", ONE, {"is_given_up": True}),
        ("back", OTHER, {"is_attended": True}), ("back_waits", OTHER, {}),
        ("back_given_up", OTHER, {"is_given_up": True}),
    )},
    **{f"start_{name}": ("demo/start_for_real.html", {"title": "Start for real", "button": "Empty it", **what})
       for name, what in (
        ("alone", {}), ("with_others", {"stay": STAY, "number": 2, "since": [
            (Thing(name="Entry", at=AT, author="Claire Dubois"), "Talks", "logged it"),
            (Thing(name="Entry", at=AT, author="Ada Byron"), None, "removed it"),
        ]}),
    )},
    "announced": ("notifications/announced.html", {"announced": ["It goes to the head.", "Then to the managers."]}),
    "bounce": ("directory/bounce.html", {"bounce": {"since": AT, "said": "554 No"}}),
    **{f"post_{name}": ("directory/dates.html", {"post": dict(zip(("since", "until"), days, strict=True))})
       for name, days in {
           "both": (DAY, DAY), "since": (DAY, None), "until": (None, DAY), "neither": (None, None),
       }.items()},
    **{f"away_{name}": ("directory/away.html", {"is_away": is_away, "absence": {"since": DAY, "until": DAY}})
       for name, is_away in {"now": True, "soon": False}.items()},
    "compact": ("lists/density.html", {}),
    **{f"empty_{name}": ("lists/empty.html", {
        "fits": "No meeting fits.", "yet": "No meeting yet.", "about": "Log the first.", "label": "Log a meeting",
        "address": "meetings:list", "make": "records:log_meeting", "all": "?status=", **what,
    }) for name, what in {
        "fits": {"nothing_fits": True}, "removed": {"none_removed": "No meeting is removed."}, "yet": {},
        "yet_for_officers": {"may_log": True},
    }.items()},
}  # fmt: skip


def test_each_says_what_it_is_given(claire: User) -> None:
    said, tags = dict[str, list[str]](), {}
    for name, (template, given) in DRAWN.items():
        request: Any = RequestFactory().get("/place/?q=1")
        request.user, request.session, request.htmx = claire, SessionStore(), False
        if given.get("who") == "nobody":
            request.user = AnonymousUser()
        text = render_to_string(template, {"user": request.user, **given}, request)
        page = HttpResponse(text if "<main" in text else f"<main>{text}</main>")
        tree = Tree(text)
        lines = [*marked_lines_of(page), *fields_of(page), *controls_of(page), *offered_on(tree, {})]
        said[name] = [line for line in lines if "csrf" not in line and not line.startswith("Printed from")]
        tags[name] = tags_on(tree)
    assert_tags_drawn("tags_by_template", tags)
    assert_drawn("by_template", said)

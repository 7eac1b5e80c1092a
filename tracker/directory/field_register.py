"""Each column of an organisation and of a person, once: where it stands, and why not where it does not."""

from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.directory.left import say_person
from tracker.directory.people.posts_held import tell_each
from tracker.lists.field_places import Edited, Exported, Filtered, OnAdmin, OnPage, Refused, Shown
from tracker.lists.field_register import ONE_BY_ONE, Column, Register, kept_inside

ON_ITS_PAGE = "The tree shows names alone; the page says it."
OF_ITS_PAGE = (Refused(Shown, ON_ITS_PAGE), Refused(Exported, ON_ITS_PAGE))
BY_NAME = Refused(Filtered, "An organisation is found by its words.")
INSIDE = (
    kept_inside("id", "People say the name."),
    kept_inside("version", "It counts changes, so that two do not overwrite one another."),
    kept_inside("merged_into", "One that was merged is out of sight; its address leads to the one that stayed."),
    kept_inside("folded", "It is a copy of the name, for finding it."),
)
CLASSIFICATION = Column(
    "classification", _("Classification"),
    Refused(Shown, "The lock says that it is restricted."), Refused(OnPage, "The lock says that it is restricted."),
    Refused(Edited, "It is opened by a verb of its own, and closed by none."),
    Refused(OnAdmin, "Whoever administers sees what is general, as everybody does."),
    Refused(Filtered, "What is restricted is rare, and known to who made it."),
    Refused(Exported, "The file holds what the list shows."), choices=Classification,
)  # fmt: skip

ORGANISATIONS = Register(
    Column("name", _("Organisation"), Shown(), Filtered(("q",)), Exported(wide=True), Edited(), OnPage(), OnAdmin()),
    Column("short_name", _("Short name"), Shown(), Filtered(("q",)), Exported(), Edited(), OnPage(), OnAdmin()),
    Column(
        "parent",
        _("Part of"),
        Refused(Shown, "The tree says it by where it stands."),
        Edited(),
        OnPage(),
        OnAdmin(),
        Refused(Exported, "The name is set in below that of its parent."),
        BY_NAME,
    ),
    Column(
        "is_ours",
        _("Ours"),
        Refused(Shown, "Ours stand in a tree of their own."),
        Edited(),
        OnPage(),
        OnAdmin(),
        Refused(Exported, "Ours stand in a table of their own."),
        BY_NAME,
    ),
    Column("head", _("Headed by"), *OF_ITS_PAGE, BY_NAME, Edited(), OnPage(), OnAdmin()),
    Column("website", _("Website"), *OF_ITS_PAGE, BY_NAME, Edited(), OnPage(), OnAdmin()),
    Column(
        "country",
        _("Country"),
        *OF_ITS_PAGE,
        BY_NAME,
        Edited(),
        OnPage(),
        OnAdmin(),
        tell=lambda row: row.get_country_display() if row.country else "",
    ),
    Column("about", _("About"), *OF_ITS_PAGE, Filtered(("q",)), Edited(), OnPage(), OnAdmin()),
    CLASSIFICATION,
    *INSIDE,
    refused=ONE_BY_ONE,
)
NOT_FOR_REACHING = "The list says where somebody is reached; the page says the rest."
POSTS_ON_PAGE = (
    OnPage(),
    Refused(Edited, "Posts are given and ended one by one, beside the person."),
    Refused(OnAdmin, "Posts stand in lines of their own there."),
)
PEOPLE = Register(
    Column(
        "name", _("Name"), Shown("folded"), Filtered(("q",)), Exported(cell=say_person), Edited(), OnPage(), OnAdmin(),
    ),
    Column(
        "post", _("Post"), Shown("first_post", ("folded",), "first_post"), Filtered(("post",)), Exported(wide=True),
        *POSTS_ON_PAGE, tell=tell_each("title"),
    ),
    Column(
        "unit", _("Unit or organisation"), Shown("first_unit", ("folded",), "first_unit"), Filtered(("unit", "who")),
        Exported(wide=True), *POSTS_ON_PAGE, tell=tell_each("organisation"),
    ),
    Column(
        "telephone", _("Telephone"), Shown("telephone_or_none", ("folded",), "telephone_or_none"), Filtered(("q",)),
        Exported(), Edited(), OnPage(), OnAdmin(),
    ),
    Column(
        "email", _("E-mail"), Shown("email_or_none", ("folded",), "email_or_none"), Filtered(("q",)), Exported(),
        Edited(), OnPage(), OnAdmin(),
    ),
    Column(
        "account", _("account"), Refused(Edited, "Administrators open accounts."), OnAdmin(),
        *(Refused(place, "Who may sign in is for administrators to know.")
          for place in (Shown, Filtered, Exported, OnPage)),
    ),
    Column("about", _("About"), Refused(Shown, NOT_FOR_REACHING), Refused(Exported, NOT_FOR_REACHING),
        Filtered(("q",)), Edited(), OnPage(), OnAdmin()),
    CLASSIFICATION,
    *INSIDE,
    refused=ONE_BY_ONE,
)  # fmt: skip
LISTED = PEOPLE.at(Shown)

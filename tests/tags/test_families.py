"""Tags that were merged, one into the other and on: what stands for each, how it is found, what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.template import Context
from django.test import Client

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.tags.forms import MergeForm, TagForm
from tracker.tags.models import LONGEST, Tag, Tagging, shown_as
from tracker.tags.tags_of_a_row import _of_keys, sorted_names
from tracker.tags.templatetags.tags import labels_of

Make = Callable[..., FollowUp]
NAMES = ("Culture", "Heritage", "Training", "Ports", "Old ports")


@pytest.fixture
def tags(amina: User) -> dict[str, Tag]:
    """Old ports went into Ports, and that into Culture; Training was removed."""
    made = {name: Tag.write(name, by=amina) for name in NAMES}
    made["Old ports"].merge_into(made["Ports"], by=amina)
    fresh("Ports").merge_into(made["Culture"], by=amina)
    made["Training"].remove(by=amina)
    return {name: fresh(name) for name in NAMES}


def fresh(name: str) -> Tag:
    return Tag._base_manager.get(name=name)


def test_what_stands_for_each_is_the_last_into_which_it_went_as_long_as_that_is_there(
    tags: dict[str, Tag], amina: User
) -> None:
    def stand() -> dict[str, str | None]:
        names = {tag.pk: name for name, tag in tags.items()}
        return {names[key]: names[shown] if shown else None for key, shown in shown_as().items()}

    merged = dict.fromkeys(("Culture", "Ports", "Old ports"), "Culture")
    assert stand() == {**merged, "Heritage": "Heritage", "Training": None}
    assert [str(Tag.objects.by_key(tags[name].pk)) for name in NAMES] == [
        "Culture", "Heritage", "None", "Culture", "Culture",
    ]  # fmt: skip
    assert [str(Tag.objects.formerly(words)) for words in ("old PORTS", "Ports", "Culture", "Training", "old")] == [
        "Culture", "Culture", "None", "None", "None",
    ]  # fmt: skip
    assert [str(tag) for tag in Tag.objects.visible_to(amina)] == ["Culture", "Heritage"]
    assert [str(tag) for tag in Tag.objects.merged()] == ["Old ports", "Ports"]
    assert [str(tag) for tag in _of_keys([tags[name].pk for name in NAMES])] == ["Culture", "Heritage"]
    fresh("Ports").take_apart(by=amina)
    apart = {"Culture": "Culture", "Ports": "Ports", "Old ports": "Ports"}
    assert stand() == {**apart, "Heritage": "Heritage", "Training": None}
    fresh("Ports").remove(by=amina)
    assert stand() == {"Culture": "Culture", "Ports": None, "Old ports": None, "Heritage": "Heritage", "Training": None}


def test_each_word_is_found_wherever_it_stands(tags: dict[str, Tag], amina: User) -> None:
    Tag.write("Éducation et culture", by=amina)
    rows = Tag.objects.visible_to(amina)
    found = {words: [str(tag) for tag in rows.find(words)] for words in ("cult", "CULT edu", "heri cult", "", "tage")}
    assert found == {
        "cult": ["Culture", "Éducation et culture"], "CULT edu": ["Éducation et culture"], "heri cult": [],
        "": ["Culture", "Éducation et culture", "Heritage"], "tage": ["Heritage"],
    }  # fmt: skip
    nobody = User.objects.create_user("x@suivi.example", is_active=False)
    assert [*Tag.objects.visible_to(nobody)] == []


def test_a_follow_up_keeps_what_it_was_given_of_a_family(
    tags: dict[str, Tag], make_follow_up: Make, amina: User
) -> None:
    row = make_follow_up(tags=[tags["Culture"], tags["Heritage"]])
    Tagging.objects.create(follow_up=row, tag=tags["Old ports"])
    row.edit(by=amina, tags=[tags["Culture"]])
    assert [str(each.tag) for each in Tagging.objects.filter(follow_up=row)] == ["Culture", "Old ports"]
    assert [str(tag) for tag in row.tags.all()] == ["Culture"]
    row.edit(by=amina, tags=[])
    assert (Tagging.objects.count(), row.tags.count()) == (0, 0)
    assert sorted_names("b, Ä, A, c") == "Ä, A, b, c"


def refused(deed: Callable[[], Any]) -> str:
    try:
        deed()
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def test_no_two_that_stand_are_called_alike_and_none_is_merged_into_what_is_gone(
    tags: dict[str, Tag], amina: User
) -> None:
    twin, gone = "There is a tag of that name already.", "Choose another tag, one that is in the list."
    # The name of one that was merged or removed is free.
    for name in ("Ports", "Training"):
        Tag.write(name, by=amina)
    deeds: list[tuple[Callable[[], Any], str]] = [
        (lambda: Tag.write("heritage", by=amina), twin), (lambda: Tag.write("TRAINING", by=amina), twin),
        (lambda: tags["Heritage"].change("edited", by=amina, name="culture"), twin),
        (lambda: tags["Ports"].take_apart(by=amina), twin), (lambda: tags["Training"].restore(by=amina), twin),
        (lambda: tags["Heritage"].merge_into(tags["Ports"], by=amina), gone),
        (lambda: tags["Heritage"].merge_into(tags["Training"], by=amina), gone),
        (lambda: tags["Ports"].merge_into(tags["Heritage"], by=amina), gone),
        (lambda: tags["Heritage"].merge_into(tags["Heritage"], by=amina), gone),
        (lambda: tags["Ports"].merge_into(tags["Culture"], by=amina), ""),
        (lambda: tags["Heritage"].change("edited", by=amina, name="HERITAGE"), ""),
    ]  # fmt: skip
    assert [refused(deed) for deed, _why in deeds] == [why for _deed, why in deeds]


def test_the_forms_of_a_tag_say_what_is_wrong_with_a_name(tags: dict[str, Tag], amina: User) -> None:
    between = ["Leave out commas and semicolons: they stand between two tags."]
    twin = ["There is a tag of that name already."]
    names = {
        "": ["Type something here."], "a,b": between, "a;b": between, "culture": twin, "Training": None,
        "x" * LONGEST: None, "Heritage": None, "HERITAGE": None,
    }  # fmt: skip
    found = {}
    for name in names:
        form = TagForm({"name": name}, tag=tags["Heritage"])
        found[name] = None if form.is_valid() else [str(said) for each in form.errors.values() for said in each]
    assert found == names
    too_long = TagForm({"name": "x" * (LONGEST + 1)}, tag=tags["Heritage"])
    assert (too_long.is_valid(), [*too_long.errors]) == (False, ["name"])
    taken = TagForm({"name": "Heritage"}, tag=Tag())
    assert taken.is_valid() is False
    for into, is_valid in (("Culture", True), ("Heritage", False), ("Training", False), ("", False), ("Zed", False)):
        form = MergeForm({"into": into}, tag=tags["Heritage"], user=amina)
        assert form.is_valid() is is_valid, into
    assert str(MergeForm({"into": "old ports"}, tag=tags["Heritage"], user=amina)["into"].value()) == "old ports"


def test_labels_are_words_where_a_name_holds_them() -> None:
    row = {"tagged": 2, "tag_0": "A & B", "tag_1": "C"}
    assert labels_of(Context(row)) == '<span class="tag">A &amp; B</span> <span class="tag">C</span>'
    assert labels_of(Context(row), as_words=True) == "A &amp; B, C"
    assert [labels_of(Context({"tagged": 0}), as_words=way) for way in (True, False)] == ["", ""]


def told(answer: Any) -> tuple[int, str, list[str]]:
    said = [f"{message.tags}: {message}" for message in get_messages(answer.wsgi_request)]
    answer.wsgi_request.session.save()
    return answer.status_code, answer.headers.get("Location", ""), said


def test_what_managers_do_is_said_and_nobody_else_does_it(
    tags: dict[str, Tag], amina: User, claire: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(amina)
    place = {name: f"/tags/{tag.pk}" for name, tag in tags.items()}
    of = {"edit": "Heritage", "merge": "Heritage", "take-apart": "Ports", "remove": "Heritage", "restore": "Training"}
    places = ["/tags/new/", *(f"{place[name]}/{deed}/" for deed, name in of.items())]
    others = [sign_in(claire).post(each).status_code for each in places]
    assert others == [403] * len(places)
    merged = told(client.post(f"{place['Heritage']}/merge/", {"into": "Culture"}))
    assert merged == (
        302,
        "/tags/",
        [f"undo:{place['Heritage']}/take-apart/ success: Heritage is merged into Culture."],
    )
    assert [client.post(f"{place[name]}/edit/", {"name": "A"}).status_code for name in ("Heritage", "Training")] == [
        404
    ] * 2
    client.get("/partners/")
    page = client.get("/tags/").context
    names = [[str(tag) for tag in page[part]] for part in ("tags", "merged", "removed")]
    assert names == [["Culture"], ["Heritage", "Old ports", "Ports"], ["Training"]]
    reader = sign_in(claire).get("/tags/").context
    assert ([str(tag) for tag in reader["tags"]], reader["merged"], reader["removed"]) == (["Culture"], [], [])

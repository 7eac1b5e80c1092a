"""Tags where follow-ups are listed, imported, changed many at once and reported."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.downloaded_files import content
from tracker.accounts.models import User
from tracker.follow_ups.bulk.bulk_edit import BulkEdit
from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.models import FollowUp
from tracker.imports.prepare_import import preview, upload
from tracker.imports.table_reader import Table
from tracker.tags.models import Tag

Make = Callable[..., FollowUp]
SignIn = Callable[[User], Client]


@pytest.fixture
def tags(amina: User) -> dict[str, Tag]:
    return {name: Tag.write(name, by=amina) for name in ("Okapis", "Zebras")}


def shown(follow_up: FollowUp) -> list[str]:
    return [str(tag) for tag in FollowUp.objects.get(pk=follow_up.pk).tags.all()]


def test_a_cell_of_an_import_names_several(tags: dict[str, Tag], claire: User) -> None:
    source = upload("ours.csv", Table([["Title", "Tags"], ["Count", "zebras; Okapis"], ["Feed", "Gnus"]]), by=claire)
    preview(source, columns=["title", "tags"])
    counted, fed = source.lines.order_by("number")
    assert counted.changes["tags"]["to"] == sorted(tag.pk for tag in tags.values())
    assert fed.problems == [["B3", "Nothing is called “Gnus”. Correct the name, or log it in Suivi first."]]


def test_many_get_a_tag_and_keep_their_others(tags: dict[str, Tag], make_follow_up: Make, claire: User) -> None:
    one, other = make_follow_up(tags=[tags["Okapis"]]), make_follow_up()
    for each in (one, other):
        BulkEdit.read(BulkEdit(tag=tags["Zebras"]).stored()).apply(each, by=claire)
    there = [shown(each) for each in (one, other)]
    BulkEdit(tag_off=tags["Okapis"]).apply(FollowUp.objects.get(pk=one.pk), by=claire)
    assert (there, shown(one)) == ([["Okapis", "Zebras"], ["Zebras"]], ["Zebras"])


def test_in_groups_it_stands_under_each_and_in_a_file_once(
    tags: dict[str, Tag], make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    both = make_follow_up("Count them", tags=[*tags.values()])
    client, asked = sign_in(claire), "group=tags&columns=title,tags"
    page = client.get(f"/follow-ups/?{asked}").text
    file = content(client.get(f"/follow-ups/export/csv/?{asked}")).decode()
    assert (page.count(">Count them<"), page.count(f'id="follow-up-{both.pk}"')) == (2, 1)
    assert [line.split(",", 2)[:2] for line in file.splitlines() if "Count them" in line] == [['"Okapis', ' Zebras"']]


def test_before_a_letter_is_typed_all_are_offered(tags: dict[str, Tag], claire: User, sign_in: SignIn) -> None:
    offered = sign_in(claire).get("/tags/offers/?tags=").text
    assert re.findall(r'data-value="(.*?)"', offered) == ["Okapis", "Zebras"]


def test_no_name_of_a_cell_or_of_what_is_done_in_it_holds_a_tag_of_html(
    tags: dict[str, Tag], make_follow_up: Make, claire: User, sign_in: SignIn
) -> None:
    make_follow_up("Count <them>", tags=[*tags.values()], owner=claire.person, partner=None)
    page = sign_in(claire).get("/follow-ups/", {"columns": ",".join(column.name for column in COLUMNS)}).text
    names = re.findall(r'<(?:a|td|span|input|summary)\b[^>]*?\s(?:aria-label|title)="([^"]*)"[^>]*', page)
    assert "Change: Tags. Okapis, Zebras" in names
    assert [name for name in names if "<" in name] == []


def test_a_link_by_a_merged_tag_finds_what_stands_for_it(
    tags: dict[str, Tag], make_follow_up: Make, amina: User, sign_in: SignIn
) -> None:
    make_follow_up("Count them", tags=[tags["Zebras"]])
    tags["Okapis"].merge_into(tags["Zebras"], by=amina)
    client = sign_in(amina)
    pages = [client.get("/follow-ups/", asked).text for asked in (
        {"tags": tags["Okapis"].pk}, {"tags": "okapis", "typed": "on"},
    )]  # fmt: skip
    assert ["Count them" in page for page in pages] == [True, True]


def test_tags_of_what_is_restricted_tell_nothing(
    tags: dict[str, Tag], secret: FollowUp, claire: User, omar: User, sign_in: SignIn
) -> None:
    addresses = ("/tags/", "/follow-ups/?group=tags", f"/follow-ups/?status=&tags={tags['Okapis'].pk}")

    def world() -> list[str]:
        return [sign_in(omar).get(each).text.partition("<main")[2].partition("csrf")[0] for each in addresses]

    without = world()
    secret.edit(by=claire, tags=[tags["Okapis"]])
    assert world() == without

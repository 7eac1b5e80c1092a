"""The guide says what is there: its links lead somewhere, its pictures exist, its buttons are those of the product."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils.text import capfirst

from tracker.demo.pictures import OF_A_NEW_HOUSE, OF_THE_DEMO
from tracker.pages.guide.chapters import CHAPTERS, FOLDER, read_chapter

pytestmark = pytest.mark.one_database

LANGUAGES = [language for language, _name in settings.LANGUAGES]
LINK = re.compile(r"(?<!!)\[([^]]*)\]\(([^)]*)\)")
PICTURE = re.compile(r"!\[([^]]*)\]\(([^)]*)\)")
# Bold is what stands on a page, letter by letter; what is typed stands in backquotes.
BOLD = re.compile(r"\*\*(.+?)\*\*")
HEADING = re.compile(r"^## ", re.MULTILINE)
LARGEST, MOST = 60_000, 10


def text(language: str, name: str) -> str:
    return (FOLDER / language / f"{name}.md").read_text()


def test_every_file_is_a_chapter_in_every_language() -> None:
    files = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.md"))
    assert files == sorted(f"{language}/{name}.md" for language in LANGUAGES for name in CHAPTERS)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_has_the_same_sections_in_every_language(name: str) -> None:
    assert {len(read_chapter(name, language).sections) for language in LANGUAGES} == {
        len(read_chapter(name, "en").sections)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_section(language: str) -> None:
    known = {name: {section.anchor for section in read_chapter(name, language).sections} for name in CHAPTERS}
    astray = []
    for name in CHAPTERS:
        for _words, target in LINK.findall(text(language, name)):
            file, _hash, anchor = target.partition("#")
            if anchor not in known.get(file.removesuffix(".md") if file else name, set()):
                astray.append((name, target))
    assert astray == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_drawn_described_small_and_shown(language: str) -> None:
    shown = [each for name in CHAPTERS for each in PICTURE.findall(text(language, name))]
    folder = FOLDER / "pictures" / language
    drawn = sorted(folder.glob("*"))
    assert [target for alt, target in shown if len(alt.split()) < 3] == []
    assert sorted((folder.parent / language / Path(target).name) for _alt, target in shown) == drawn
    assert [path.stem for path in drawn] == sorted(each.name for each in (*OF_THE_DEMO, *OF_A_NEW_HOUSE))
    assert [path.name for path in drawn if path.stat().st_size > LARGEST] == []
    assert len(drawn) <= MOST


@pytest.fixture(scope="module")
def renderings() -> dict[str, dict[str, set[str]]]:
    """By language what may stand in bold, with what it may be in that language."""
    found: dict[str, dict[str, set[str]]] = {"en": defaultdict(set)}
    for language in LANGUAGES[1:]:
        there = found[language] = defaultdict(set)
        for entry in polib.pofile(str(settings.ROOT / f"locale/{language}/LC_MESSAGES/django.po")):
            for said in {entry.msgid, capfirst(entry.msgid)}:
                found["en"][said].add(said)
                there[said] |= {entry.msgstr, capfirst(entry.msgstr)}
    return found


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_stands_in_bold_stands_in_the_product(name: str, renderings: dict[str, dict[str, set[str]]]) -> None:
    """In each section the same is quoted in every language, as often; its order follows the sentences."""
    wrong = []
    for language in LANGUAGES:
        sections = zip(HEADING.split(text("en", name)), HEADING.split(text(language, name)), strict=True)
        for original, translated in sections:
            quoted = Counter(BOLD.findall(translated))
            for said in BOLD.findall(original):
                known = next((each for each in quoted if each in renderings[language][said]), None)
                if known is None:
                    wrong.append((language, said))
                    continue
                quoted -= Counter([known])
            wrong += [(language, each) for each in quoted]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("en", "Daily work"), ("fr", "Le travail quotidien")])
def test_a_stranger_reads_the_guide_in_their_language(language: str, title: str) -> None:
    page = Client().get("/help/officers/", headers={"Accept-Language": language}).text
    assert re.findall(r"<h1>(.*)</h1>", page) == [title]


@pytest.mark.django_db
def test_pictures_and_links_of_the_guide_lead_into_the_house() -> None:
    page = Client().get("/help/officers/").text
    assert re.findall(r'<img src="(\S+)"', page)[0] == "/static/guide/en/desk.webp"
    assert '<a href="/help/lists/#change-many-at-once">' in page


@pytest.mark.django_db
def test_a_chapter_that_is_not_there_is_not_found() -> None:
    assert Client().get("/help/cooking/").status_code == 404

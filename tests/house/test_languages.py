"""The French catalogue: complete, true to its sources, set as French is set, and compiled."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings

pytestmark = pytest.mark.one_database

ROOT = Path(settings.ROOT)
FRENCH = Path("locale/fr/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
TAG = re.compile(r"</?\w+>")
# A link or button with a longer name, and the words that are seen on it.
NAMED = re.compile(
    r'aria-label="{% blocktranslate[^%]*%}([^%]*){% endblocktranslate %}"[^>]*>\s*'
    r'{% translate "([^"]*)"(?: context "([^"]*)")? %}'
)
VALUE = re.compile(r"{{ (\w+) }}")
# French sets a space that does not break before these, and inside its quotation marks; times and addresses have none.
# Such as smtp+tls://user:password@host, which no language spaces.
ADDRESS = re.compile(r"\S+://\S*")
SPACED = re.compile(r"[^\u00a0][;?!»]|[^\u00a0\d]:|«[^\u00a0]")

Said = tuple[str | None, str, str]


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(ROOT / FRENCH))


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """What the sources say now, taken from a copy of them."""
    copy = tmp_path_factory.mktemp("sources")
    for folder in ("tracker", "templates"):
        # With what Python has compiled, if it has: it would compile all of ours again.
        shutil.copytree(ROOT / folder, copy / folder)
    (copy / "locale").mkdir()
    shutil.copy(ROOT / "pyproject.toml", copy)
    settings_of_copy = {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "PYTHONPATH": ".",
        "SUIVI_DATA": str(copy / "var"),
    }
    # Where each stands is not asked: to write it down takes half of the time.
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "fr", "--no-location"],
        cwd=copy, env=os.environ | settings_of_copy, check=True, capture_output=True,
    )  # fmt: skip
    return polib.pofile(str(copy / FRENCH))


def entries(catalogue: polib.POFile) -> list[Said]:
    return sorted(((entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue), key=str)


def translations(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def meanings(catalogue: polib.POFile | polib.MOFile) -> dict[Said, list[str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural): translations(entry) for entry in catalogue}


def pairs(catalogue: polib.POFile) -> Iterator[tuple[str, str]]:
    for entry in catalogue:
        for number, french in enumerate(translations(entry)):
            yield (entry.msgid_plural if number else entry.msgid), french


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="xgettext was not found: install gettext")
def test_the_catalogue_holds_what_the_sources_say_and_no_more(catalogue: polib.POFile, sources: polib.POFile) -> None:
    assert entries(catalogue) == entries(sources)


def test_every_entry_is_translated(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete or not entry.translated()] == []


def test_a_translation_holds_the_same_placeholders_and_tags(catalogue: polib.POFile) -> None:
    for pattern in (PLACEHOLDER, TAG):
        differ = [
            (said, french)
            for said, french in pairs(catalogue)
            if sorted(pattern.findall(said)) != sorted(pattern.findall(french))
        ]
        assert differ == []


def test_a_sentence_stays_a_sentence_and_a_label_a_label(catalogue: polib.POFile) -> None:
    phrases = [(said, french) for said, french in pairs(catalogue) if " " in said]
    assert [said for said, french in phrases if said.endswith(".") != french.endswith(".")] == []


def test_a_figure_of_many_agrees_with_what_it_counts(catalogue: polib.POFile) -> None:
    """English says them alike: nothing but the translation shows that there are two."""
    alike = [entry.msgstr_plural[0] for entry in catalogue if entry.msgid == entry.msgid_plural]
    many = [entry.msgstr_plural[1] for entry in catalogue if entry.msgid == entry.msgid_plural]
    assert [french for french in alike if french.endswith("ée") and french in many] == []


def test_what_is_seen_on_a_button_is_in_its_longer_name_in_french(catalogue: polib.POFile) -> None:
    """Wherever it stands; on the pages that all see it is looked at in `test_french`, too."""
    french = {(entry.msgctxt, entry.msgid): entry.msgstr.casefold() for entry in catalogue}
    templates = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    named = {found for text in templates for found in NAMED.findall(text)}
    said = [
        (french[context or None, seen], french[None, VALUE.sub(r"%(\1)s", " ".join(name.split()))])
        for name, seen, context in named
    ]
    assert len(said) > 20
    assert [f"{seen} | {name}" for seen, name in said if seen not in name] == []


def test_french_is_set_as_french_is_set(catalogue: polib.POFile) -> None:
    said = [ADDRESS.sub("", french) for _, french in pairs(catalogue)]
    assert [french for french in said if SPACED.search(french) or set("'\"“”") & set(french)] == []


def test_the_committed_compilation_is_that_of_the_catalogue(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(ROOT / FRENCH.with_suffix(".mo")))
    assert meanings(compiled) == meanings(catalogue)
    assert compiled.metadata["Plural-Forms"] == catalogue.metadata["Plural-Forms"]


def test_the_catalogue_names_no_place_of_a_machine_and_no_day(catalogue: polib.POFile) -> None:
    assert sorted({place.split("/")[0] for entry in catalogue for place, _ in entry.occurrences}) == [
        "templates",
        "tracker",
    ]
    assert sorted(catalogue.metadata) == [
        "Content-Transfer-Encoding", "Content-Type", "Language", "MIME-Version", "Plural-Forms", "Project-Id-Version",
    ]  # fmt: skip

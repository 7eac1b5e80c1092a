"""The guide: chapters in Markdown, a file each, in each language of the house.

They stand where they can be read without Suivi as well: links lead from file to file, pictures to files beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = settings.ROOT / "docs" / "guide"
# In the order in which they are read.
CHAPTERS = ("officers", "meetings", "lists", "administrators", "first-hour")
ORIGINAL = "en"
# As every picture is drawn: the page keeps their room while they come.
WIDTH, HEIGHT = 1280, 600
PICTURES = "../pictures/"
# The files are ours, and hold no markup of their own.
MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    name: str
    language: str
    title: str
    sections: tuple[Section, ...]

    @property
    def address(self) -> str:
        return reverse("guide_chapter", args=[self.name])

    @property
    def text(self) -> SafeString:
        return _text_of(self)


def chapters() -> list[Chapter]:
    return [read_chapter(name, language_of_reader()) for name in CHAPTERS]


def language_of_reader() -> str:
    """The language of the page where the guide speaks it, else that in which it is written first."""
    spoken = (get_language() or ORIGINAL).partition("-")[0]
    return spoken if (FOLDER / spoken).is_dir() else ORIGINAL


@cache
def read_chapter(name: str, language: str) -> Chapter:
    tokens = _tokens_of(name, language)
    (title,), sections = list(_headings(tokens, "h1")), tuple(_headings(tokens, "h2"))
    return Chapter(name, language, title.title, sections)


@cache
def _text_of(chapter: Chapter) -> SafeString:
    tokens = _tokens_of(chapter.name, chapter.language)
    for opening, section in zip(_openings(tokens, "h2"), chapter.sections, strict=True):
        opening.attrSet("id", section.anchor)
    for token in (child for each in tokens for child in each.children or []):
        _lead_into_the_house(token)
    return SafeString(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def anchor_in(language: str, name: str, anchor: str) -> str:
    """The anchor of a section, named in the original, as its translation has it. Raises StopIteration without one."""
    original, translated = read_chapter(name, ORIGINAL), read_chapter(name, language)
    pairs = zip(original.sections, translated.sections, strict=True)
    return next(there.anchor for here, there in pairs if here.anchor == anchor)


def _tokens_of(name: str, language: str) -> list[Token]:
    return MARKDOWN.parse((FOLDER / language / f"{name}.md").read_text())


def _headings(tokens: list[Token], tag: str) -> Iterator[Section]:
    """The headings of one depth; each takes its words as its anchor, as code hosts do."""
    for opening in _openings(tokens, tag):
        words = tokens[tokens.index(opening) + 1].content
        yield Section(slugify(words, allow_unicode=True), words)


def _openings(tokens: list[Token], tag: str) -> list[Token]:
    return [token for token in tokens if token.type == "heading_open" and token.tag == tag]


def _lead_into_the_house(token: Token) -> None:
    """Links from file to file become addresses, pictures the static files that the server gives out."""
    if token.type == "link_open":
        file, _dot, anchor = str(token.attrGet("href")).partition(".md")
        if file in CHAPTERS:
            token.attrSet("href", f"{reverse('guide_chapter', args=[file])}{anchor}")
    elif token.type == "image":
        token.attrSet("src", static(f"guide/{str(token.attrGet('src')).removeprefix(PICTURES)}"))
        token.attrs |= {"width": WIDTH, "height": HEIGHT, "loading": "lazy"}

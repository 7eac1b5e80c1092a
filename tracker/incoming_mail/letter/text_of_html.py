"""The text of an HTML mail, without a browser: what is quoted begins its lines with ">", as in plain mails."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset({
    "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
})  # fmt: skip
# Nobody reads what stands in them.
UNREAD = frozenset({"head", "script", "style", "template", "title"})
# Around each of these stands an empty line.
APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"})
# As deep as anybody quotes.
DEEPEST = 20


def text_of_html(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[int, str]] = [(0, "")]
        self.quoted, self.unread, self.kept = 0, "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.unread:
            return
        if tag in UNREAD:
            self.unread = tag
        elif tag == "br":
            self._break()
        elif tag in BLOCKS:
            self._begin(tag)
        elif tag in ("td", "th") and self.lines[-1][1].strip():
            self._say("\t")

    def handle_endtag(self, tag: str) -> None:
        if self.unread:
            self.unread = "" if tag in (self.unread, "body", "html") else self.unread
        elif tag in BLOCKS:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        if self.kept:
            first, *rest = data.split("\n")
            self._say(first)
            for line in rest:
                self._break()
                self._say(line)
        else:
            self._say(re.sub(r"[ \t\r\n]+", " ", data))

    def _begin(self, tag: str) -> None:
        self._fresh(apart=tag in APART)
        if tag == "blockquote":
            self.quoted += 1
            self.lines[-1] = (self.quoted, "")
        elif tag == "li":
            self._say("- ")
        elif tag == "hr":
            self._say("_" * 32)
            self._break()
        self.kept = self.kept or tag == "pre"

    def _end(self, tag: str) -> None:
        self.kept = self.kept and tag != "pre"
        if tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
        self._fresh(apart=tag in APART)

    def _fresh(self, *, apart: bool) -> None:
        """Go on in a line of its own."""
        if self.lines[-1][1].strip(" "):
            self._break()
            if apart:
                self._break()
        else:
            self.lines[-1] = (self.quoted, "")

    def _break(self) -> None:
        self.lines.append((self.quoted, ""))

    def _say(self, words: str) -> None:
        depth, line = self.lines[-1]
        self.lines[-1] = (depth, line + (words if line or self.kept else words.lstrip(" ")))

    def text(self) -> str:
        lines = [f"{'> ' * min(depth, DEEPEST)}{line.rstrip()}".rstrip() for depth, line in self.lines]
        return re.sub(r"(\n(?:> ?)*){3,}", "\n\n", "\n".join(lines)).strip()

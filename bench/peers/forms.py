"""The form of a page as a browser posts it: where it leads, and what stands in its fields."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

NEVER_POSTED = ("submit", "button", "reset", "image", "file")
ONLY_CHECKED = ("checkbox", "radio")


@dataclass(slots=True)
class Form:
    """`action` is as the page says it: empty where the form leads to the page itself."""

    action: str
    names: set[str] = field(default_factory=set)
    filled: dict[str, str] = field(default_factory=dict)


def form_with(names: Iterable[str], page: str) -> Form:
    """The first that has fields of all these names. ValueError where none has."""
    forms = Forms()
    forms.feed(page)
    for form in forms.found:
        if form.names.issuperset(names):
            return form
    raise ValueError(f"No form has the fields {', '.join(names)}.")


class Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        # The list or text that is being read.
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(said.get("action", "")))
        elif not self.found:
            return
        elif tag == "option":
            self._choose(said)
        elif tag in ("input", "select", "textarea") and (name := said.get("name")):
            self.found[-1].names.add(name)
            kind = said.get("type", "text") if tag == "input" else ""
            if kind and kind not in NEVER_POSTED and (kind not in ONLY_CHECKED or "checked" in said):
                self.found[-1].filled[name] = said.get("value", "")
            self.open = "" if kind else name

    def _choose(self, said: dict[str, str]) -> None:
        """A list says its first option, where none is selected."""
        if self.open and ("selected" in said or self.open not in self.found[-1].filled):
            self.found[-1].filled[self.open] = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "textarea" and self.open:
            self.found[-1].filled[self.open] = data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.open = ""

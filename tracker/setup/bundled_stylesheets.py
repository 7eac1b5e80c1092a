"""The style sheets that a page asks for together, in one file: whoever comes for the first time waits for two, not for
eighteen."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

ASKED_TOGETHER = re.compile(r'{% stylesheets "([^"]+)" %}')


def asked_together() -> set[str]:
    """The names of the sheets of each tag of a template, in their order."""
    templates = (settings.ROOT / "templates").rglob("*.html")
    return {names for file in templates for names in ASKED_TOGETHER.findall(file.read_text())}


class BundlingStorage(CompressedManifestStaticFilesStorage):
    """Beside what is collected it holds those bundles, and `stylesheets` in a template asks for one of them."""

    def bundle_of(self, names: str) -> str:
        return f"css/{'-'.join(names.split())}.css"

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        bundles = {self.bundle_of(names): names.split() for names in asked_together() if " " in names}
        for bundle, names in bundles.items() if not dry_run else ():
            Path(self.path(bundle)).write_text("".join(map(self._sheet, names)))
            paths[bundle] = (self, bundle)
        yield from super().post_process(paths, dry_run, **options)  # type: ignore[no-untyped-call]

    def _sheet(self, name: str) -> str:
        with self.open(f"css/{name}.css") as sheet:
            return f"{sheet.read().decode().strip()}\n"

"""What migrations that stood on main said. `python3 -m tests.house.migrations` notes those that are new.

A house that has run a migration never runs it again. What is changed in it later reaches new houses alone, and the old
ones are told that there are no migrations to apply.
"""

import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTED = Path(__file__).with_suffix(".sha256")


def noted() -> dict[str, str]:
    """The digest of each, by its path; as `sha256sum --check` reads them too."""
    lines = (line.split("  ", 1) for line in NOTED.read_text().splitlines())
    return {path: digest for digest, path in lines}


def present(root: Path = ROOT) -> dict[str, str]:
    files = sorted(root.glob("tracker/*/migrations/0*.py"))
    return {str(file.relative_to(root)): sha256(file.read_bytes()).hexdigest() for file in files}


def changed() -> list[str]:
    """Those that say something else by now, or are gone."""
    now = present()
    return [path for path, digest in noted().items() if now.get(path) != digest]


def main() -> None:
    if wrong := changed():
        sys.exit(f"These have stood on main and are never edited: {', '.join(wrong)}. Write a new migration instead.")
    new = {path: digest for path, digest in present().items() if path not in noted()}
    with NOTED.open("a") as file:
        file.writelines(f"{digest}  {path}\n" for path, digest in new.items())
    print(*(new or ["No migration is new."]), sep="\n")


if __name__ == "__main__":
    main()

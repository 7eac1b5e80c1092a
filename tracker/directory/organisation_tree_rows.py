"""The organisations as a tree, drawn line by line: pure, and at home with thousands of rows and any depth."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.directory.models import Organisation


@dataclass(slots=True)
class Branch:
    """One organisation in its place. `count` adds up what it and its parts have, which are left out when it is folded.

    After it the lists of `closes` branches end, so that a template draws nested lists in one loop.
    """

    organisation: Organisation
    depth: int
    count: int = 0
    parts: int = 0
    is_folded: bool = False
    closes: range = field(default=range(0))


def build_tree(
    organisations: Sequence[Organisation], counts: Mapping[int, int], found: Collection[int] | None = None
) -> list[Branch]:
    """The branches depth first, each followed by its parts, in the order of `organisations`.

    With `found`, keys of organisations, only those and what they are parts of. A parent that is not among
    `organisations` counts as none.
    """
    branches = _walk(organisations)
    _add_up(branches, counts)
    if found is not None:
        branches = _prune(branches, found)
    _count_parts(branches)
    _close(branches)
    return branches


def fold(branches: Sequence[Branch], opened: Collection[int]) -> list[Branch]:
    """Those at the top, and what is directly below the ones of these keys; the others that have parts are folded."""
    kept: list[Branch] = []
    drawn_depth = 0
    for branch in branches:
        if branch.depth <= drawn_depth:
            branch.is_folded = bool(branch.parts) and branch.organisation.pk not in opened
            drawn_depth = branch.depth + (branch.organisation.pk in opened)
            kept.append(branch)
    _close(kept)
    return kept


def way_to(branches: Sequence[Branch], key: str) -> set[int]:
    """The key of that organisation, and those of what it is a part of here; none where it is not here."""
    way: list[int] = []
    for branch in branches:
        way[branch.depth :] = [branch.organisation.pk]
        if str(branch.organisation.pk) == key:
            return set(way)
    return set()


def _walk(organisations: Sequence[Organisation]) -> list[Branch]:
    here = {organisation.pk for organisation in organisations}
    parts: dict[int | None, list[Organisation]] = defaultdict(list)
    for organisation in reversed(organisations):
        parts[organisation.parent_id if organisation.parent_id in here else None].append(organisation)
    branches, waiting = [], [Branch(organisation, 0) for organisation in parts[None]]
    while waiting:
        branch = waiting.pop()
        branches.append(branch)
        waiting.extend(Branch(part, branch.depth + 1) for part in parts[branch.organisation.pk])
    return branches


def _add_up(branches: Sequence[Branch], counts: Mapping[int, int]) -> None:
    by_key: dict[int | None, Branch] = {branch.organisation.pk: branch for branch in branches}
    for branch in reversed(branches):
        branch.count += counts.get(branch.organisation.pk, 0)
        if branch.depth:
            by_key[branch.organisation.parent_id].count += branch.count


def _prune(branches: Sequence[Branch], found: Collection[int]) -> list[Branch]:
    kept: list[Branch] = []
    needed: set[int | None] = set()
    for branch in reversed(branches):
        if branch.organisation.pk in found or branch.organisation.pk in needed:
            kept.append(branch)
            needed.add(branch.organisation.parent_id)
    return kept[::-1]


def _count_parts(branches: Sequence[Branch]) -> None:
    by_depth: dict[int, Branch] = {}
    for branch in branches:
        by_depth[branch.depth] = branch
        if branch.depth:
            by_depth[branch.depth - 1].parts += 1


def _close(branches: Sequence[Branch]) -> None:
    depths = [branch.depth for branch in branches[1:]] + [0]
    for branch, next_depth in zip(branches, depths, strict=False):
        branch.closes = range(max(branch.depth - next_depth, 0))

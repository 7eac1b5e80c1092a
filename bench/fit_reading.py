"""Fits the table of weights: python -m bench.fit_reading FOLDER=LANGUAGE … [--without GROUP,…] [--dry]

A folder holds <id>.txt, <id>.gold.json (follow_ups with start, end, optional) and <id>.json (source_group).
A logistic regression with a strong pull to nought, by coordinates, each in turn; thresholds from figures
with whole sources left out.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.reading.grammar import grammar_of
from tracker.reading.judged import judge
from tracker.reading.scoring import TABLE, Table, is_vetoed
from tracker.reading.spans import WORD, Span

PULL = 3.0
# Of two cues together, which few sentences show.
PULL_OF_PAIRS = 20.0
# A source counts for the root of its sentences: one long series says no more than it can.
SIZE = 60
# What is set down as a task says so in its form: few sources show it, and all mean it.
DECISIVE = 0.5
MARKED = {"mark", "box_open", "assigned", "listed_in_actions"}
FEWEST_SOURCES = 3
FOLDS = 12
LEAST = 0.02
# The precision asked of both bands and of the sure one, with something to spare: sources never seen are harder.
PERHAPS, SURE = 0.72, 0.9


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a labelled text: 1 is a follow-up, 0 none, None one that somebody may or may not make."""

    text: str
    source: str
    language: str
    names: frozenset[str]
    label: int | None
    gold: int  # which of the text's required follow-ups it is, or -1


def rows_of(folder: Path, language: str) -> Iterator[Row]:
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode()
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))["follow_ups"]
        source = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["source_group"]
        judged = judge(text, grammar_of(language))
        for sentence, names in zip(judged.sentences, judged.features, strict=True):
            if not is_vetoed(sentence):
                label, which = _label(text, sentence.span, gold)
                yield Row(path.stem, source, language, frozenset(names), label, which)


def _label(text: str, span: Span, gold: list[dict[str, int]]) -> tuple[int | None, int]:
    best: tuple[int | None, int] = (0, -1)
    for n, one in enumerate(gold):
        shared = _count(text, max(span.start, one["start"]), min(span.end, one["end"]))
        if shared and shared * 2 >= min(_count(text, span.start, span.end), _count(text, one["start"], one["end"])):
            if not one.get("optional"):
                return 1, n
            best = (None, -1)
    return best


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in WORD.finditer(text, start, max(start, end)))


def fit(rows: list[Row], pull: float = PULL) -> dict[str, float]:
    """The weights by name, "always" for what every sentence starts from."""
    rows = [row for row in rows if row.label is not None]
    counts = _counts(rows)
    places = _places(rows)
    weights = dict.fromkeys(places, 0.0)
    totals = [0.0] * len(rows)
    for _ in range(40):
        if max(_step(name, places[name], rows, counts, weights, totals, pull) for name in places) < 0.004:
            break
    return weights


def _counts(rows: list[Row]) -> list[float]:
    """What each row counts for, one in the middle."""
    sizes = Counter(row.source for row in rows)
    counts = [math.sqrt(SIZE / sizes[row.source]) for row in rows]
    middle = sum(counts) / len(counts)
    return [count / middle for count in counts]


def _places(rows: list[Row]) -> dict[str, list[int]]:
    places, sources = defaultdict(list), defaultdict(set)
    for n, row in enumerate(rows):
        for name in row.names:
            places[name].append(n)
            sources[name].add(row.source)
    kept = {name: places[name] for name in sorted(places) if len(sources[name]) >= FEWEST_SOURCES}
    return {"always": list(range(len(rows))), **kept}


def _step(
    name: str,
    at: list[int],
    rows: list[Row],
    counts: list[float],
    weights: dict[str, float],
    totals: list[float],
    pull: float,
) -> float:
    pulled = 0.001 if name == "always" else DECISIVE if name in MARKED else PULL_OF_PAIRS if "+" in name else pull
    slope, curve = pulled * weights[name], pulled
    for n in at:
        chance = 1 / (1 + math.exp(-totals[n]))
        slope += counts[n] * (chance - (rows[n].label or 0))
        curve += counts[n] * max(chance * (1 - chance), 0.001)
    change = max(-2.0, min(2.0, -slope / curve))
    weights[name] += change
    for n in at:
        totals[n] += change
    return abs(change)


def left_out(rows: list[Row]) -> list[tuple[Row, float]]:
    """Each row's score by weights that were fitted without its source."""
    sizes = Counter(row.source for row in rows)
    folds: list[list[str]] = [[] for _ in range(FOLDS)]
    for source, _ in sizes.most_common():
        min(folds, key=lambda fold: sum(sizes[one] for one in fold)).append(source)
    scores: list[tuple[Row, float]] = []
    for fold in filter(None, folds):
        one = Table(fit([row for row in rows if row.source not in fold]), 0, 0)
        scores += [(row, one.score(row.names)) for row in rows if row.source in fold]
    return scores


def figures(scores: Iterable[tuple[Row, float]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1, by follow-up."""
    scores = list(scores)
    wanted = {(row.text, row.gold) for row, _ in scores if row.label}
    found = {(row.text, row.gold) for row, score in scores if row.label and score >= threshold}
    wrong = sum(score >= threshold for row, score in scores if row.label == 0)
    precision = len(found) / max(1, len(found) + wrong)
    recall = len(found) / max(1, len(wanted))
    return precision, recall, 2 * precision * recall / max(0.001, precision + recall)


def thresholds(scores: list[tuple[Row, float]]) -> tuple[float, float]:
    """From where on a score is precise enough for both bands together, and for the sure one alone."""
    steps = [step / 100 for step in range(10, 96)]
    precise = {least: [step for step in steps if figures(scores, step)[0] >= least] for least in (PERHAPS, SURE)}
    return min(precise[PERHAPS], default=0.5), min(precise[SURE], default=0.95)


def report(scores: list[tuple[Row, float]], perhaps: float, sure: float) -> None:
    for name, threshold in (("perhaps", perhaps), ("sure", sure)):
        print(
            f"{name} from {threshold}: precision {{:.3f}}, recall {{:.3f}}, F1 {{:.3f}}".format(
                *figures(scores, threshold)
            )
        )
    for source in sorted({row.source for row, _ in scores}):
        own = [(row, score) for row, score in scores if row.source == source]
        wanted = len({(row.text, row.gold) for row, _ in own if row.label})
        print(f"  {source:18} {wanted:3} wanted: P {{:.2f}} R {{:.2f}} F1 {{:.2f}}".format(*figures(own, perhaps)))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="+")
    asked.add_argument("--without", default="", help="groups of sources to leave alone, apart by commas")
    asked.add_argument("--dry", action="store_true", help="report only")
    options = asked.parse_args()
    pairs = [folder.partition("=") for folder in options.folders]
    rows = [row for folder, _, language in pairs for row in rows_of(Path(folder), language or "en")]
    rows = [row for row in rows if row.source not in options.without.split(",")]
    scores = left_out(rows)
    perhaps, sure = thresholds([(row, score) for row, score in scores if row.language == "en"] or scores)
    for language in sorted({row.language for row in rows}):
        print(language)
        report([(row, score) for row, score in scores if row.language == language], perhaps, sure)
    if not options.dry:
        weights = {name: round(value, 3) for name, value in sorted(fit(rows).items()) if abs(value) >= LEAST}
        TABLE.write_text(json.dumps({"perhaps": perhaps, "sure": sure, "weights": weights}, indent=1) + "\n")


if __name__ == "__main__":
    main()

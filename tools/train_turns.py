"""Train the weights of reader.subjects.turns and .several from coded stories, and measure them leaving stories out.

    PYTHONPATH=src:.:tools python tools/train_turns.py [--also DIR]            measure
    PYTHONPATH=src:.:tools python tools/train_turns.py [--also DIR] --write    train on all stories and write

Needs scipy (comes with scikit-learn, group `training`). DIR holds codings of one's own in the gold's form beside their texts
(NAME.json, NAME.txt), also in folders of it. A story counts where it has several sections and no printed headings; each
paragraph is a choice between staying with the body above and turning to one of those that it names (conditional logit).
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import choices

from luoshi.model.source import document
from luoshi.reader.draft import Draft
from luoshi.reader.lines import roles
from luoshi.reader.lines.look import Look, looks
from luoshi.reader.stages import STAGES, Plan
from luoshi.reader.subjects import several, subject, turns
from luoshi.reader.subjects.outline import outline, parts
from luoshi.text.normalise import fold

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "luoshi" / "registry" / "data"
WEIGHTS, SEVERAL = DATA / "turn_weights.json", DATA / "several_weights.json"
FOLDS, SEEN, STRENGTH = 10, 3, 2.0


class Story(NamedTuple):
    """A coded article: where it comes from, its lines, and the subject of each paragraph by the paragraph's id."""

    source: str
    name: str
    seen: list[Look]
    subjects: dict[str, str]

    @property
    def several(self) -> bool:
        return len(set(self.subjects.values()) - {""}) > 1


def coded(also: Path | None) -> Iterator[tuple[str, Path]]:
    """Source and coding of every article that could be one."""
    for path in sorted((ROOT / "tests").glob("*/*.json")):
        if path.parent.name in ("articles", "blind"):
            yield path.parent.name, path
    for path in sorted(also.rglob("*.json")) if also else ():
        if path.with_suffix(".txt").exists():
            yield f"also-{path.parent.name}", path


def load(also: Path | None) -> list[Story]:
    """The articles without printed headings."""
    out = []
    plan = Plan(STAGES[:1])
    for source, path in coded(also):
        subjects = _subjects(path)
        if not any(subjects.values()):
            continue
        found = document(path.with_suffix(".txt").read_text(encoding="utf-8"))
        draft = Draft(found.source, found.text)
        plan.run(draft)
        seen = looks(draft)
        if not roles.mark(seen):
            out.append(Story(source, path.stem, seen, subjects))
    return out


def _subjects(path: Path) -> dict[str, str]:
    """The subject of each paragraph that a coding tells."""
    record = json.loads(path.read_text(encoding="utf-8"))
    record = record.get("expected", record)
    paragraphs = record.get("paragraphs") or {}
    if isinstance(paragraphs, list):
        paragraphs = {each["id"]: each for each in paragraphs}
    named = {
        each["id"]: fold(each["subject"])
        for each in record.get("sections", [])
        if each.get("id") and each.get("subject")
    }
    return {key: named.get(each.get("section") or "", "") for key, each in paragraphs.items()}


def examples(story: Story) -> list[choices.Example]:
    """A choice for each paragraph whose right answer is among the bodies that it names, told what came before."""
    front, texts, _ = parts(story.seen)
    layout = turns.laid_out(front, texts)
    state = turns.State()
    current = ""
    out = []
    for number, (look, options) in enumerate(turns.places(texts)):
        wanted = story.subjects.get(look.line.id, "")
        others = [option for option in options if not state.holds(option)]
        told = [[*turns.staying(number, look, layout), *state.stays(look)]]
        told += [[name for group in (*each.told, state.of(each)) for name in group] for each in others]
        turned = [at for at, each in enumerate(others, 1) if fold(each.heading.subject) == wanted]
        right = [0] if wanted == current else turned
        if right and others:
            out.append(choices.Example(told, right))
        if wanted and wanted != current:
            if turned:
                state.turn(others[turned[0] - 1].heading)
            current = wanted
    return out


def fit(stories: list[Story]) -> choices.Model:
    """The weights under which the coded turns of stories of several bodies are the likeliest."""
    return choices.fit([each for story in stories if story.several for each in examples(story)], SEEN, STRENGTH)


def left_out(stories: list[Story]) -> Iterator[list[Story]]:
    """The stories by tenths, with the weights of turns in use that are learned from the others."""
    tenth = [zlib.crc32(story.name.encode()) % FOLDS for story in stories]
    for each in range(FOLDS):
        turns.WEIGHTS.use(
            choices.hundredths(fit([story for story, of in zip(stories, tenth, strict=True) if of != each]))
        )
        yield [story for story, of in zip(stories, tenth, strict=True) if of == each]


def judged(stories: list[Story]) -> list[tuple[Story, choices.Example]]:
    """The stories whose text turns to several bodies by weights that were not learned from them: a choice between one body and
    several."""
    out = []
    for tenth in left_out(stories):
        for story in tenth:
            front, texts, page = parts(story.seen)
            if turned := turns.told(front, texts):
                sole = subject.sole(front, texts, page)
                if sole and subject.holds_together(sole, front, texts):
                    continue
                crossheads = sum(look.crosshead for look in story.seen)
                told = several.told(turned, sole, front, crossheads)
                out.append((story, choices.Example([(), told], [int(story.several)])))
    return out


def fit_several(judged: list[tuple[Story, choices.Example]]) -> choices.Model:
    """The weights that tell an article of several bodies from one about one body all along."""
    return choices.fit([example for _, example in judged], SEEN, STRENGTH)


def measure(stories: list[Story]) -> None:
    """Leave a tenth of the articles out in turn; print how many sections the engine finds under their names (F1)."""
    counts: Counter[tuple[str, str]] = Counter()
    choice = judged(stories)
    for tenth in left_out(stories):
        names = {story.name for story in tenth}
        several.WEIGHTS.use(choices.hundredths(fit_several([each for each in choice if each[0].name not in names])))
        for story in tenth:
            wanted = set(story.subjects.values()) - {""}
            found = {fold(heading.subject) for heading in outline(story.seen, []).headings}
            for source in (story.source, "all"):
                key = f"{source}, {'several' if story.several else 'one'}"
                counts[key, "both"] += 2 * len(found & wanted)
                counts[key, "of"] += len(found) + len(wanted)
    for key in sorted({key for key, _ in counts}):
        print(f"{key:28s} {counts[key, 'both'] / (counts[key, 'of'] or 1):.3f}")


def write(stories: list[Story]) -> None:
    """Train on all stories and write the weights in hundredths."""
    whether = fit_several(judged(stories))
    print(f"{choices.write(whether, SEVERAL)} weights of several bodies from {len(stories)} stories")
    print(f"{choices.write(fit(stories), WEIGHTS)} weights of turns")


if __name__ == "__main__":
    choices.main(__doc__, load, measure, write)

"""Each question on a large library: seconds from the call to the answer, fetching included.

python -m benchmarks.analysis LIBRARY [QUESTION …]
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import polars as pl

from luoshi.analysis import formulations
from luoshi.analysis.compare import compare
from luoshi.analysis.followup import followup
from luoshi.analysis.industries import chain, industries
from luoshi.analysis.people import people
from luoshi.analysis.targets import targets
from luoshi.analysis.timeline import timeline
from luoshi.cli.analysis import INDUSTRY, ORGANISATION, PERSON, RESPONSE, SECTION, counting
from luoshi.cli.answers import fetched
from luoshi.project import Library, open_library


def _busiest(lib: Library) -> str:
    """The place with most sections."""
    return str(lib.table("sections", columns=["zone"])["zone"].drop_nulls().value_counts(sort=True)["zone"][0])


def _commonest(lib: Library) -> tuple[str, str]:
    """An event that many responses take up, and a phrase that many articles use."""
    events = lib.table("responses", columns=["events"])["events"].explode().drop_nulls().value_counts(sort=True)
    phrases = lib.table("formulations", columns=["text"])["text"].value_counts(sort=True)
    return str(events[events.columns[0]][0]), str(phrases["text"][0])


def questions(lib: Library) -> dict[str, Callable[[], Any]]:
    """Name -> the question as the command asks it."""
    zone = _busiest(lib)
    event, phrase = _commonest(lib)

    def follow() -> Any:
        names = [lib.table(t, columns=["article", "name", "spans"], zone=zone) for t in ("organisations", "industries")]
        return followup(lib.table("units", zone=zone, reprints=False), names=names)

    return {
        "timeline, one event": lambda: timeline(
            lib.table("responses", columns=RESPONSE, event=event), lib.table("sections", columns=SECTION), event=event
        ),
        "timeline, all events": lambda: timeline(
            lib.table("responses", columns=RESPONSE), lib.table("sections", columns=SECTION)
        ),
        "compare zones by themes": lambda: compare(
            fetched(lib, "units", counting("zones", "themes"), modality="undertaking", reprints=False)
        ),
        "compare events by modality": lambda: compare(
            fetched(lib, "units", counting("events", "modality"), reprints=False),
            rows="events",
            columns="modality",
            measure="share",
        ),
        "compare zones by industries": lambda: compare(
            fetched(lib, "units", counting("zones", "industries"), modality="undertaking", reprints=False),
            columns="industries",
            industries=lib.table("industries", columns=["article", "name", "spans"]),
        ),
        "follow-up of one zone": follow,
        "one formulation": lambda: formulations.formulation(
            fetched(lib, "formulations", formulations.COLUMNS, reprints=False), phrase
        ),
        "people of one zone": lambda: people(lib.table("people", columns=PERSON, zone=zone)),
        "people of all": lambda: people(lib.table("people", columns=PERSON)),
        "industries of one zone": lambda: industries(
            lib.table("industries", columns=INDUSTRY, zone=zone, reprints=False),
            lib.table("sections", columns=SECTION, zone=zone),
        ),
        "industries of all": lambda: industries(
            fetched(lib, "industries", INDUSTRY, reprints=False), lib.table("sections", columns=SECTION)
        ),
        "chain of one zone": lambda: chain(
            lib.table("industries", columns=INDUSTRY, zone=zone),
            lib.table("organisations", columns=ORGANISATION, zone=zone),
        ),
        "targets of one zone": lambda: targets(lib.table("quantities", zone=zone, reprints=False)),
        "targets of all": lambda: targets(fetched(lib, "quantities", [], reprints=False)),
    }


def main() -> None:
    """Print the seconds of each question and the rows of its answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library")
    parser.add_argument("question", nargs="*")
    asked = parser.parse_args()
    with open_library(asked.library) as lib:
        print(f"{len(lib):,} articles")
        for name, ask in questions(lib).items():
            if asked.question and not any(word in name for word in asked.question):
                continue
            start = time.perf_counter()
            try:
                answer = ask()
                told = f"{answer.table.height:>9,} rows"
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
            print(f"{name:>30}: {time.perf_counter() - start:6.2f} s {told}", flush=True)


if __name__ == "__main__":
    pl.Config.set_tbl_rows(5)
    main()

"""The seeds that new texts bring to a library, found in its postings."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoshi.analysis.reuse.letters import Letters
from luoshi.analysis.reuse.postings import Found, Postings
from luoshi.analysis.reuse.seeds import CROWD, Runs, Seeds, different, groups, paired, stars


class Meeting(NamedTuple):
    """Seeds of new texts: among themselves, and with letters of older ones."""

    inside: Seeds
    older: NDArray[np.int64]
    newer: NDArray[np.int64]


def meeting(told: Letters, found: Runs, postings: Postings, known: Found, central: int) -> Meeting:
    """The seeds that new texts bring; the first `central` texts were compared with the older ones before.

    Where a run stands in a crowd, each new text is paired with a central one, else with the earliest that has it.
    """
    starts, sizes = groups(found)
    in_centre = found.at[starts] < told.starts[central]
    crowd = known.counts + sizes > CROWD
    starred = crowd & (in_centre | (known.counts == 0))
    inside = [paired(found, starts[~crowd], sizes[~crowd]), stars(found, starts[starred], sizes[starred])]
    few = np.flatnonzero(~crowd & (known.counts > 0))
    which, letters = postings.gather(found.hashes[starts[few]])
    group = few[which]
    many = sizes[group]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    older, newer = np.repeat(letters, many), found.at[np.repeat(starts[group], many) + within]
    led = np.flatnonzero(crowd & ~starred)
    spread = np.repeat(starts[led] - (np.cumsum(sizes[led]) - sizes[led]), sizes[led]) + np.arange(sizes[led].sum())
    older = np.concatenate([older, np.repeat(known.earliest[led], sizes[led])])
    newer = np.concatenate([newer, found.at[spread]])
    fresh = newer >= told.starts[central]
    both = [np.concatenate([one[end] for one in inside]) for end in (0, 1)]
    return Meeting(different(told, *both), older[fresh], newer[fresh])

"""One spelling of what articles print in simplified or traditional characters, so that it counts as one."""

import polars as pl

from luoshi.text.normalise import fold


def folded(frame: pl.DataFrame, *names: str) -> pl.DataFrame:
    """The frame with the words of its columns folded."""
    for name in names:
        printed = frame[name].drop_nulls().unique().to_list()
        changed = {words: clean for words in printed if (clean := fold(words)) != words}
        if changed:
            frame = frame.with_columns(pl.col(name).replace(changed))
    return frame

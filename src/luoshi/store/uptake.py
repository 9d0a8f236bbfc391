"""How the places of a library have taken up events, counted. A large library keeps the counts in a file beside it, as it
does its tables (see mirror): the first page needs them at every start. It can be deleted at any time."""

from pathlib import Path

import msgspec
from sqlalchemy import Connection, func, select

from luoshi.output import whole_file
from luoshi.store import tables as t
from luoshi.store.contract import TakenUp, Uptake

VERSION = 1


def counted(connection: Connection) -> Uptake:
    """The counts, from the tables."""
    response, event = t.responses.c, t.response_events.c
    asked = (
        select(response.zone, event.event, func.count(), func.min(response.lag_days))
        .select_from(t.response_events.join(t.responses, response.number == event.response))
        .where(response.zone.is_not(None))
        .group_by(response.zone, event.event)
    )
    cells = tuple(TakenUp(*row) for row in connection.execute(asked))
    first, last = connection.execute(select(func.min(response.date), func.max(response.date))).one()
    return Uptake(cells, first, last)


def kept(connection: Connection, folder: Path) -> Uptake:
    """The counts from the folder's file, which is made anew where the library has changed since."""
    key, changes = connection.execute(select(t.library.c.key, t.library.c.changes)).one()
    path = folder / f"uptake-{VERSION}-{key}-{changes}.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Uptake)
    except FileNotFoundError:
        pass
    found = counted(connection)
    folder.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(msgspec.json.encode(found))
    for other in folder.glob("uptake-*.json"):
        if other != path:
            other.unlink(missing_ok=True)
    return found

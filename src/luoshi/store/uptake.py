"""How the places of a library have taken up events, counted. A large library keeps the counts in a file beside it, as it
does its tables (see mirror): the first page needs them at every start. It can be deleted at any time."""

from pathlib import Path
from threading import Lock

import msgspec
from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from luoshi.output import whole_file
from luoshi.store import tables as t
from luoshi.store.contract import TakenUp, Uptake

VERSION = 1


_counting = Lock()


def counted(connection: Connection) -> Uptake:
    """The counts, from the tables: one pass in the order in which the rows lie, which is why no index may be used."""
    response = t.responses.c
    nothing: ColumnElement[str] = literal_column("''")
    zone, events = response.zone.concat(nothing), response.events.concat(nothing)
    asked = select(zone, events, func.count(), func.min(response.lag_days)).group_by(zone, events)
    cells: dict[tuple[str, str], TakenUp] = {}
    for place, listed, n, lag in connection.execute(asked):
        for event in msgspec.json.decode(listed, type=list[str]) if place else ():
            before = cells.get((place, event), TakenUp(place, event, 0, None))
            lags = [days for days in (lag, before.lag_days) if days is not None]
            cells[place, event] = TakenUp(place, event, n + before.responses, min(lags, default=None))
    first, last = connection.execute(select(func.min(response.date), func.max(response.date))).one()
    return Uptake(tuple(cells.values()), first, last)


def kept(connection: Connection, folder: Path) -> Uptake:
    """The counts from the folder's file, which is made anew where the library has changed since; who asks while it is
    being made waits for it."""
    key, changes = connection.execute(select(t.library.c.key, t.library.c.changes)).one()
    path = folder / f"uptake-{VERSION}-{key}-{changes}.json"
    with _counting:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Uptake)
        except FileNotFoundError:
            found = counted(connection)
        folder.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(msgspec.json.encode(found))
        for other in folder.glob("uptake-*.json"):
            if other != path:
                other.unlink(missing_ok=True)
    return found

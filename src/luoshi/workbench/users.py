"""Who may come in: users with roles in a file beside the library, passwords hashed with argon2. Not for sessions."""

import os
from pathlib import Path
from typing import Literal, get_args

import msgspec

from luoshi.errors import MissingPart, UsageError

Role = Literal["reader", "coder", "owner"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST = 10


class User(msgspec.Struct, frozen=True):
    """A person who may sign in: a reader looks, a coder also adds, an owner also removes."""

    name: str
    role: Role
    password: str


class Users:
    """The users of one library; the file is read when asked, so that a new user needs no restart."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, library: str) -> "Users":
        """The users of a library: `LIBRARY.users.json`, for a server's address in the user's configuration folder."""
        if "://" in library and not library.startswith("sqlite"):
            name = "".join(char if char.isalnum() else "-" for char in library.rpartition("@")[2])
            base = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
            return cls(base / "luoshi" / f"{name}.users.json")
        return cls(Path(library.removeprefix("sqlite:///") + ".users.json"))

    def all(self) -> dict[str, User]:
        """Name -> user."""
        if not self.path.is_file():
            return {}
        users = msgspec.json.decode(self.path.read_bytes(), type=list[User])
        return {user.name: user for user in users}

    def add(self, name: str, role: str, password: str) -> User:
        """Add a user, or give one another role and password."""
        if role not in ROLES:
            raise UsageError(f"There is no role {role!r}.", hint=f"Roles: {', '.join(ROLES)}.")
        if len(password) < SHORTEST:
            raise UsageError("The password is too short.", hint=f"Give at least {SHORTEST} characters.")
        if not name or not name.isprintable() or name != name.strip():
            raise UsageError(f"{name!r} is no name.", hint="Give a name of printable characters.")
        user = User(name, role, _hasher().hash(password))
        self._write({**self.all(), name: user})
        return user

    def remove(self, name: str) -> bool:
        """Remove a user; False where there was none."""
        users = self.all()
        if users.pop(name, None) is None:
            return False
        self._write(users)
        return True

    def verified(self, name: str, password: str) -> User | None:
        """The user, where the password is right. Unknown names take as long as wrong passwords."""
        import argon2  # noqa: PLC0415

        user = self.all().get(name)
        try:
            _hasher().verify(user.password if user else _nobody(), password)
        except argon2.exceptions.VerificationError:
            return None
        return user

    def _write(self, users: dict[str, User]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        partial = self.path.with_suffix(".partial")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(list(users.values()))))
        os.replace(partial, self.path)


def _hasher() -> "argon2.PasswordHasher":  # type: ignore[name-defined]  # noqa: F821
    try:
        import argon2  # noqa: PLC0415  (loaded when somebody signs in)
    except ImportError as error:
        raise MissingPart("argon2", "web") from error
    return argon2.PasswordHasher()


_dummy: list[str] = []


def _nobody() -> str:
    """A hash that no password matches."""
    if not _dummy:
        _dummy.append(_hasher().hash(os.urandom(16).hex()))
    return _dummy[0]

"""How the workbench is served: where it listens, who may come in, what may be uploaded. Defaults suit one person's machine."""

import ipaddress

import msgspec

from luoshi.errors import UsageError


class Serving(msgspec.Struct, frozen=True):
    """Options of one running workbench; `help_texts` says what each means."""

    host: str = "127.0.0.1"
    port: int = 8788
    token: str | None = None
    upload_megabytes: int = 20
    upload_files: int = 200
    upload_seconds: int = 60
    sign_ins_a_minute: int = 10
    secret: str | None = None
    patience: float = 1.5
    promptness: float = 0.5

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def guarded(self) -> bool:
        """Whether people have to sign in."""
        return not self.local or self.token is not None


help_texts = {
    "host": "Address to listen on; anything but loopback asks people to sign in.",
    "port": "Port to listen on.",
    "token": "A token that opens everything (Authorization: Bearer …), for scripts and for one person.",
    "upload_megabytes": "Largest upload, in MB.",
    "upload_files": "Most files in one upload.",
    "upload_seconds": "Time for reading one uploaded file, in seconds.",
    "sign_ins_a_minute": "Sign-ins that one address may try in a minute.",
    "patience": "Seconds to wait for a page after a change of the library before the page of before is shown.",
    "promptness": "Seconds for which a page waits for a part that takes long before it is shown without, and the part follows.",
}


def checked(serving: Serving, *, has_users: bool) -> Serving:
    """The same options; UsageError where others could come in without a password."""
    if not serving.local and not serving.token and not has_users:
        raise UsageError(
            f"Listening on {serving.host} lets others in, and there is neither a user nor a token.",
            hint="Add a user with `luoshi users add NAME --role owner`, or give --token; or listen on 127.0.0.1.",
        )
    return serving

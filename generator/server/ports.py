"""Open a socket on the requested port, or on the next free one."""

import errno
import os
import socket

from generator.base.errors import SettingsError

MAX_TRIES = 100
"""Number of ports to try."""

_TAKEN = {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)}
_FORBIDDEN = {errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES)}
"""Windows returns these for a port in exclusive use, all systems for a port below 1024 without permission."""


def open_port(host: str, port: int) -> socket.socket:
    """Return a listening socket on a host and a port, or on the next free port. Port 0 means any free port.

    Raises :class:`SettingsError` if no port is free, or if the host does not exist.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"cannot listen on {host}: there is no such host", "Check --host.") from error
    for number in range(port, min(port + MAX_TRIES, 65536)):
        listener = socket.socket(family, kind, protocol)
        _set_reuse(listener)
        try:
            listener.bind((address[0], number, *address[2:]))
            listener.listen(256)
        except OSError as error:
            listener.close()
            if error.errno in _TAKEN or (os.name == "nt" and error.errno in _FORBIDDEN):
                continue
            message = f"cannot listen on {host}, port {number}: {error.strerror or error}"
            raise SettingsError(message, "Choose another --host or --port.") from error
        listener.setblocking(False)
        return listener
    raise SettingsError(f"no port from {port} on is free on {host}", "Choose another --port.")


def _set_reuse(listener: socket.socket) -> None:
    """Allow a port that this program has just closed, but never one that another program uses."""
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    if exclusive is not None:
        listener.setsockopt(socket.SOL_SOCKET, exclusive, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)

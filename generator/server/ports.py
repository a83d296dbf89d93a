"""A socket to listen on: the port that was asked for, or the next one that is free."""

import errno
import os
import socket

from generator.base.errors import SettingsError

TRIES = 100
"""Ports to try in turn."""

_TAKEN = {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)}
_NOT_OURS = {errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES)}
"""What Windows says of a port that another program holds alone, and any system of one below 1024."""


def open_port(host: str, port: int) -> socket.socket:
    """Return a socket that is bound to a host and a port, or to the next free port (any, for port 0).

    Raises :class:`SettingsError` where there is none, or no such host.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as fault:
        raise SettingsError(f"cannot listen on {host}: there is no such host", "Check --host.") from fault
    for number in range(port, min(port + TRIES, 65536)):
        bound = socket.socket(family, kind, protocol)
        _claim(bound)
        try:
            bound.bind((address[0], number, *address[2:]))
            bound.listen(256)
        except OSError as fault:
            bound.close()
            if fault.errno in _TAKEN or (os.name == "nt" and fault.errno in _NOT_OURS):
                continue
            message = f"cannot listen on {host}, port {number}: {fault.strerror or fault}"
            raise SettingsError(message, "Choose another --host or --port.") from fault
        bound.setblocking(False)
        return bound
    raise SettingsError(f"no port from {port} on is free on {host}", "Choose another --port.")


def _claim(bound: socket.socket) -> None:
    """A port that was ours a moment ago may be taken again; one of another program may not."""
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    if exclusive is not None:
        bound.setsockopt(socket.SOL_SOCKET, exclusive, 1)
    else:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)

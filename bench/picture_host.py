"""A host of pictures on loopback, in a process of its own: ``python -m bench.picture_host FOLDER``.

It sends the files of a folder, knows ``ETag`` and keeps connections open, as real hosts do. It prints its port and
ends with whoever reads that.
"""

import asyncio
import sys
from pathlib import Path

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 9))
"""Addresses of this machine that pass for hosts: of one host, only a few pictures are fetched at once."""


async def serve(folder: Path) -> None:
    """Serve until the standard input ends."""
    pictures = {f"/{file.name}": file.read_bytes() for file in sorted(folder.iterdir())}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                await _send(writer, head, pictures[head.split(" ")[1]])
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "0.0.0.0", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


async def _send(writer: asyncio.StreamWriter, head: str, picture: bytes) -> None:
    tag = f'"{len(picture):x}"'
    if f"if-none-match: {tag}" in head.lower():
        writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
    else:
        lines = f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Length: {len(picture)}\r\n\r\n"
        writer.write(lines.encode() + picture)
    await writer.drain()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))

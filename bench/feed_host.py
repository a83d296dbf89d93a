"""A host of feeds on loopback, in a process of its own: ``python -m bench.feed_host FOLDER``.

``/tagged/N`` is feed N with an ``ETag``, ``/plain/N`` the same without. The file ``version`` of the folder says how
many items the feeds have got since. The host prints its port and ends with whoever reads that.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path

ITEMS = 50
BEGIN = datetime(2026, 11, 10, tzinfo=UTC)
_WORDS = (
    "the bees were counted and the wasps were not while a gate stood open in the rain of that long day".split()  # noqa: SIM905
)


def host_of(number: int) -> str:
    """Return the address of this machine that passes for the host of a source."""
    return f"127.0.{number // 250}.{number % 250 + 1}"


def make_feed(number: int, version: int) -> bytes:
    """Return a feed of 50 items with full content, about 100 kB; with each version a newer item comes on top."""
    items = [_item(number, place) for place in range(version + ITEMS - 1, version - 1, -1)]
    head = f"<title>Feed {number}</title><link>https://feed-{number}.example/</link>"
    return f'<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


@cache
def _content() -> str:
    return "".join(f"&lt;p&gt;{' '.join(_WORDS[at:] + _WORDS[:at])}.&lt;/p&gt;" for at in range(18))


def _item(number: int, place: int) -> str:
    url = f"https://feed-{number}.example/{place}"
    title = f"{_WORDS[place % 20]} {_WORDS[(place + number) % 20]} {_WORDS[number % 20]}, part {place} of {number}"
    date = format_datetime(BEGIN + timedelta(minutes=place), usegmt=True)
    return (
        f"<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>{date}</pubDate>"
        f"<category>insects</category><description>{_content()}</description></item>"
    )


async def serve(folder: Path) -> None:
    """Serve until the standard input ends."""
    made: dict[tuple[int, int], bytes] = {}

    def body(number: int) -> tuple[bytes, int]:
        version = int((folder / "version").read_text())
        key = (number, version)
        return made.setdefault(key, made.get(key) or make_feed(*key)), version

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                _, kind, number = head.split(" ")[1].split("/")
                data, version = body(int(number))
                await _send(writer, head, data, f'"{version}"' if kind == "tagged" else "")
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "0.0.0.0", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


async def _send(writer: asyncio.StreamWriter, head: str, body: bytes, tag: str) -> None:
    field = f"ETag: {tag}\r\n" if tag else ""
    if tag and f"if-none-match: {tag}" in head.lower():
        writer.write(f"HTTP/1.1 304 Not Modified\r\n{field}\r\n".encode())
    else:
        writer.write(f"HTTP/1.1 200 OK\r\n{field}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))

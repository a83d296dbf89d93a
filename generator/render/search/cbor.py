"""Reads and writes the subset of CBOR (RFC 8949) that Pagefind uses: integers, texts and lists of known length."""

from typing import Any

Value = Any
"""An :class:`int`, a :class:`str`, or a list of values."""

_UNSIGNED, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4


def decode_cbor(data: bytes) -> Value:
    """Return the single value in ``data``. Raises :class:`ValueError` for any other data.

    Example: ``decode_cbor(b"\\x82\\x01\\x61a") == [1, "a"]``
    """
    value, end = _decode(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes after the value")
    return value


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    major, argument, at = _head(data, at)
    match major:
        case 0:
            return argument, at
        case 1:
            return -1 - argument, at
        case 3:
            return data[at : at + argument].decode(), at + argument
        case 4:
            values = []
            for _ in range(argument):
                value, at = _decode(data, at)
                values.append(value)
            return values, at
    raise ValueError(f"unsupported major type {major}")


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Read the head of a value. Return its major type, its argument and the offset of its body."""
    if at >= len(data):
        raise ValueError("unexpected end of data")
    major, short = divmod(data[at], 32)
    if short < 24:
        return major, short, at + 1
    if short > 27:
        raise ValueError(f"unsupported head {short}")
    end = at + 1 + (1 << short - 24)
    return major, int.from_bytes(data[at + 1 : end], "big"), end


def encode_cbor(value: Value) -> bytes:
    """Return the shortest encoding of a value."""
    parts: list[bytes] = []
    _encode(value, parts)
    return b"".join(parts)


def _encode(value: Value, parts: list[bytes]) -> None:
    if isinstance(value, int):
        parts.append(_encode_head(_NEGATIVE, -1 - value) if value < 0 else _encode_head(_UNSIGNED, value))
    elif isinstance(value, str):
        text = value.encode()
        parts += (_encode_head(_TEXT, len(text)), text)
    else:
        parts.append(_encode_head(_LIST, len(value)))
        for each in value:
            _encode(each, parts)


def _encode_head(major: int, argument: int) -> bytes:
    if argument < 24:
        return bytes([major * 32 + argument])
    for short, size in enumerate((1, 2, 4, 8)):
        if argument < 1 << 8 * size:
            return bytes([major * 32 + 24 + short]) + argument.to_bytes(size, "big")
    raise ValueError(f"{argument} is too large")

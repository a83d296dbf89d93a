"""The little of CBOR (RFC 8949) that Pagefind's files are written in: whole numbers, texts, lists of known length."""

from typing import Any

Value = Any
"""An :class:`int`, a :class:`str`, or a list of values."""

_UNSIGNED, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4


def decode_cbor(data: bytes) -> Value:
    """Return the one value that ``data`` holds. Raises :class:`ValueError` for anything else."""
    value, end = _decode(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes too many")
    return value


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    kind, number, at = _head(data, at)
    match kind:
        case 0:
            return number, at
        case 1:
            return -1 - number, at
        case 3:
            return data[at : at + number].decode(), at + number
        case 4:
            values = []
            for _ in range(number):
                value, at = _decode(data, at)
                values.append(value)
            return values, at
    raise ValueError(f"a value of kind {kind}")


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Read the head of a value: its kind, its number, and where its body begins."""
    if at >= len(data):
        raise ValueError("the data ends too early")
    kind, short = divmod(data[at], 32)
    if short < 24:
        return kind, short, at + 1
    if short > 27:
        raise ValueError(f"a head of form {short}")
    end = at + 1 + (1 << short - 24)
    return kind, int.from_bytes(data[at + 1 : end], "big"), end


def encode_cbor(value: Value) -> bytes:
    """Return a value in its shortest form."""
    parts: list[bytes] = []
    _encode(value, parts)
    return b"".join(parts)


def _encode(value: Value, parts: list[bytes]) -> None:
    if isinstance(value, int):
        parts.append(_written(_NEGATIVE, -1 - value) if value < 0 else _written(_UNSIGNED, value))
    elif isinstance(value, str):
        text = value.encode()
        parts += (_written(_TEXT, len(text)), text)
    else:
        parts.append(_written(_LIST, len(value)))
        for each in value:
            _encode(each, parts)


def _written(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind * 32 + number])
    for short, size in enumerate((1, 2, 4, 8)):
        if number < 1 << 8 * size:
            return bytes([kind * 32 + 24 + short]) + number.to_bytes(size, "big")
    raise ValueError(f"{number} is too large")

"""The distinguished encoding of ASN.1 (X.690), as far as time stamps need it."""

from __future__ import annotations

from dataclasses import dataclass

INTEGER, OCTETS, NULL, OBJECT = 0x02, 0x04, 0x05, 0x06
TIME, SEQUENCE, SET = 0x18, 0x30, 0x31
_LONG = 0x80
_MANY = 0x1F
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One value: its tag, what is in it, and the bytes of both."""

    tag: int
    body: bytes
    raw: bytes

    def items(self) -> list[Item]:
        """Return the values inside.

        Raises:
            ValueError: there are none, or they are not whole.
        """
        return read_all(self.body)

    def number(self) -> int:
        """Return the value of an INTEGER.

        Raises:
            ValueError: it is something else.
        """
        if self.tag != INTEGER or not self.body:
            raise ValueError("no number")
        return int.from_bytes(self.body, "big", signed=True)

    def expect(self, tag: int) -> Item:
        """Return itself if it has a tag.

        Raises:
            ValueError: it has another.
        """
        if self.tag != tag:
            raise ValueError(f"tag {self.tag:#x} where {tag:#x} should stand")
        return self


def read(data: bytes) -> Item:
    """Return the one value that these bytes are.

    Raises:
        ValueError: they are something else.
    """
    found = read_all(data)
    if len(found) != 1:
        raise ValueError("not one value")
    return found[0]


def read_all(data: bytes) -> list[Item]:
    """Return the values that these bytes are, one behind the other.

    Raises:
        ValueError: one is not whole, or written in a form that is never needed here.
    """
    found, at = [], 0
    while at < len(data):
        head = at + 2
        if head > len(data) or data[at] & _MANY == _MANY:
            raise ValueError("no value")
        size = data[at + 1]
        if size & _LONG:
            count = size - _LONG
            if not 1 <= count <= _LONGEST:
                raise ValueError("a length of no use")
            size = int.from_bytes(data[head : head + count], "big")
            head += count
        end = head + size
        if end > len(data):
            raise ValueError("cut off")
        found.append(Item(data[at], data[head:end], data[at:end]))
        at = end
    return found


def write(tag: int, *parts: bytes) -> bytes:
    """Return a value with these parts inside."""
    body = b"".join(parts)
    size = len(body)
    if size < _LONG:
        return bytes((tag, size)) + body
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, _LONG | len(digits))) + digits + body


def write_number(value: int) -> bytes:
    """Return an INTEGER that is not negative."""
    return write(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))

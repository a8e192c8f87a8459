"""Whether the fields of a value hold what its class says: one that was forged gets no further."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from cocreate.core.event_layout import BY_KIND
from cocreate.core.events import Event, Op
from cocreate.core.origin import Fragment

MOST = 2**53  # numbers above it lose digits elsewhere, and tables take none above 2**63

_Check = Callable[[object], bool]
_Checks = tuple[tuple[str, Callable[[object], object], _Check], ...]
# Whoever unpacks replacements sees to these, once for all and faster.
_UNPACKED = (Fragment, tuple[Op, ...])


def require_types(kind: str, event: Event) -> None:
    """See that each field of an event is of its type, and no number is out of all reason.

    Args:
        kind: its kind, as a header names it.

    Raises:
        TypeError: one is not.
    """
    for name, read, is_right in _checks_of(kind):
        if not is_right(read(event)):
            raise TypeError(f"not what {name} should be")


@cache
def _checks_of(kind: str) -> _Checks:
    return _checks(BY_KIND[kind].event)


def _checks(kind: type) -> _Checks:
    hints = get_type_hints(kind)
    return tuple(
        (field.name, attrgetter(field.name), _check_of(hints[field.name]))
        for field in fields(kind)
        if hints[field.name] not in _UNPACKED
    )


def _check_of(hint: object) -> _Check:
    """Return what tells whether a value is of a type."""
    if hint is int:
        return _is_number
    if hint is float:
        return _is_measure
    if get_origin(hint) is UnionType:
        return _any_of(tuple(map(_check_of, get_args(hint))))
    if get_origin(hint) is tuple:
        return _tuple_of(get_args(hint))
    if not isinstance(hint, type):  # a type that names itself: words taken out, read where used
        return _is_anything
    return checker(hint) if is_dataclass(hint) else _exactly(hint)


def _is_anything(_value: object) -> bool:
    return True


def _is_number(value: object) -> bool:
    return type(value) is int and -MOST <= value <= MOST


def _is_measure(value: object) -> bool:
    return _is_number(value) or (type(value) is float and -MOST <= value <= MOST)


def _exactly(kind: type) -> _Check:
    return lambda value: type(value) is kind


def _any_of(checks: tuple[_Check, ...]) -> _Check:
    return lambda value: any(check(value) for check in checks)


def _tuple_of(hints: tuple[object, ...]) -> _Check:
    checks = tuple(_check_of(hint) for hint in hints if hint is not Ellipsis)
    if hints[-1] is Ellipsis:
        return lambda value: type(value) is tuple and all(map(checks[0], value))
    return lambda value: (
        type(value) is tuple
        and len(value) == len(checks)
        and all(check(item) for check, item in zip(checks, value, strict=True))
    )


def checker(kind: type) -> _Check:
    """Return what tells whether a value is of a class, and all of its fields of their types."""
    checks = _checks(kind)
    return lambda value: (
        type(value) is kind and all(check(read(value)) for _, read, check in checks)
    )

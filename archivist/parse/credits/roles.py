"""What each agency of a credit did, by the order in which the line names them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from archivist.model import Agency, Role
from archivist.rules.agencies import AgencyEntry, AgencyKind, load_order

_OWN_ROLE = {AgencyKind.STOCK: Role.STOCK, AgencyKind.PUBLISHER: Role.PUBLISHER}


def assign_roles(
    entries: Sequence[AgencyEntry], *, passed_on: int | None, pair: bool, maker_last: bool | None
) -> tuple[Agency, ...]:
    """Give each agency its role, in printed order.

    ``passed_on`` is the index of the first agency after a word like "via"; ``pair`` says that a
    hyphen joins them ("Xinhua-Yonhap"); ``maker_last`` whether the maker stands after them
    ("APA/AFP/Name", where the distributor comes first), None where nobody is named.
    """
    if not entries:
        return ()
    if len(entries) == 1:
        role = _OWN_ROLE.get(entries[0].kind) or (Role.ORIGINATOR if passed_on != 0 else Role.DISTRIBUTOR)
        return (_agency(entries[0].name, role),)
    chain = [index for index, entry in enumerate(entries) if entry.kind not in _OWN_ROLE]
    roles: dict[int, Role | None] = dict.fromkeys(chain)
    if len(chain) == 1:
        roles[chain[0]] = Role.DISTRIBUTOR if passed_on == chain[0] else Role.ORIGINATOR
    elif chain:
        distributors = _distributors(entries, chain, passed_on, pair=pair, maker_last=maker_last)
        if distributors is not None:
            roles = {index: Role.DISTRIBUTOR if index in distributors else Role.ORIGINATOR for index in chain}
    return tuple(
        [
            _agency(entry.name, _OWN_ROLE.get(entry.kind) or roles[index])
            for index, entry in enumerate(entries)
        ]
    )


@cache  # of the few roles that the agencies of the table have
def _agency(name: str, role: Role | None) -> Agency:
    return Agency(name, role)


def _distributors(
    entries: Sequence[AgencyEntry],
    chain: list[int],
    passed_on: int | None,
    *,
    pair: bool,
    maker_last: bool | None,
) -> set[int] | None:
    """Return which of the chain passed the picture on; None where the order does not say."""
    if passed_on is not None and any(index < passed_on for index in chain):
        return {index for index in chain if index >= passed_on}
    if pair:
        return set(chain[1:])
    order = load_order()
    first, last = entries[chain[0]].name, entries[chain[-1]].name
    if maker_last or (maker_last is None and first in order.named_first):
        return set(chain[:-1])
    if maker_last is False or last in order.distributors:
        return set(chain[1:])
    return set(chain[:-1]) if first in order.distributors else None

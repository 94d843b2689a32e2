"""The anonymous signature of a WACZ: ECDSA over P-256 with SHA-256, checked and never made.

It proves that who made the package had the key beside it, and nothing more: whether the key is
that of someone known, a reader must know from elsewhere.

Sources: WACZ Signing and Verification 0.1.0; FIPS 186-5, section 6.4.2; SEC 1, 2.3.3; SEC 2, 2.4.2.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import Any

from archivist.model import Severity

# The curve: y² = x³ - 3x + b over the field of P elements; G generates a group of N points.
_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
_G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
# What stands before the point in the DER of a P-256 key (RFC 5480): algorithm, curve, bit string.
_KEY_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")

Point = tuple[int, int] | None  # None is the point at infinity


def check_signature(signed: object, package_hash: str) -> tuple[Severity | None, str]:
    """Return how bad it is with the ``signedData`` of a package, and what; None and nothing if it fits."""
    if not isinstance(signed, Mapping):
        return Severity.ERROR, "signedData is no object"
    if signed.get("hash") != package_hash:
        return (
            Severity.ERROR,
            f"the signature is of {signed.get('hash')!r:.80}, the package has {package_hash}",
        )
    if "publicKey" not in signed:
        return Severity.WARNING, "signed with a certificate, which is not verified here"
    try:
        key, signature = _bytes(signed, "publicKey"), _bytes(signed, "signature")
        fits = verify_p256(key, signature, package_hash.encode("ascii"))
    except ValueError as error:
        return Severity.ERROR, f"the signature cannot be read: {error}"
    return (None, "") if fits else (Severity.ERROR, "the signature is not that of this package and this key")


def verify_p256(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a DER signature (ECDSA, SHA-256) of a message was made with a DER key.

    Raises:
        ValueError: key or signature are not in their form.
    """
    public = _read_key(key)
    r, s = _read_signature(signature)
    if not (0 < r < _N and 0 < s < _N):
        return False
    digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
    inverse = pow(s, -1, _N)
    point = _add(_multiply(digest * inverse % _N, _G), _multiply(r * inverse % _N, public))
    return point is not None and point[0] % _N == r


def _bytes(signed: Mapping[str, Any], name: str) -> bytes:
    text = signed.get(name)
    if not isinstance(text, str) or len(text) > 1000:
        raise ValueError(f"{name} is missing")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(f"{name} is not base 64") from error


def _read_key(key: bytes) -> Point:
    if not key.startswith(_KEY_PREFIX) or len(key) != len(_KEY_PREFIX) + 65 or key[len(_KEY_PREFIX)] != 4:
        raise ValueError("the key is none of P-256")
    x, y = (int.from_bytes(key[-64:][part], "big") for part in (slice(32), slice(32, 64)))
    if x >= _P or y >= _P or (y * y - (x * x * x - 3 * x + _B)) % _P:
        raise ValueError("the key is no point of the curve")
    return x, y


def _read_signature(der: bytes) -> tuple[int, int]:
    """Read a sequence of two integers; each of the lengths is a single byte."""
    numbers, rest = [], der[2:]
    if der[:1] != b"\x30" or len(der) < 2 or der[1] != len(rest):
        raise ValueError("the signature is no sequence")
    for _ in range(2):
        if rest[:1] != b"\x02" or len(rest) < 3 or not 0 < rest[1] <= min(33, len(rest) - 2):
            raise ValueError("the signature has no two integers")
        numbers.append(int.from_bytes(rest[2 : 2 + rest[1]], "big", signed=True))
        rest = rest[2 + rest[1] :]
    if rest:
        raise ValueError("something follows the signature")
    return numbers[0], numbers[1]


def _multiply(factor: int, point: Point) -> Point:
    product: Point = None
    while factor:
        if factor & 1:
            product = _add(product, point)
        point = _add(point, point)
        factor >>= 1
    return product


def _add(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return other if one is None else one
    (x1, y1), (x2, y2) = one, other
    if x1 == x2:
        if (y1 + y2) % _P == 0:
            return None
        slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, _P)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, _P)
    x = (slope * slope - x1 - x2) % _P
    return x, (slope * (x1 - x) - y1) % _P

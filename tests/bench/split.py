"""The third of every data set that is kept aside: looked at only through its figures.

A page of the articles is chosen by its set and id, a caption or page of the credits by its
publisher. The figures of both parts are reported; where they part, the rules fit the pages
and not the kind.
"""

from hashlib import sha256


def is_kept_aside(key: str) -> bool:
    """Whether ``key`` (``"wcxb/0001"``, or a publisher's name) belongs to the third kept aside."""
    return int(sha256(key.encode()).hexdigest(), 16) % 3 == 0

"""Where a maker's name begins that ends before a separator: by a given name, capitals, or its shape."""

from __future__ import annotations

from archivist.parse.credits import tokens as k
from archivist.parse.credits.look import Look

_BEFORE_NAMES = frozenset({k.COMMA, k.COLON, k.SLASH})
_TWO_NAMES = 4  # words
_SHORTEST_NOUN = 4  # letters


def known_name(look: Look, start: int, joint: int) -> int | None:
    """Return where the person's name that ends before ``joint`` begins, if a given name shows it."""
    given = look.lexicon.given_names
    if joint - 4 >= start and look.is_korean(joint - 4, joint):
        return joint - 4
    if (capitals := name_in_capitals(look, start, joint)) is not None:
        return capitals
    longest = 5 + 2 * look.ties_words(joint - 2)  # tokens: "Robin van den Doe-Roe"
    for index in range(joint - 2, max(start, joint - longest) - 1, -1):
        if look.kinds[index] in _BEFORE_NAMES:
            return None
        if look.glued(index) and look.kinds[index - 1] == k.WORD and look.kinds[index] == k.WORD:
            return index
        if look.words[index] in given:
            return _with_first_words(look, start, index)
    return None


def name_in_capitals(look: Look, start: int, joint: int) -> int | None:
    """Return where a name in capitals begins behind words that are not: "…, Lizzo ROBIN DOE/Agency"."""
    name = joint
    while name > start and look.kinds[name - 1] == k.WORD and look.printed(name - 1).isupper():
        name -= 1
    longer = name > look.first and any(look.printed(place).islower() for place in range(look.first, name))
    return name if longer and look.is_name(name, joint) else None


def second_name(look: Look, name: int, end: int) -> int | None:
    """Return where the last of two names begins that follow each other: "Kim Roe Robin Doe"."""
    if end - name < _TWO_NAMES or not all(map(look.capital, range(name, end))):
        return None
    double = look.words[name + 1] in look.lexicon.given_names  # "Juan Carlos Doe Roe"
    return end - 2 if not double and look.is_name(end - 2, end) else None


def two_words(look: Look, start: int, joint: int) -> int:
    """Return where a name of unknown words begins: of two, with the particles and initials among them."""
    name = joint - 1
    while name - 2 >= start and look.kinds[name - 1] == k.HYPHEN and look.ties_words(name - 1):
        name -= 2  # "Robin Doe-Roe"
    if not (name - 2 >= start and look.is_initial(name - 2)):
        name -= 1
        while name > start and _follows_in_name(look, name):
            name -= 1
    return max(start, _with_initials(look, start, name))


def unknown_name(look: Look, start: int, joint: int) -> int | None:
    """Return where a name of unknown words begins behind a caption without a stop: "… in Oslo Xo Doe / AP".

    The words with capitals from ``start`` on are a place and a name, or a name behind a noun.
    """
    name = two_words(look, start, joint)
    if not look.is_name(name, joint) or any(map(look.is_known, range(name, joint))):
        return None
    if any(look.ties_words(place) for place in range(name, joint)):
        return name
    before = name - 1
    if before < look.first or look.words[before] in look.lexicon.roles:
        return None
    if name > start:
        return name if look.kinds[before] == k.WORD and _has_small_words(look, name) else None
    word = look.words[before]
    leads = word in look.lexicon.runners or word in look.lexicon.reporting or word in look.lexicon.particles
    return None if leads or len(word) < _SHORTEST_NOUN or not look.printed(before).islower() else name


def _has_small_words(look: Look, end: int) -> bool:
    """Whether at least every second word is without a capital: titles and German nouns tell nothing."""
    small, words = look.running(look.first, end)
    return 2 * small >= words - 2


def _with_first_words(look: Look, start: int, name: int) -> int:
    """Return where the name begins that has a given name at ``name``: "Anna Robin Doe", "Doe Le Roe"."""
    if name > start and look.capital(name - 1):
        given = look.words[name - 1] in look.lexicon.given_names
        begins = name - 1 > look.first and look.kinds[name - 2] == k.STOP  # "… in Renton, Wash. Robin Doe"
        if given or begins or look.words[name] in look.lexicon.particles:
            name -= 1
    return _with_initials(look, start, name)


def _with_initials(look: Look, start: int, name: int) -> int:
    """Return where a name begins, with the initials before it, "K. V. Robin Doe", but without "D.C."."""
    if name - 2 >= start and look.kinds[name - 1] == k.HYPHEN and look.ties_words(name - 1):
        return name - 2  # "Anna-Robin Doe"
    first = name
    while first - 2 >= start and look.is_initial(first - 2):
        first -= 2
    place = first > look.first and look.kinds[first - 1] == k.COMMA
    return name if place and look.glued(first + 2) else first


def _follows_in_name(look: Look, index: int) -> bool:
    """Whether a name goes on before the word: it is a particle, or an abbreviation ends before it."""
    if look.words[index] in look.lexicon.particles:
        return look.capital(index - 1) or look.is_inside_name(index)
    return look.capital(index - 1) and index - 1 > look.first and look.kinds[index - 2] == k.STOP

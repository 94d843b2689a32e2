"""Credits that a label or a copyright sign marks: "Foto: …", "© …"."""

from __future__ import annotations

from archivist.parse.credits import senses as s
from archivist.parse.credits import tokens as k
from archivist.parse.credits.bracket import bracket_is_credit
from archivist.parse.credits.footer import is_footer
from archivist.parse.credits.leading import find_leading_label
from archivist.parse.credits.look import SPACED, Look, Span
from archivist.parse.credits.names import is_surname
from archivist.parse.credits.tokens import UNSPACED
from archivist.parse.credits.words import BARS

_LONGEST_BODY, _LONGEST_PHRASE = 6, 7
#: Signs after a label that make it one, that tie a name to it, and that begin a name.
_SURE, _TIES = frozenset({k.COLON, k.COPYRIGHT}), frozenset({k.HANDLE, k.JOIN})
_BEFORE_NAMES = frozenset({k.HANDLE, k.COPYRIGHT})
_SETS_APART = frozenset({k.SLASH, k.PIPE, k.DASH, k.OPEN})  # what follows it is a part of its own
_AFTER_NAMES = SPACED | {k.COMMA, k.OPEN}
_MAX_OPENERS = 24  # counted from the end; more of them is no caption


def find_marked(look: Look) -> Span | None:
    """Find the first label or copyright sign that has nothing but a credit after it."""
    earlier: int | None = None
    for index in _openers(look):
        if _is_spoken_of(look, index) or not _opens(look, index):
            continue
        if index == look.first and (leading := find_leading_label(look)):
            return leading
        if span := _marked_at(look, index):
            if earlier is not None and _is_name_of_maker(look, earlier, span[0]):
                return earlier, span[1]
            return span
        earlier = index
    return None


def _is_name_of_maker(look: Look, first: int, last: int) -> bool:
    """Whether a label and names stand right before a credit: "Graphic: Example Daily. Source: …"."""
    label = look.senses[first] & (s.LABEL | s.PICTURE | s.TAG) == s.LABEL
    return (
        label
        and look.sentence_end(last - 1)
        and last - first < _LONGEST_BODY
        and not look.running(first, last)[0]
    )


def _marked_at(look: Look, index: int) -> Span | None:
    """Return the credit that the label at ``index`` opens, up to the end of its bracket or of the text."""
    opening = look.bracket_around(index)
    closing = look.closing(opening) if opening is not None else None
    if opening is None or closing is None:
        return (_body_before(look, index), look.last) if _is_credit(look, index, look.last) else None
    if not _is_credit(look, index, closing):
        return None
    closing = _last_bracket(look, closing)
    return (opening, look.last if look.only_signs(closing + 1, look.last) else closing + 1)


def _last_bracket(look: Look, closing: int) -> int:
    """Return where the last of the brackets closes that follow each other and hold credits."""
    following = closing + 1
    while following < look.last and look.kinds[following] == k.OPEN:
        end = look.closing(following)
        if end is None or not bracket_is_credit(look, following + 1, end):
            break
        closing, following = end, end + 1
    return closing


def _openers(look: Look) -> list[int]:
    """Return the copyright signs, the labels, and what stands in the place of a label: "Montage: …"."""
    found: list[int] = []
    if k.COPYRIGHT in look.kinds:
        found += look.places(k.COPYRIGHT)
    if k.COLON in look.kinds:
        for colon in look.places(k.COLON):
            if _labels(look, colon - 1):
                found.append(colon - 1)
    if look.all_senses & s.OPENERS:
        for index in look.known():
            if look.senses[index] & s.OPENERS:
                found.append(index)
    return sorted(set(found))[-_MAX_OPENERS:] if len(found) > 1 else found


def _labels(look: Look, index: int) -> bool:
    """Whether a colon makes a label of a token that is none: "Montage: …", "AFP: …"."""
    if index < look.first:
        return False
    agency = look.agencies[index] is not None and (look.is_agency(index) or look.printed(index).isupper())
    return agency or look.senses[index] & s.FLAGS > 0


def _body_before(look: Look, index: int) -> int:
    """Return where the body begins that is named right before a label: "U.S. Army photo by Robin Doe"."""
    agency = look.agencies[index - 1] if index > look.first else None
    if look.kinds[index] == k.COPYRIGHT:  # "/뉴스1 © News1 …" says it twice
        return index - 1 if agency is not None and look.agencies[index + 1 : index + 2] == [agency] else index
    following = index + 1
    if agency is not None and (look.boundary(index - 1) or look.bits(following, following + 1) & s.BY):
        return index - 1
    if following >= len(look.kinds):
        return index
    if not (look.senses[following] & s.BY or look.kinds[following] == k.SLASH) or look.capital(index):
        return index
    start = index
    while start > look.first and index - start < _LONGEST_BODY and _may_name_body(look, start - 1):
        start -= 1
    return start if look.boundary(start) else index


def _may_name_body(look: Look, index: int) -> bool:
    abbreviation = look.kinds[index] == k.STOP and not look.sentence_end(index)
    if look.words[index] in look.lexicon.particles and look.words[index] not in look.lexicon.runners:
        return look.capital(index + 1)  # "Embassy of Denmark photo by …"
    return look.capital(index) or look.agencies[index] is not None or abbreviation


def _opens(look: Look, index: int) -> bool:
    """Whether the label at ``index`` opens a credit: by what stands on both sides."""
    if look.kinds[index] == k.COPYRIGHT:
        return index + 1 < look.last and not (_is_centre(look, index) or is_footer(look, index))
    first, index = index, _last_label(look, index)
    following = index + 1
    if following >= look.last:
        return False
    kind = look.kinds[following]
    if look.senses[index] & s.COURTESY:
        small = kind == k.WORD and not (look.capital(following) or look.caseless(following))
        alone = small and " " not in look.words[index] and not look.is_known(following)
        # "Courtesy bus in Main Street"
        return not alone and (look.capital(first) or look.boundary(_body_before(look, first)))
    sign = following if kind == k.COPYRIGHT else index
    if (sign == following or look.is_year(following)) and is_footer(look, sign):
        return False
    return kind in _SURE or _opens_in_place(look, first, index)


def _is_centre(look: Look, index: int) -> bool:
    """Whether a letter in brackets says where someone stands, or for which party: "Kim Roe (C) speaks"."""
    if look.printed(index) != "(C)" or not look.capital_before(index):
        return False
    following = index + 1
    small = not (look.capital(following) or look.caseless(following))
    return bool(look.senses[following] & s.OPENERS) or (look.kinds[following] == k.WORD and small)


def _opens_in_place(look: Look, first: int, index: int) -> bool:
    """Whether labels from ``first`` to ``index`` begin a part of the text, and a name may follow them."""
    following = index + 1
    kind = look.kinds[following]
    boundary, capital = look.boundary(_body_before(look, first)), look.capital(first)
    if kind == k.EQUALS and boundary:
        return True
    if kind == k.SLASH and boundary and _body_before(look, first) < first:
        return _named(look, following + 1)  # "Example Force photo/Robin Doe"
    if not (boundary or capital):
        return bool(look.senses[following] & s.BY) and look.is_name(following + 1, look.last)
    if kind == k.WORD:
        return _opens_before_word(look, first, index, boundary=boundary, capital=capital)
    return kind != k.OPEN and _opens_before_sign(look, index, boundary=boundary, capital=capital)


def _is_spoken_of(look: Look, index: int) -> bool:
    """Whether words of a sentence lead into the label: "Im Bild: …", "… auf dem Foto: …"."""
    before = index - 1
    if before < look.first:
        return False
    if look.words[before] not in look.lexicon.runners:
        return look.words[before] == "the" and not look.capital(index)  # "The source: Robin Doe"
    small = not (look.capital(index) or look.caseless(index))  # "… looks at a photo by Robin Doe"
    return (
        small
        or look.capital(before)
        or (before > look.first and look.words[before - 1] in look.lexicon.runners)
    )


def _last_label(look: Look, index: int) -> int:
    """Return the last of the labels that follow each other: "Photo courtesy of", "Autor/Quelle:"."""
    for _ in range(4):
        following = index + 1
        if following < look.last and look.kinds[following] == k.SLASH:
            following += 1
        if following >= look.last or not look.senses[following] & s.OPENERS:
            break
        index = following
    return index


def _opens_before_word(look: Look, first: int, index: int, *, boundary: bool, capital: bool) -> bool:
    """Whether a label opens a credit that a word follows: "Photo by Robin", "FOTO ROBIN"."""
    following = index + 1
    bits = look.senses[following]
    if look.glued(following) and len(look.words[following]) == 1:
        return False  # "Ph.D"
    if bits & (s.BY | s.VIA):
        return _named(look, following + 1) and not (first == look.first and _shows(look, following))
    if bits & s.AND:  # "Text und Foto: …"
        return look.kinds[following + 2 : following + 3] == [k.COLON]
    if look.caseless(index):
        return boundary and _names_caseless(look, following)
    if first == look.first and not _names_someone(look, index, following):
        return False
    if look.words[index] == "copyright" and capital and look.lower_before(index):
        return _named(look, following)  # "… at the summit Copyright Robin Doe"
    if capital and not boundary and look.senses[index] & s.PICTURE:
        return _names_maker(look, index)
    short = look.words[index].endswith(".")  # "fot. Robin Doe"
    set_apart = first > look.first and (
        short or look.kinds[first - 1] in _SETS_APART or look.is_known_person(following, look.last)
    )
    apart = boundary or (look.words[index] == "fot." and capital)  # Polish, and no other word
    return (
        apart and (capital or set_apart or look.agencies[following] is not None) and _named(look, following)
    )


def _names_maker(look: Look, label: int) -> bool:
    """Whether a maker ends a caption without a stop, alone or beside an agency: "… 1993 Photo Robin Doe"."""
    first, before = label + 1, look.words[label - 1]
    if before in look.lexicon.runners or before in look.lexicon.reporting or look.senses[label - 1] & s.BY:
        return False
    end = _name_end(look, first)
    if not look.is_name(first, end):
        return False
    return end == look.last or (any(look.agencies[end : look.last]) and not look.running(end, look.last)[0])


def _name_end(look: Look, first: int) -> int:
    """Return where the words end that a separator, a comma or a bracket follows."""
    return next((place for place in range(first, look.last) if look.kinds[place] in _AFTER_NAMES), look.last)


def _names_someone(look: Look, label: int, first: int) -> bool:
    """Whether a label without a sign introduces a credit, "Foto Robin Doe", and no title, "Video Storage"."""
    last = look.last
    if any(look.agencies[first:last]) or look.bits(first, last) & (s.FLAGS | s.RIGHTS | s.TITLE):
        return True
    end = _name_end(look, first)
    if look.is_provider(first, end) or look.is_known_person(first, end):
        return True
    return bool(look.senses[label] & s.PICTURE) and (end - first == 1 or look.is_name(first, end))


def _shows(look: Look, small: int) -> bool:
    """Whether "of" and one word say what the picture shows: "Imagen de Berlín"; but "Foto de EFE"."""
    name = small + 1
    if look.words[small] not in look.lexicon.particles or name + 1 < look.last - (look.kinds[-1] == k.STOP):
        return False
    return not (
        look.is_known(name)
        or look.is_provider(name, name + 1)
        or is_surname(look.printed(name), look.lexicon)
    )


def _names_caseless(look: Look, first: int) -> bool:
    """Whether a name follows a label in a script without capitals; no space parts one in Hangul or Han."""
    last = look.last
    if any(look.agencies[first:last]) or any(look.senses[first:last]) or not look.only_words(first, last):
        return True
    if UNSPACED.match(look.words[first]):
        return last - first == 1
    return last - first > 1


def _opens_before_sign(look: Look, index: int, *, boundary: bool, capital: bool) -> bool:
    """Whether a label opens a credit that a sign follows: "Credit...Robin", "Image source, Agency"."""
    following = index + 1
    kind = look.kinds[following]
    if kind == k.STOP:
        if look.printed(following) == "…" or look.kinds[following + 1 : following + 2] == [k.STOP]:
            return True
        letter = look.words[following + 1 : following + 2] == ["d"] and look.glued(following + 1)  # "Ph.D."
        short = look.words[index] in look.lexicon.abbreviations and not letter
        return boundary and short and _named(look, following + 1)
    if kind in BARS and following + 1 < look.last and not look.senses[index] & s.TAG:
        return boundary and (capital or look.caseless(index)) and _named(look, following + 1)
    if kind == k.COMMA:
        several = " " in look.words[index] or look.caseless(index)
        return index == look.first and several and _named(look, following + 1)
    return look.caseless(index) and boundary and kind in _TIES


def _named(look: Look, index: int) -> bool:
    """Whether a name may begin at ``index``."""
    if index >= look.last:
        return False
    if look.agencies[index] is not None or look.kinds[index] in _BEFORE_NAMES:
        return True
    if look.senses[index] & (s.FLAGS | s.OPENERS):
        return True
    if look.kinds[index] != k.WORD:
        return False
    if look.capital(index) or look.caseless(index):
        return True
    if look.words[index] in look.lexicon.generic:
        return True  # "Photo by author"
    # A contributor's name in small letters, "robindoe99 on Agency", but no "of the"
    return look.words[index] not in look.lexicon.particles and any(look.agencies[index : index + 4])


def _is_credit(look: Look, first: int, last: int) -> bool:
    """Whether the tokens after a label are a credit and not running text."""
    start = first + 1
    while start < last and (look.kinds[start] == k.COLON or look.senses[start] & (s.LABEL | s.BY)):
        start += 1
    if look.kinds[last - 1] == k.CLOSE and _closes_in_bracket(look, first, last):
        return False
    small, words = look.running(start, last)
    if small and first == look.first and last == look.last and _holds_sentence(look, start, last):
        return False
    if small == 0:
        return k.WORD in look.kinds[first + 1 : last]
    if look.is_provider(start, last):
        return True
    if _another_follows(look, first + 1, last):
        return False
    if _is_labelled_phrase(look, first, start, last, words):
        return True
    if words > 2 and look.ends_running(first, last):
        return False
    return _opens_surely(look, first) and small <= _tolerance(look, first, last, words)


def _holds_sentence(look: Look, first: int, last: int) -> bool:
    """Whether the label opens a caption with its credit behind: "Symbolbild: Ein Bus in Bonn. Agency"."""
    for stop in range(last - 2, first, -1):
        if look.kinds[stop] == k.STOP and look.sentence_end(stop):
            return look.running(first, stop)[0] > 0 and look.strong(stop + 1, last)
    return False


def _closes_in_bracket(look: Look, first: int, last: int) -> bool:
    """Whether the label opens a caption whose credit is the bracket at its end: "資料圖片:….(路透社)"."""
    if first != look.first or last != look.last:
        return False
    opening = look.opening(last - 1)
    if opening is None or opening <= first or not look.sentence_end(opening - 1):
        return False
    return any(look.agencies[opening:last]) and not any(look.agencies[first:opening])


def _is_labelled_phrase(look: Look, first: int, start: int, last: int, words: int) -> bool:
    """Whether a label with a colon and few words in small letters close a caption: "… Foto: archiv obce"."""
    if first == look.first or words > _LONGEST_PHRASE or not look.boundary(first):
        return False
    named = look.is_abbreviation(start, start + 1) or look.words[start] in look.lexicon.organisations
    if look.words[start - 1][-1] in ".:" and named:
        return True  # "Fot. KMP w Łomży", "Fot. Muzeum Narodowe w Krakowie"
    return look.kinds[start - 1] == k.COLON and not any(
        (look.words[place] in look.lexicon.runners and not look.senses[place] & s.AND)
        or look.sentence_end(place)
        for place in range(start, last - 1)
    )


def _opens_surely(look: Look, first: int) -> bool:
    """Whether a label may have some running text in its credit: with a colon or "by", or a capital."""
    bits = look.senses[first]
    if bits & s.COURTESY:
        return look.capital(first) or look.caseless(first)
    if not bits & s.OPENERS:
        return look.kinds[first] == k.COPYRIGHT
    return look.kinds[first + 1] != k.WORD or bool(look.senses[first + 1])


def _tolerance(look: Look, first: int, last: int, words: int) -> int:
    """Return how many of the words after a label may be running text, as in "Quelle: Amt für Beispiele"."""
    bits, whole = look.bits(first, last), first == look.first and last == look.last
    named = look.has_body(first + (look.senses[first] & s.OPENERS > 0), last)
    if whole and words > 2 and look.kinds[first + 1] == k.COLON and not named:
        return 0  # "Graphic: how it works", "Author: Robin Doe reads from …"
    if whole and look.senses[first] & s.PICTURE and not named:
        return 0  # "Image: Robin Doe in London"
    if whole and bits & s.RIGHTS and any(look.agencies[first:last]):
        return words
    return 1 + words // (4 if whole else 8) + (2 if bits & s.SCREENSHOT else 0)


def _another_follows(look: Look, first: int, last: int) -> bool:
    """Whether another label opens a credit after running text: then the first one opened a caption."""
    for place in range(first + 1, last):
        if look.kinds[place] == k.COPYRIGHT:
            return True
        labelled = look.senses[place] & s.OPENERS
        if labelled and (look.kinds[place + 1 : place + 2] == [k.COLON] or look.sentence_end(place - 1)):
            return True
    return False

"""Articles built from the model's grammar, for property tests."""

from datetime import UTC, datetime
from io import BytesIO

from hypothesis import settings
from hypothesis import strategies as st

from archivist.export import EXPORTERS
from archivist.model import (
    Agency,
    Article,
    Author,
    Block,
    Book,
    Capture,
    Cell,
    Chapter,
    Code,
    Completeness,
    Credit,
    Disagreement,
    Embed,
    Entry,
    Evidence,
    Figure,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Photo,
    Quote,
    Role,
    Rule,
    Run,
    Table,
)
from archivist.parse.credits import parse_caption

# Words of several scripts, and what markup, file names and terminals stumble over.
WORDS = (
    "rain", "Fünf", "서울에서", "東京", "صباح", "ลมแรง", "a<b", "R&D", '"so"', "]]>", "&amp;", "<!--", "1/2",
    "\u00ad", "👩‍👩‍👧", "e\u0301", "\N{RIGHT-TO-LEFT OVERRIDE}", "\ufffd",
)  # fmt: skip
LINKS = (
    "",
    "",
    "https://a.example/x?a=1&b=2",
    "http://한국.example/길",
    "mailto:desk@a.example",
    "#n1",
    "#gone",
)
#: For properties of whole articles: each is large, so fewer are enough.
some = settings(max_examples=25, deadline=None)

LANGUAGES = ("", "en", "en-US", "ko", "ar", "zh-Hans", "he-IL", "no language", "ja")


def words(most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=most).map(" ".join)


def run() -> st.SearchStrategy[Run]:
    text = st.one_of(words(3), words(2).map("{}\n".format))
    style = st.sampled_from(["", "", "strong", "emphasis", "code", "superscript", "subscript"])
    ruby = st.sampled_from(["", "", "", "とうきょう"])
    return st.builds(_run, text, style, st.sampled_from(LINKS), ruby)


def _run(text: str, style: str, href: str, ruby: str) -> Run:
    return Run(text, href=href, ruby=ruby, **{style: True} if style else {})


def runs() -> st.SearchStrategy[tuple[Run, ...]]:
    return st.lists(run(), max_size=3).map(tuple)


def anchor() -> st.SearchStrategy[str]:
    return st.sampled_from(["", "", "n1", "n 2", "n1"])


def block(photos: int) -> st.SearchStrategy[Block]:
    small = st.integers(1, 3)
    item = st.builds(Item, runs(), st.integers(0, 4), st.booleans(), anchor())
    cell = st.builds(Cell, runs(), st.booleans(), small, small)
    row = st.lists(cell, max_size=3).map(tuple)
    figures = [st.builds(Figure, st.integers(0, photos - 1))] if photos else []
    return st.one_of(
        st.builds(Paragraph, runs(), anchor()),
        st.builds(Heading, st.integers(2, 6), runs(), anchor()),
        st.builds(Quote, st.lists(runs(), max_size=3).map(tuple), words()),
        st.builds(ListBlock, st.lists(item, max_size=5).map(tuple)),
        st.builds(Table, st.lists(row, max_size=3).map(tuple), words()),
        st.builds(
            Code, st.sampled_from(["", "\n\n  x\ty  \n", "if a < b && c:\n    pass"]), st.just("python")
        ),
        st.builds(Rule),
        st.builds(Embed, words(), st.sampled_from(LINKS)),
        st.builds(Entry, st.sampled_from(["2026-11-24T09:30:00+09:00", "9.30 Uhr"]), words()),
        *figures,
    )


def evidence() -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        method=st.sampled_from(["json-ld", "meta"]),
        place=words(2),
        text=words(),
        confidence=st.floats(0, 1),
    )


def credit() -> st.SearchStrategy[Credit]:
    role = st.sampled_from([None, *Role])
    names = st.lists(st.sampled_from(["Jane Doe", "김민수"]), max_size=2).map(tuple)
    agency = st.builds(Agency, st.sampled_from(["AFP", "Xinhua", "Yonhap"]), role)
    return st.builds(
        Credit,
        line=words(3),
        printed=words(3),
        creators=names,
        agencies=st.lists(agency, max_size=3).map(tuple),
        courtesy_of=names,
        is_file=st.booleans(),
        is_handout=st.booleans(),
        is_pool=st.booleans(),
        is_screenshot=st.booleans(),
        is_composite=st.booleans(),
        is_generated=st.booleans(),
        rights=words(2),
        confidence=st.floats(0, 1),
    )


def disagreement() -> st.SearchStrategy[Disagreement]:
    names = st.lists(words(2), max_size=2).map(tuple)
    return st.builds(Disagreement, field=st.sampled_from(["creators", "agencies"]), page=names, file=names)


def photo() -> st.SearchStrategy[Photo]:
    sources = ["", "https://a.example/1.jpg", "https://a.example/2.png", "https://a.example/3.webp"]
    size = st.none() | st.integers(1, 9000)
    return st.builds(
        Photo,
        source=st.sampled_from(sources),
        candidates=st.lists(st.sampled_from(sources[1:]), max_size=2, unique=True).map(tuple),
        alt=words(),
        caption=words(),
        credit=st.none() | credit(),
        width=size,
        height=size,
        file_credit=st.none() | credit(),
        disagreements=st.lists(disagreement(), max_size=1).map(tuple),
        evidence=st.lists(evidence(), max_size=1).map(tuple),
    )


@st.composite
def article(draw: st.DrawFn) -> Article:
    """Return an article with every kind of block, and text that is hard to write down."""
    photos = draw(st.lists(photo(), max_size=3).map(tuple))
    author = st.builds(Author, name=words(2).filter(bool), role=st.sampled_from(["author", "desk"]))
    date = st.sampled_from(["", "2026-11-24", "2026-11-24T09:30:00+09:00", "2026-11"])
    return Article(
        url=draw(st.sampled_from(["", "https://a.example/news/1", "https://b.example/2?x=1&y=2"])),
        title=draw(words()),
        standfirst=draw(words()),
        byline=draw(words(3)),
        authors=draw(st.lists(author, max_size=2).map(tuple)),
        published=draw(date),
        modified=draw(date),
        section=draw(st.sampled_from(["", "World", "R&D"])),
        tags=draw(st.lists(words(1), max_size=2).map(tuple)),
        language=draw(st.sampled_from(LANGUAGES)),
        publisher=draw(st.sampled_from(["", "The Daily <Example>"])),
        is_free=draw(st.none() | st.booleans()),
        blocks=draw(st.lists(block(len(photos)), max_size=5).map(tuple)),
        photos=photos,
        completeness=draw(st.sampled_from(Completeness)),
        evidence={"title": draw(st.lists(evidence(), max_size=2).map(tuple))},
    )


def capture(number: int = 0, url: str = "https://a.example/news/1") -> Capture:
    """Return a capture whose facts are all told apart by ``number``."""
    return Capture(
        id=f"{number:08x}",
        target_uri=url,
        captured_at=datetime(2026, 11, 24, 3, 14, 15, tzinfo=UTC),
        record_id=f"<urn:uuid:00000000-0000-0000-0000-{number:012x}>",
        payload_digest="sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
        warc_file=f"data/2026/11/24/20261124T031415Z-a.example-{number:08x}.warc.gz",
        offset=431,
        sha256=f"{number:064x}",
        size=20480,
    )


def credited_photo(line: str) -> Photo:
    """Return a photo with this caption, taken apart."""
    caption = parse_caption(line)
    return Photo(source="https://a.example/1.jpg", caption=caption.text, credit=caption.credit)


def exported(to: str, *chapters: Chapter) -> bytes:
    """Return a book of these chapters in a format."""
    stream = BytesIO()
    EXPORTERS[to](Book(title="Weather", chapters=chapters, made_at=capture().captured_at), stream)
    return stream.getvalue()

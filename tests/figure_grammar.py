"""Pages with figures, built from a grammar of their markup, each with the words that a reader sees of it."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.photo_pages import article

# A page uses no text twice, so that a word tells where it came from.
_SENTENCES = (
    "Boats turn back to the coast near Hafen.", "Rescuers, from left: Pia Lund and Tom Ek, wait.",
    "An old crane falls (right) at 9/11 Street.", "Fischer flicken ihre Netze im Nebel.",
    "Рыбаки чинят сети на берегу.", "시민들이 부두에서 배를 기다리고 있다.", "港に並ぶ漁船と灯台。",
    "صيادون يصلحون الشباك قرب الميناء.", "मछुआरे किनारे पर जाल सुधारते हैं।", "Οι ψαράδες περιμένουν στο λιμάνι.",
    "Les marins attendent l’aube, <em>lundi</em> <time>4 mai</time>.", "工人在码头装卸货物。",
    "דייגים מתקנים רשתות על הרציף.", "Bir <b>balıkçı</b> ağlarını onarıyor", "Two gulls circle over pier two",
    "Żeglarze czekają na <a href='/port'>świt</a> w porcie", "FILE - A ferry leaves, May 1, 2020.",
)  # fmt: skip
_CREDITS = (
    "Photo: Anna Berg/Reuters", "(AP Photo/Carl Dahl)", "Foto: Ida Holm/TT", "Robin Doe/AFP via Getty Images",
    "© Harbour Museum", "Xinhua-Yonhap", "사진=김하나 기자", "新华社记者 李明 摄", "河合みなと撮影",
    "Фото: Иван Примеров/ТАСС", "Quelle: dpa", "Courtesy of the <i>Seamen's Mission</i>", "EPA",
)  # fmt: skip
_CONTROLS = (
    '<button type="button">Enlarge this</button>', '<a class="zoom" href="#">Zoom in</a>',
    '<span class="counter">3 / 7</span>', '<button class="btn-lightbox">Open lightbox</button>',
    '<b class="hide-caption">hide caption</b>', '<a href="#more">Read more</a>',
    '<div class="lightbox-link"><a href="#g">View gallery</a></div>',
    "<button><span>크게 보기</span></button>",
    '<span class="icon">Vollbild</span>',
)  # fmt: skip
_UNSEEN = (
    '<span class="visually-hidden">Image caption, </span>', "<span hidden>not for eyes</span>",
    '<p style="display: none">lazy words</p>', "<script>var words = 'in a script'</script>",
    "<!-- a remark -->", "<style>.x { color: red }</style>",
)  # fmt: skip
_TOLD = ("Data tell of seven kayaks.", "Metadata mention umbrellas.", "Attributes describe violins.")
_FILES = ("boats", "cranes", "gulls")

# {c} is the sentence, {b} the credit, {x} a control, {u} what nobody sees, {d} the sentence once more for
# another screen.
_CAPTIONS = (
    "{u}{c} {b}{x}",
    "{x}{u}{c} / {b}",
    "{u}{c} <span class='credit'>{b}</span>{x}",
    "<span class='caption-text'>{c}</span> <span class='photo-credit'>{b}</span>{x}{u}",
    "<div>{c}</div><div class='k3'>{b}</div>{x}{u}",
    "<div class='caption__body'>{u}<span>{c}</span>{x}</div><cite>{b}</cite>",
    "<span class='desktop'>{c}</span><span class='mobile'>{d}</span> <small class='credits'>{b}</small>{x}",
    "<h3>{c}</h3>{x}<em>{b}</em>{u}",
    "<span class='photographer'>{b}</span>{u} {c} {x}",
    "<ul><li>{c}</li><li class='source'>{b}</li></ul>{x}",
    "{c} (Belga)<span class='credit'>{b}</span>{x}",
    "<p>Open image in gallery: {c}</p><p class='author'>{b}</p>{x}{u}",
)
# {w} is one of these, {i} the picture.
_BOXES = (
    "<figure>{i}<figcaption>{w}</figcaption></figure>",
    "<figure class='wide'><div class='media'>{i}</div><figcaption class='cap'>{w}</figcaption></figure>",
    "<figure><figcaption>{w}</figcaption>{i}</figure>",
    "<figure><a class='lightbox' href='{large}'>{i}</a><figcaption>{w}</figcaption></figure>",
    "<figure>{x}{i}<figcaption>{c}</figcaption><span class='credit'>{b}</span></figure>",
    "<figure>{i}<figcaption>{c}</figcaption><footer>{b}</footer>{x}</figure>",
    "<div class='image-box'><div>{i}</div>{x}<div class='caption'>{c}</div><div class='k7'>{b}</div></div>",
    "<div class='image-box'><div>{i}</div><div class='caption'>{w}</div></div>",
    "<div class='wp-caption'>{i}<div class='wp-caption-text'>{w}</div></div>",
    "<figure><picture><source srcset='{large}'>{i}</picture><figcaption>{w}</figcaption></figure>",
    "<figure>{i}<noscript>{i}</noscript><figcaption>{w}</figcaption></figure>",
    "<figure>{i}<p>Tap it for a slide show.</p><figcaption>{w}</figcaption></figure>",
    "<figure>{i}<figcaption>{w}</figcaption><ul><li>Send it by mail</li><li>Print it</li></ul></figure>",
    "<div class='photo'><form><label>Rate it</label></form>{i}<div class='caption'>{w}</div></div>",
    "<div class='photo'><table><tr><td>{i}</td></tr><tr><td class='caption'>{w}</td></tr></table></div>",
    "<div class='photo'><div>{i}<p>Bild</p></div><div class='caption'>{w}</div></div>",
)
_PAGES = (
    "{f}",
    "<div class='gallery'>{f}</div>",
    "<div class='desktop'>{f}</div><div class='mobile'>{f}</div>",
)


@dataclass(frozen=True)
class Figure:
    """Markup of a picture, and the words about it."""

    markup: str
    file: str
    shown: str  # all that a reader sees of it, in page order
    caption: str
    credit: str
    control: str  # what the page's machinery says in it
    told: str  # what only attributes and data say


@dataclass(frozen=True)
class FigurePage:
    """A page with its figures."""

    html: str
    figures: tuple[Figure, ...]


@st.composite
def figure_pages(draw: st.DrawFn) -> FigurePage:
    """Return a page of one to three figures, of one house style, as a gallery, or repeated for telephones."""
    number = draw(st.integers(1, 3))
    box, caption = draw(st.sampled_from(_BOXES)), draw(st.sampled_from(_CAPTIONS))
    pools = (_SENTENCES, _CREDITS, _CONTROLS, _TOLD)
    texts = [
        draw(st.lists(st.sampled_from(pool), min_size=number, max_size=number, unique=True)) for pool in pools
    ]
    has_caption, has_credit, has_control = draw(
        st.tuples(st.booleans(), st.booleans(), st.booleans()).filter(lambda has: has[0] or has[1])
    )
    attribute = draw(st.sampled_from(("", "alt", "title", "data-caption", "data-credit", "json-ld")))
    # What is read aloud before a credit is its label.
    unseen = draw(st.sampled_from(_UNSEEN if has_caption else _UNSEEN[1:]))
    figures = tuple(
        _figure(
            name,
            box.replace("{w}", caption),
            {
                "c": c * has_caption,
                "d": c * has_caption,
                "b": b * has_credit,
                "x": x * has_control,
                "u": unseen,
            },
            told if attribute else "",
            attribute,
        )
        for name, c, b, x, told in zip(_FILES, *texts, strict=False)
    )
    inside = draw(st.sampled_from(_PAGES)).replace("{f}", "".join(figure.markup for figure in figures))
    head = _data(figures) if attribute == "json-ld" else ""
    return FigurePage(article(inside, head=head), figures)


def _figure(name: str, form: str, words: dict[str, str], told: str, attribute: str) -> Figure:
    file = f"/2026/{name}-at-hafen.jpg"
    told_here = f' {attribute}="{html.escape(told)}"' if attribute not in {"", "json-ld"} else ""
    image = f'<img src="{file}" width="800" height="500"{told_here}>'
    seen = form.format(i="", large="", **{**words, "u": "", "d": ""})
    return Figure(
        markup=form.format(i=image, large=f"/2026/{name}-at-hafen-1600.jpg", **words),
        file=f"{name}-at-hafen",
        shown=text_of(seen),
        caption=text_of(words["c"]),
        credit=text_of(words["b"]),
        control=text_of(words["x"]),
        told=told,
    )


def text_of(markup: str) -> str:
    """Return the text of markup."""
    return html.unescape(re.sub(r"<[^>]*>", " ", markup))


def _data(figures: tuple[Figure, ...]) -> str:
    images = [
        {"@type": "ImageObject", "url": f"/2026/{figure.file}.jpg", "caption": figure.told}
        for figure in figures
    ]
    data = {"@type": "NewsArticle", "headline": "Storm reaches harbour", "image": images}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'

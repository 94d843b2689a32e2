"""Generate and mutate captions, and check that nothing raises and no word is lost.

Run: python -m tests.bench.fuzz_captions [NUMBER] [SEED]
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from archivist.model import Caption
from archivist.parse.credits import parse_caption
from archivist.parse.credits.fold import clean

SENTENCES = (
    "Rescuers wait on Pier 9/11 (left).", "Ministers meet in Paris on Friday",
    "The 24/7 crew, from left: Kim Min, A. B. Doe.", "Der Hafen (l.) im Nebel.",
    "Das Foto zeigt die Stadt", "FILE - A ship, May 1, 2020.", "시민들이 산책하고 있다.", "港に並ぶ漁船",
    "工人在港口装卸货物。", "دخان فوق الميناء", "दुनिया भर में धुआं।", "Дым над портом.", "Στο λιμάνι.",
    "1/5 Legende: Rauch", "Image caption", "«Vape», «Wave»",
)  # fmt: skip
NAMES = (
    "Robin Doe", "ROBIN DOE", "J. Scott Doe", "Kim Min-jae", "Lars van der Berg", "robindoe99",
    "@robin_doe", "홍가람 기자", "李明", "河合みなと", "Иван Примеров", "Metropolitan Police", "NASA",
    "Example GmbH & Co. KG", "example.com", "robin@example.com", "Jr.", "O'Neill",
)  # fmt: skip
AGENCIES = (
    "AP", "Reuters", "Xinhua", "Yonhap", "AFP", "Getty Images", "dpa", "picture alliance", "ＡＰ",
    "연합뉴스", "新华社", "ロイター", "رويترز", "ТАСС", "stock.adobe.com", "The New York Times", "SN",
    "hr", "Agence France-Presse",
)  # fmt: skip
WORDS = (
    "Photo", "Photo by", "Foto:", "©", "(c)", "Courtesy of", "via", "for", "and", "File",
    "Archiv", "Handout", "Pool", "Screenshot", "提供", "撮影", "摄", "기자", "사진=", "Bild:", "Quelle:",
    "Credit...", "Image:", "CC BY-SA 4.0", "All rights reserved", "nuotr.", "Fot.", "Enlarge",
    "hide caption", "이미지 확대보기", ">> more",
)  # fmt: skip
SIGNS = (
    " ", " / ", "/", " | ", ", ", ". ", ".", " - ", "-", " – ", "—", " (", ") ", "[", "]", "（",
    "）", "＝", ": ", "…", '"', "“", "”", '\u200b', '\xa0', '\n', "、", "。", "·", "@", "&",
)  # fmt: skip
_POOLS = (SENTENCES, NAMES, AGENCIES, WORDS, SIGNS, SIGNS)


def generate(source: random.Random) -> str:
    """Return a caption of up to a dozen pieces, sometimes mutated letter by letter."""
    text = "".join(
        source.choice(source.choice(_POOLS)) + source.choice(("", " ")) for _ in range(source.randint(1, 12))
    )
    if source.random() < 0.3:
        letters = list(text)
        for _ in range(source.randint(1, 4)):
            place = source.randrange(len(letters) + 1)
            letters[place : place + source.randint(0, 2)] = source.choice(
                (chr(source.randrange(0x20, 0x3000)), "", "İ", "ß", "\ud800", "\x00")
            )
        text = "".join(letters)
    return text


def letters_of(text: str) -> Counter[str]:
    """Count the letters and digits of a text."""
    return Counter(filter(str.isalnum, text))


def words_kept(text: str, caption: Caption) -> bool:
    """Whether every letter of the text stands once: in the caption's text, credit or interface words."""
    printed = caption.credit.printed if caption.credit else ""
    return letters_of(clean(text)) == letters_of(" ".join((caption.text, printed, *caption.interface)))


def main(number: int = 1_000_000, seed: int = 0) -> None:
    """Check so many captions; stop at the first that fails."""
    source = random.Random(seed)
    started = time.process_time()
    for count in range(number):
        text = generate(source)
        caption = parse_caption(text)
        if not words_kept(text, caption):
            raise SystemExit(f"caption {count:,} of seed {seed} loses words: {text!r}\n{caption!r}")
    print(
        f"{number:,} captions, no exception, no lost word, {time.process_time() - started:,.0f} CPU-seconds"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

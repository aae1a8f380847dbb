"""Texts to tokenize: the demo's captions, and generated ones of every kind that annotations have been seen to hold."""
import json
import pathlib
import random
import unicodedata

CAPTIONS = pathlib.Path("tools/captions/demo.jsonl")
SPECIAL = ["</s>", "<pad>", "<unk>", "<s>", "<extra_id_0>", "<extra_id_99>", "<extra_id_100>", "<extra_id_07>"]

WORDS = """a the an camera pans slowly over Mountains covered in snow, while golden light spreads across lake; woman
wearing red coat walks toward 1080p 3.5 (left) don't well-lit CLOSE-UP ... "EXIT" 16:9 £20 50% #4 café naïve façade
Zürich œuvre señor “quoted” ‘single’ — – … it’s A.M. U.S.A. e.g. http://a.example/b?c=d&e=f user@example.org""".split()
SPACES = [" ", "  ", "   ", "\t", "\r", "\n", "\r\n", "\v", "\f", "\x85", "\xa0", "\u1680", "\u2002", "\u2009", "\u2028",
          "\u2029", "\u202f", "\u205f", "\u3000"]
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u180e", "\u061c", "\u200e", "\u200f", "\u202a",
             "\u202e", "\u2066", "\u2069", "\u034f", "\ufe0f", "\U000e0001", "\U000e0020"]
EMOJI = ["🎥", "😀", "👩‍🚀", "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🏴\U000e0067\U000e0062\U000e007f", "❤️", "✌🏿", "1️⃣", "☃", "🫠"]
SCRIPTS = ["東京の夜景", "雪山を歩く女性", "一只猫坐在窗台上", "摄像机缓慢移动", "고양이가 걷는다", "각", "ｶﾒﾗ",
           "мир", "Камера медленно", "кошка", "γάτα", "ﷺ", "قطة تمشي", "חתול", "बिल्ली चलती है", "แมวเดิน", "ẞß", "ı İ ſ"]
COMPATIBLE = ["ﬁsh", "ﬂow", "Ａｂｃ", "①②", "x²", "㎞", "㍿", "½", "Ⅳ", "™", "ª", "ŉ", "Ǆ", "﹏", "𝐂𝐚𝐦𝐞𝐫𝐚", "ℌ", "Å"]
MARKS = [chr(c) for c in (0x300, 0x301, 0x308, 0x30a, 0x323, 0x327, 0x338, 0x345, 0x483, 0x5b0, 0x64b, 0x3099, 0x20d7)]


def pick(rng, parts, most):
    return [rng.choice(parts) for _ in range(rng.randint(1, most))]


def code_point(rng):
    """Any scalar value, the lower planes more often."""
    while True:
        c = rng.randrange(rng.choice([0x80, 0x250, 0x800, 0x3000, 0x10000, 0x20000, 0x110000]))
        if not 0xd800 <= c < 0xe000:
            return chr(c)


def spelled(rng, parts):
    """The parts with a space between, with exceptions, sometimes a leading or trailing one."""
    text = "".join(p + (" " if rng.random() < 0.9 else rng.choice(["", "  ", "\t"])) for p in parts)
    return ("" if rng.random() < 0.9 else " ") + (text.rstrip(" ") if rng.random() < 0.9 else text)


def among_words(rng, parts, most=30):
    return spelled(rng, [rng.choice(parts if rng.random() < 0.4 else WORDS) for _ in range(rng.randint(1, most))])


def marked(rng):
    """Words whose letters carry combining marks, composed or not."""
    text = "".join(c + ("".join(pick(rng, MARKS, 3)) if rng.random() < 0.2 else "") for c in spelled(rng, pick(rng, WORDS, 12)))
    return unicodedata.normalize(rng.choice(["NFC", "NFD", "NFKC", "NFKD"]), text)


def long(rng):
    words = pick(rng, WORDS + SCRIPTS[:12], 40)
    return rng.choice([" ".join(words * rng.randint(5, 60)), "a" * rng.randint(500, 5000), " " * rng.randint(500, 5000),
                       "東" * rng.randint(100, 1000), "x " * rng.randint(500, 2000), "🎥" * rng.randint(100, 1000)])


# name -> (share of 1000, maker)
KINDS = {
    "words": (200, lambda rng: spelled(rng, pick(rng, WORDS, 60))),
    "empty": (5, lambda rng: ""),
    "only spaces": (15, lambda rng: "".join(pick(rng, SPACES, 6))),
    "whitespace": (80, lambda rng: "".join(w + "".join(pick(rng, SPACES, 3)) for w in pick(rng, WORDS, 15))),
    "invisible": (60, lambda rng: among_words(rng, INVISIBLE)),
    "emoji": (70, lambda rng: among_words(rng, EMOJI)),
    "control": (50, lambda rng: among_words(rng, [chr(c) for c in (*range(0x20), *range(0x7f, 0xa0))])),
    "scripts": (110, lambda rng: among_words(rng, SCRIPTS)),
    "compatible": (60, lambda rng: among_words(rng, COMPATIBLE)),
    "marks": (70, marked),
    "any": (120, lambda rng: "".join(code_point(rng) for _ in range(rng.randint(1, 60)))),
    "special": (60, lambda rng: among_words(rng, SPECIAL)),
    "meta": (30, lambda rng: among_words(rng, ["▁", "▁the", "a▁b", "▁▁", "<", ">", "</", "s>", "\\n", "<0x0A>"])),
    "mixed": (65, lambda rng: "".join(pick(rng, WORDS + SPACES + INVISIBLE + EMOJI + SCRIPTS + COMPATIBLE + MARKS, 60))),
    "long": (5, long),
}


def demo_captions():
    rows = [json.loads(line) for line in CAPTIONS.read_text(encoding="utf-8").splitlines()]
    return [c["content"] for row in rows for c in row["captions"]]


def generated(rng, count):
    """[(kind, text)]: `count` texts."""
    kinds = rng.choices(list(KINDS), weights=[share for share, _ in KINDS.values()], k=count)
    return [(kind, KINDS[kind][1](rng)) for kind in kinds]


def counted(lengths):
    """[(kind, text)]: repeated words, one or two more or fewer pieces than each length."""
    return [("counted", " ".join(["the"] * n)) for length in lengths for n in range(length - 8, length + 4)]


def seeded():
    """A generator for a whole check; says its seed."""
    import os
    seed = int(os.environ.get("CLIPFEED_TEST_SEED", random.randrange(1 << 32)))
    print(f"seed {seed} (CLIPFEED_TEST_SEED repeats it)", flush=True)
    return random.Random(seed)

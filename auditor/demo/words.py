"""The invented words: sentence patterns and small vocabularies in several languages and scripts.

Nothing here was written by a real person. Braces name the lists of the same language a word is drawn from.
"""

from __future__ import annotations

import random
import re

import msgspec


class Language(msgspec.Struct, frozen=True):
    """One language: X's own code for it, sentence patterns, and the words that fill their blanks."""

    code: str
    sentences: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


ENGLISH = Language(
    "en",
    (
        "{when} by the {place}: {thing}, {thing}, and it was {mood}.",
        "Finally fixed the {gadget}. It took {n} hours & two cups of tea.",
        "Does anyone else keep {thing} next to the {thing}? Asking for the {place}.",
        "The {place} is {mood} {when}, and I have {n} photos to prove it.",
        "Note to self: {thing} first, then the {thing}. Never the other way round.",
        "I wrote {n} lines about {thing} and deleted most of them. <3",
        "Market haul {when}: {thing}, {thing}, {thing}. Rain > sun for once.",
        "Learning to repair a {gadget} from an old manual. {n} of {n} steps done.",
        "Slow morning. {thing}, the radio, a view of the {place}.",
        "Our little workshop at the {place} was {mood}. Thank you all!",
        "My train is {n} minutes late, so here is a thought about {thing}.",
        "If you need seeds, write to mara@example.org & I will post some.",
        "Back from the doctor: the knee is fine, I may cycle to the {place} again.",
        "Voted early {when}, then coffee at the {place}. Queue: {n} people.",
    ),
    {
        "when": ("this morning", "tonight", "on Sunday", "after the storm", "at last", "in the rain"),
        "place": ("harbour", "allotment", "reading room", "old bridge", "tram stop", "lighthouse", "back garden"),
        "thing": (
            "sourdough", "bicycle bells", "paper maps", "tomato seedlings", "wooden spoons", "blue ink",
            "rain barrels", "wool socks", "old postcards", "pear jam", "lantern glass", "field notes",
        ),
        "mood": ("quiet", "louder than usual", "worth the walk", "full of gulls", "surprisingly warm", "a bit muddy"),
        "gadget": ("rain gauge", "shortwave radio", "bicycle bell", "lantern", "map drawer", "tide clock"),
        "n": ("2", "3", "4", "7", "12", "19", "45"),
    },
)  # fmt: skip
GERMAN = Language(
    "de",
    (
        "{when} am {place}: {thing}, {thing} und viel Wind.",
        "Endlich {gadget} repariert, nach {n} Stunden & drei Tassen Tee.",
        "Wer hat Erfahrung mit {thing}? Bei mir klappt es einfach nicht.",
        "Der Weg zum {place} dauert {n} Minuten, mit {thing} etwas länger.",
        "Schöne Grüße vom {place}! Heute gibt es {thing}.",
        "{n} Seiten gelesen, an {thing} gedacht, früh müde.",
    ),
    {
        "when": ("heute früh", "gestern Abend", "am Sonntag", "nach dem Regen"),
        "place": ("Hafen", "Bahnhof", "Schrebergarten", "Leuchtturm", "Marktplatz"),
        "thing": ("Kürbiskuchen", "Fahrradklingeln", "Tomatenpflanzen", "alte Landkarten", "Wollsocken", "Birnenmus"),
        "gadget": ("die Fahrradklingel", "das Radio", "die Standuhr", "den Regenmesser"),
        "n": ("2", "3", "5", "14", "40"),
    },
)
JAPANESE = Language(
    "ja",
    (
        "{when}、{place}で{thing}を見つけました。",
        "{gadget}の直し方を覚えています。あと{n}日。",
        "{place}まで{n}分歩いた。{thing}がきれいだった。",
        "{when}は{thing}と{thing}だけで十分。",
    ),
    {
        "when": ("今朝", "昨日の夜", "雨のあと", "日曜日"),
        "place": ("港", "図書室", "古い橋", "灯台"),
        "thing": ("紙の地図", "自転車のベル", "青いインク", "毛糸の靴下", "小さなラジオ"),
        "gadget": ("自転車のベル", "小さなラジオ", "柱時計"),
        "n": ("三", "七", "十", "二十"),
    },
)
ARABIC = Language(
    "ar",
    (
        "{when} عند {place}: {thing} و{thing}.",
        "تعلمت إصلاح {gadget} في {n} ساعات.",
        "الطريق إلى {place} هادئ {when}.",
    ),
    {
        "when": ("هذا الصباح", "مساء أمس", "بعد المطر", "يوم الأحد"),
        "place": ("الميناء", "المكتبة", "الجسر القديم", "المنارة"),
        "thing": ("خرائط ورقية", "جرس الدراجة", "حبر أزرق", "جوارب صوفية"),
        "gadget": ("جرس الدراجة", "الراديو القديم"),
        "n": ("3", "5", "7"),
    },
)
SPANISH = Language(
    "es",
    (
        "{when} en el {place}: {thing} y {thing}.",
        "¿Alguien sabe reparar {gadget}? Llevo {n} horas con ello.",
        "Camino al {place}, {n} minutos sin prisa.",
    ),
    {
        "when": ("esta mañana", "anoche", "el domingo", "después de la lluvia"),
        "place": ("puerto", "faro", "mercado", "puente viejo"),
        "thing": ("pan de pueblo", "mapas de papel", "semillas de tomate", "tinta azul"),
        "gadget": ("una radio antigua", "un reloj de pared", "el timbre de la bici"),
        "n": ("2", "3", "6", "15"),
    },
)
INDONESIAN = Language(
    "in",
    ("{when} di {place}: {thing} dan {thing}.", "Akhirnya {gadget} selesai setelah {n} jam."),
    {
        "when": ("pagi ini", "tadi malam", "setelah hujan"),
        "place": ("pelabuhan", "kebun", "mercusuar"),
        "thing": ("peta kertas", "lonceng sepeda", "tinta biru"),
        "gadget": ("radio tua", "lonceng sepeda"),
        "n": ("2", "3", "8"),
    },
)
LANGUAGES = (ENGLISH, GERMAN, JAPANESE, ARABIC, SPANISH, INDONESIAN)
WEIGHTS = (62, 22, 5, 4, 5, 2)
HASHTAGS = ("harbourdiary", "slowradio", "seedswap", "Fahrradliebe", "paper_maps", "港の朝")
BLANK = re.compile(r"\{(\w+)\}")
PROMPTS = (
    "What grows well next to {thing}?",
    "Write a short reply to my landlord about the {place}. My address there is 12 Example Row.",
    "Explain {thing} to me as if I had {n} minutes.",
    "Plan a walk from the {place} past the {place}, with a stop for {thing}.",
    "I slept badly {when}. Should I see a doctor about my knee, or is it the cycling?",
    "Turn this into a post: {thing}, {thing}, {n} gulls.",
    "Is this photo of {thing} sharp enough to print?",
)
ANSWERS = (
    "**{thing}** do best near the {place}.\n\n1. Start {when}.\n2. Use {thing}.\n3. Wait {n} days.",
    "Here is a draft:\n\n> The {place} needs {thing}. Could we talk {when}?\n\nShall I make it shorter?",
    "In short: {thing} & {thing} have more in common than people think if x < {n}.",
    "I can't say for certain. {n} sources mention {thing}; none mentions the {place}.",
)


def language(rng: random.Random) -> Language:
    """Mostly English, a good part German, some of each other."""
    return rng.choices(LANGUAGES, WEIGHTS)[0]


def fill(pattern: str, rng: random.Random, tongue: Language = ENGLISH) -> str:
    """The pattern with its blanks filled from that language's words."""
    return BLANK.sub(lambda blank: rng.choice(tongue.words[blank[1]]), pattern)


def sentence(rng: random.Random, tongue: Language = ENGLISH) -> str:
    """One sentence, beginning with a capital letter where the script has them."""
    text = fill(rng.choice(tongue.sentences), rng, tongue)
    return text[0].upper() + text[1:]


def paragraphs(rng: random.Random, tongue: Language, characters: int) -> str:
    """At least so many characters of running text, with a few blank lines."""
    parts = [sentence(rng, tongue)]
    while sum(map(len, parts)) < characters:
        parts += ["\n\n" if rng.random() < 0.25 else " ", sentence(rng, tongue)]
    return "".join(parts)

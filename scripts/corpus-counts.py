#!/usr/bin/env python3
"""Print the tables of data/helpline/README.md, in Markdown, counted from the files.

    python3 scripts/corpus-counts.py            # from the root of the repository

Needs Python 3.8 and nothing else. Of blind.tsv and blind-oos.tsv only the first two columns are
used (intent and language); their texts are never shown.
"""
import collections
import pathlib
import re
import sys

DATA = pathlib.Path(__file__).resolve().parent.parent / "data" / "helpline"
LANGUAGES = ["kk", "ru", "en", "mixed"]
KAZAKH = set("әғқңөұүһі")
CHAT = set(
    "пж пжл плз плиз плис спс ща щас чё че чо скока скок сколко норм здрасте здрасти прив универ препод преподы инет "
    "фотка фотки фотку ваще воще кстати хз имхо мб кароч короче тимс лан ок оке "
    "калай кандай кашан канша барма болама калайсыз салем "
    "pls plz thx ty u ur r asap ok okay gonna wanna idk btw im dont cant didnt".split()
)
LENGTHS = [("1–3", 1, 3), ("4–7", 4, 7), ("8–14", 8, 14), ("15 and more", 15, 10**6)]


def read(path):
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 3:
            rows.append(tuple(fields))
    return rows


def letters(text):
    return [c for c in text.lower() if c.isalpha()]


def script(text):
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in letters(text))
    latin = sum(c < "\u0250" for c in letters(text))
    if not cyrillic and not latin:
        return "no letters of either"
    if latin >= cyrillic:
        return "Latin"
    return "Cyrillic, Kazakh letters" if set(text.lower()) & KAZAKH else "Cyrillic, Russian letters only"


def words(text):
    return re.findall(r"[^\s.,!?;:()«»\"“”–—…]+", text)


def sample_values():
    """The sample list: numbers and accounts without blanks, e-mails and streets in small letters, names as folded stems."""
    numbers, mails, streets, stems, kind = set(), set(), set(), set(), ""
    for line in (DATA / "sample-personal-data.yml").read_text(encoding="utf-8").splitlines():
        head = re.match(r"(\w+):", line)
        item = re.match(r"\s+- \"?([^\"]+)\"?", line)
        if head:
            kind = head.group(1)
        elif item:
            value = item.group(1).strip()
            if kind == "email":
                mails.add(value.lower())
            elif kind == "address":
                streets.add(value.split(",")[0].lower())
            elif kind == "name":
                stems.update(folded(w)[: max(4, len(folded(w)) - 1)] for w in value.split())
            else:
                numbers.add(value.lower())
    return numbers, mails, streets, stems


LETTERS = dict(zip("аәбвгғдеёжзийыікқлмнңоөпрстуұүфхһцъьэ", "aabvggdeejziiiikklmnnooprstuuufhhc  e"))
LETTERS.update({"ч": "c", "ш": "s", "щ": "s", "ю": "iu", "я": "ia", "q": "k", "y": "i", "ı": "i", "ğ": "g", "ş": "s", "ñ": "n",
                "ä": "a", "ö": "o", "ü": "u", "ū": "u"})


def folded(word):
    """Latin letters without diacritics, the same for Kazakh, Russian and Latin spelling of a name."""
    return "".join(LETTERS.get(c, c) for c in word.lower()).replace(" ", "")


NUMBERS, MAILS, STREETS, STEMS = sample_values()
CAPITAL_ONLY = ("testo", "prime", "obraz", "misal", "sampl", "examp")  # these names are also ordinary words
SHORT = {"dina": "dina dini dine dinu dinamin dinanin dinaga", "anna": "anna anni anne annu"}
SURNAME = r"(ov|ova|ovu|ovoi|ovim|ovpin|ovtin|ovka|sample|example)$"


def personal(text):
    low = text.lower()
    digits = re.sub(r"(?<=[\dtz])[\s()\-–+]+(?=[\dt])", "", low)
    if any(m in low for m in MAILS) or any(p in low for p in STREETS) or any(n in digits for n in NUMBERS):
        return True
    for word in re.findall(r"[^\W\d_]+", text):
        plain = folded(word)
        for stem in STEMS:
            if stem in SHORT:
                if plain in SHORT[stem].split():
                    return True
            elif plain.startswith(stem):
                if not stem.startswith(CAPITAL_ONLY) or (word[0].isupper() and re.search(SURNAME, plain)):
                    return True
    return False


def unkempt(language, text):
    """Signs of hasty typing that can be counted without a dictionary."""
    first = next((c for c in text if c.isalpha()), "")
    low = [w.lower() for w in words(text)]
    return (
        (language == "kk" and script(text) != "Cyrillic, Kazakh letters")
        or first.islower()
        or bool(CHAT & set(low))
        or bool(re.search(r"([^\W\d_])\1\1|[!?]{2,}|\){2,}", text))
    )


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---" + "|--:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(str(c) for c in row) + " |")
    print()


def main():
    rows = [r for f in sorted((DATA / "utterances").glob("*.tsv")) for r in read(f)]
    total = len(rows)
    share = lambda n: f"{100 * n / total:.1f} %"
    intents = sorted({r[0] for r in rows} - {"oos"}) + ["oos"]
    by = collections.Counter((r[0], r[1]) for r in rows)

    print("### Intents and languages\n")
    body = [[i] + [by[i, l] for l in LANGUAGES] + [sum(by[i, l] for l in LANGUAGES)] for i in intents]
    body.append(["**all**"] + [sum(by[i, l] for i in intents) for l in LANGUAGES] + [total])
    table(["intent"] + LANGUAGES + ["all"], body)

    print("### Script\n")
    scripts = ["Cyrillic, Kazakh letters", "Cyrillic, Russian letters only", "Latin", "no letters of either"]
    count = collections.Counter((script(t), l) for _, l, t in rows)
    table(["script"] + LANGUAGES, [[s] + [count[s, l] for l in LANGUAGES] for s in scripts])

    print("### Length in words\n")
    count = collections.Counter()
    for _, l, t in rows:
        n = len(words(t))
        for name, low, high in LENGTHS:
            if low <= max(n, 1) <= high:
                count[name, l] += 1
    table(["words"] + LANGUAGES, [[n] + [count[n, l] for l in LANGUAGES] for n, _, _ in LENGTHS])

    print("### Other shares\n")
    kk = [t for _, l, t in rows if l == "kk"]
    plain = sum(script(t) != "Cyrillic, Kazakh letters" for t in kk)
    hasty = sum(unkempt(l, t) for _, l, t in rows)
    known = sum(personal(t) for _, l, t in rows)
    table(
        ["what", "utterances", "share"],
        [
            ["Kazakh without Kazakh letters or in Latin script", plain, f"{100 * plain / len(kk):.1f} % of kk"],
            ["signs of hasty typing", hasty, share(hasty)],
            ["with a value of the sample list of personal data", known, share(known)],
        ],
    )

    blind = [r[:2] for name in ("blind.tsv", "blind-oos.tsv") if (DATA / name).exists() for r in read(DATA / name)]
    if blind:
        print("### Blind part\n")
        count = collections.Counter(("oos" if i == "oos" else "the 60 intents", l) for i, l in blind)
        kinds = ["the 60 intents", "oos"]
        table(["blind"] + LANGUAGES + ["all"], [[k] + [count[k, l] for l in LANGUAGES] + [sum(count[k, l] for l in LANGUAGES)] for k in kinds])
        each = collections.Counter(i for i, _ in blind if i != "oos")
        print(f"Of each of {len(each)} intents {min(each.values())} to {max(each.values())} utterances.\n")

    splits = DATA / "splits.tsv"
    if splits.exists():
        print("### Splits\n")
        # the column that holds the name of the part is the one with the fewest different values
        lines = [line.split("\t") for line in splits.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        columns = list(zip(*[l for l in lines if len(l) == len(lines[0])]))
        column = min(columns, key=lambda c: len(set(c)))
        table(["part", "utterances"], sorted(collections.Counter(column).items()))


if __name__ == "__main__":
    sys.exit(main())

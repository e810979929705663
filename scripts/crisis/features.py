"""What the crisis classifier reads in a text: the features of Sources/TextUnderstanding/Crisis/CrisisFeatures.swift, written
apart from it with Python's own Unicode tables."""
import unicodedata

LONGEST_RUN, LONGEST_REACH, PART_LENGTHS = 3, 5, (4, 5)
APOSTROPHES = set("'\u2018\u2019\u02bc\uff07`\u00b4")
LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Mn", "Mc"}
VANISHING = {"Cf", "Me"}


def fold(character):
    """The character without accents, in lower case."""
    parts = unicodedata.normalize("NFD", character)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn").lower()


def words(text):
    """The normalised words of a text: letters and digits, an apostrophe within a word left out."""
    found, word, is_apostrophe_pending = [], "", False

    def end():
        nonlocal word, is_apostrophe_pending
        if word:
            found.append(word)
        word, is_apostrophe_pending = "", False

    for c in text:
        category = unicodedata.category(c)
        if c in APOSTROPHES:
            if is_apostrophe_pending or not word:
                end()
            else:
                is_apostrophe_pending = True
        elif category in LETTERS:
            word += fold(c)
            is_apostrophe_pending = False
        elif category not in VANISHING:
            end()
    end()
    return found


def features(words, groups):
    """The bytes of every feature of a text, as often as it occurs; `groups` holds the numbers of the groups of a word."""
    if not words:
        return
    encoded = [w.encode() for w in words]
    framed = [b"^", *encoded, b"$"]
    for start in range(len(framed)):
        for length in range(1, LONGEST_RUN + 1):
            run = framed[start:start + length]
            if len(run) == length and run not in ([b"^"], [b"$"]):
                yield b" ".join(run)
    names = [[b"@%d" % group for group in groups.get(word, ())] for word in words]
    for first, word in enumerate(encoded):
        yield from names[first]
        for second in range(first + 1, min(first + LONGEST_REACH + 1, len(encoded))):
            for left in [word, *names[first]]:
                for right in [encoded[second], *names[second]]:
                    # Two words side by side are a run already.
                    if second > first + 1 or left is not word or right is not encoded[second]:
                        yield left + b" ~ " + right
    for word in encoded:
        word = b"<" + word + b">"
        for length in PART_LENGTHS:
            for start in range(len(word) - length + 1):
                yield b"#" + word[start:start + length]


def fnv1a(data):
    """The 32-bit FNV-1a hash."""
    value = 0x811C9DC5
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value

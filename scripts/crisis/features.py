"""What the crisis classifier reads in a text: the features of Sources/TextUnderstanding/Crisis/CrisisFeatures.swift, written
apart from it with Python's own Unicode tables."""
import unicodedata

LONGEST_RUN, LONGEST_REACH, PART_LENGTHS, SHORTEST_PASSAGE = 3, 5, (4, 5), 15
APOSTROPHES = set("'\u2018\u2019\u02bc\uff07`\u00b4")
COMMAS = set(",\u060c\u3001\uff0c")
STOPS = set(".!?;\n\r\u2026\u00a1\u00bf\u2028\u2029\u061f\u3002\uff01\uff1f")
LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "Mn", "Mc"}
VANISHING = {"Cf", "Me"}


def fold(character):
    """The character without accents, in lower case."""
    parts = unicodedata.normalize("NFD", character)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn").lower()


def sentences(text):
    """The normalised words of each sentence: letters and digits, an apostrophe within a word left out."""
    found, word = [[]], ""
    is_apostrophe_pending = is_stop_pending = is_point_pending = False

    def end():
        nonlocal word, is_apostrophe_pending
        if word:
            found[-1].append(word)
        word, is_apostrophe_pending = "", False

    for c in text:
        category = unicodedata.category(c)
        if c in APOSTROPHES:
            is_point_pending = False
            if is_apostrophe_pending or not word:
                end()
            else:
                is_apostrophe_pending = True
        elif c in STOPS or c in COMMAS:
            is_point_pending = word[-1:] in tuple("0123456789")
            end()
            is_stop_pending = is_stop_pending or c in STOPS
        elif category in LETTERS:
            folded = fold(c)
            if folded and not word:
                if is_stop_pending and found[-1] and not (is_point_pending and folded[0] in "0123456789"):
                    found.append([])
                is_stop_pending = is_point_pending = False
            word += folded
            is_apostrophe_pending = False
        elif category not in VANISHING:
            end()
            is_point_pending = False
    end()
    return [s for s in found if s]


def passages(text):
    """The words of sentences in a row, from each sentence on, until there are enough."""
    parts, found = sentences(text), []
    for first in range(len(parts)):
        words = []
        for sentence in parts[first:]:
            words += sentence
            if len(words) >= SHORTEST_PASSAGE:
                break
        if not found or len(words) >= SHORTEST_PASSAGE:
            found.append(words)
    return found


def features(words, groups):
    """The bytes of every feature of a passage, as often as it occurs; `groups` holds the numbers of the groups of a word."""
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

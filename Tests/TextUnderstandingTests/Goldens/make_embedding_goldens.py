"""Makes embedding-goldens.json: what the embedding of some texts must be, by another implementation.

Written from the description of the algorithm alone, with Python's own Unicode tables, slow and plain, so that it
shares no code and no library with the Swift implementation. The table is a small one made here, golden.semb, so that
the goldens outlive the tables that the project ships.

    python3 make_embedding_goldens.py
"""

import json
import math
import pathlib
import struct
import unicodedata

TEXTS = [
    "I keep crying at work since my mum died and nobody there knows what to say",
    "ANYONE ELSE with Crohn's & a stoma?? 35F, new here :)",
    "Después de la muerte de mi papá no puedo dormir; ¿hay un grupo en español?",
    "caregiver for my husband (Lewy body dementia) \u2014 I\u2019m exhausted\u2026",
    "Ich suche eine Selbsthilfegruppe für Angehörige, München\u00a0Ost",
    "fibromyalgia, POTS and hEDS: three for the price of one\n\n\tlol",
    "quetiapine 25mg at night, sertraline in the morning",
    "\u6291\u90c1\u75c7 support group, \u6771\u4eac",
    "na\u00efve cafe\u0301 \u00c5ngstr\u00f6m \u0130stanbul \ufb01ne",
    "\U0001f622\U0001f622 so alone \U0001f469\u200d\U0001f469\u200d\U0001f467",
    "zero\u200bwidth soft\u00adhyphen tab\there bell\u0007 gone",
    "x" * 101 + " " + "sober",
    "one-two_three/four.five,six;seven",
    "##ing [UNK] [CLS] the",
    "\u0391\u03bb\u03ba\u03bf\u03cc\u03bb \u0442\u0440\u0435\u0432\u043e\u0433\u0430 test\u037e",
    " ".join(["panic"] * 600),
]


PIECES = """
[UNK] [CLS] the a i my and of in at for to on so is not keep crying work since mum died nobody there knows what say
anyone else with new here cr ##oh ##n st ##oma despues la de muerte mi papa no pu ##edo dorm ##ir hay un grupo en es
##pan ##ol care ##gi ##ver caregiver husband lew ##y body dementia exhausted ich such ##e eine se ##lb ##st ##hil
fur ang ##eh ##ori ##ge munchen os ##t fi ##bro ##my ##al ##gia pots he ##ds three price one lo ##l que ##tia ##pine
ser ##tral ##ine night morning support group nai ##ve naive cafe ang ##strom istanbul alone zero zer ##wi ##dt ##h
soft ##hy ##ph ##en tab bell gone sober two four five six seven ##ing un ##k cl ##s test panic pan ##ic attack
attacks \u6291 \u90c1 \u6771 \u00bf \u2019 \u2014 \u2026 \ufb01 \ufb01ne ##mg 25 35 ##f crazy \u03b1 ##\u03bb
""".split()


def make_table(path):
    """Every ASCII character alone and as a continuation, then PIECES; scales and values from a small generator."""
    plain = [chr(code) for code in range(33, 127) if not 65 <= code <= 90]
    tokens = list(dict.fromkeys(PIECES[:2] + plain + ["##" + char for char in plain if char.isalnum()] + PIECES))
    tokens = [token for token in tokens if token not in ("x", "##x")]
    d, state = 8, 1
    scales, values = [], []
    for _ in tokens:
        state = (state * 1103515245 + 12345) % 2**31
        scales.append((state % 1000 + 1) / 1000)
        for _ in range(d):
            state = (state * 1103515245 + 12345) % 2**31
            values.append(state // 65536 % 255 - 127)
    vocabulary = "".join(token + "\n" for token in tokens).encode()
    data = struct.pack("<4s5I", b"SEMB", 1, d, len(tokens), 0, len(vocabulary)) + vocabulary
    data += b"\0" * (-len(data) % 4) + struct.pack(f"<{len(scales)}f", *scales) + struct.pack(f"{len(values)}b", *values)
    path.write_bytes(data)


def read_table(path):
    data = path.read_bytes()
    magic, version, d, n, unknown, length = struct.unpack("<4s5I", data[:24])
    assert magic == b"SEMB" and version == 1
    tokens = data[24 : 24 + length].decode().split("\n")[:n]
    offset = 24 + (length + 3) // 4 * 4
    scales = struct.unpack(f"<{n}f", data[offset : offset + 4 * n])
    values = data[offset + 4 * n :]
    vocabulary = {token: row for row, token in enumerate(tokens) if row != unknown}
    return vocabulary, tokens, scales, values, d


def is_ideograph(char):
    code = ord(char)
    blocks = [
        (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
        (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
    ]
    return any(low <= code <= high for low, high in blocks)


def clean(text):
    result = []
    for char in text:
        category = unicodedata.category(char)
        if char in "\t\n\r" or category == "Zs":
            result.append(" ")
        elif char in "\0\ufffd" or category in ("Cc", "Cf", "Cn", "Co", "Cs"):
            continue
        elif is_ideograph(char):
            result.append(f" {char} ")
        else:
            result.append(char)
    return "".join(result)


def is_punctuation(char):
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P")


def words(text):
    decomposed = unicodedata.normalize("NFD", clean(text))
    lowered = "".join(char.lower() for char in decomposed if unicodedata.category(char) != "Mn")
    spaced = "".join(f" {char} " if is_punctuation(char) else char for char in lowered)
    return spaced.split()


def pieces(word, vocabulary):
    if len(word) > 100:
        return []
    found, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                found.append(vocabulary[piece])
                start = end
                break
        else:
            return []
    return found


def embed(rows, scales, values, d):
    total = [0.0] * d
    for row in rows:
        vector = struct.unpack(f"{d}b", values[row * d : (row + 1) * d])
        for i in range(d):
            total[i] += scales[row] * vector[i]
    length = math.sqrt(sum(x * x for x in total))
    return [x / length for x in total] if length else None


def main():
    folder = pathlib.Path(__file__).parent
    make_table(folder / "golden.semb")
    vocabulary, tokens, scales, values, d = read_table(folder / "golden.semb")
    goldens = []
    for text in TEXTS:
        rows = [row for word in words(text) for row in pieces(word, vocabulary)][:512]
        vector = embed(rows, scales, values, d)
        golden = {"text": text, "pieces": [tokens[row] for row in rows[:40]], "count": len(rows)}
        golden["vector"] = [round(x, 7) for x in vector] if vector else None
        goldens.append(golden)
    lines = ",\n".join(json.dumps(golden) for golden in goldens)
    (folder / "embedding-goldens.json").write_text(f"[\n{lines}\n]\n")


main()

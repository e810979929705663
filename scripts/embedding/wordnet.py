"""Glosses and example sentences of WordNet 3.0, from the data files of Debian's `wordnet-base`."""
import os
import pathlib
import re
import subprocess

# Lexicographer files left out: animals, objects in nature, places, plants and shapes. Nobody seeks a group for them.
SKIPPED = {5, 15, 17, 20, 25}
PARTS = ("data.noun", "data.verb", "data.adj", "data.adv")


def dictionary_directory():
    """The installed dictionary, or the package's content unpacked under the cache, downloaded through apt once."""
    installed = pathlib.Path("/usr/share/wordnet")
    if installed.exists():
        return installed
    folder = pathlib.Path(os.environ.get("EMBED_CACHE", ".cache")).resolve() / "wordnet"
    unpacked = folder / "x/usr/share/wordnet"
    if not unpacked.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "wordnet-base"], cwd=folder, check=True)
        subprocess.run(["dpkg", "-x", str(next(folder.glob("wordnet-base*.deb"))), "x"], cwd=folder, check=True)
    return unpacked


def synsets():
    """Words, definition and examples of every synset that is not skipped, in the files' order."""
    for part in PARTS:
        for line in (dictionary_directory() / part).read_text(encoding="utf-8").split("\n"):
            if not line or line.startswith(" "):
                continue
            data, gloss = line.split(" | ", 1)
            fields = data.split(" ")
            if int(fields[1]) in SKIPPED:
                continue
            words = [re.sub(r"\(\w+\)$", "", w).replace("_", " ") for w in fields[4:4 + 2 * int(fields[3], 16):2]]
            examples = re.findall(r'"([^"]+)"', gloss)
            definition = re.sub(r'\s*;?\s*"[^"]*"(?:-[^;"]*)?', "", gloss).strip(" ;")
            yield words, definition, examples


def texts():
    """One text a synset (its words and definition) and one an example sentence."""
    out = []
    for words, definition, examples in synsets():
        out.append(f"{', '.join(words)}: {definition}")
        out += [e for e in examples if len(e) >= 15]
    return out

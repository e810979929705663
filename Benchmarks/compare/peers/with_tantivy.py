"""tantivy: the usual text search, BM25 with filters and a box in place of the distance. Not the job's score."""

import math
import os
import shutil
import time

import tantivy
from tantivy import FieldType, Occur, Query

from . import job
from .columns import lines
from .timing import Engine

ENGLISH = (tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
           .filter(tantivy.Filter.stopword("english")).filter(tantivy.Filter.stemmer("english")).build())
TERMS = ["topics", "formats", "languages", "audiences", "unavailable", "half_hours", "exclusive"]
UNKNOWN = "unknown"
KILOMETERS_A_DEGREE = 111.2


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="english")
    for field in TERMS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("youngest", "oldest"):
        builder.add_integer_field(field, indexed=True, fast=True)
    for field in ("latitude", "longitude"):
        builder.add_float_field(field, indexed=True, fast=True)
    for currency in ("USD", "GBP", "CAD", "EUR"):
        builder.add_float_field(currency, indexed=True, fast=True)
    builder.add_integer_field("number", stored=True, fast=True)
    return builder.build()


def bits(slots):
    return [str(place) for place in range(job.HALF_HOURS) if slots >> place & 1]


def document(number, group):
    made = tantivy.Document()
    made.add_integer("number", number)
    made.add_text("text", f"{group['name']} {group.get('description', '')}")
    terms = {field: group.get(field) or [UNKNOWN] for field in ("topics", "formats", "languages", "audiences")}
    terms["unavailable"] = [name for name, state in (group.get("accommodations") or {}).items() if state == "unavailable"]
    terms["half_hours"] = [bit for slots in job.value(group, "sessions") for bit in bits(slots)] or [UNKNOWN]
    terms["exclusive"] = [one["name"] for one in group.get("communities", []) if not isinstance(one, str) and one.get("exclusive")]
    for field, values in terms.items():
        for term in values or ["none"]:
            made.add_text(field, term)
    ages, place, cost = group.get("ages") or {}, group.get("location") or {}, group.get("cost") or {}
    made.add_integer("youngest", ages.get("min", 0))
    made.add_integer("oldest", ages.get("max", 200))
    if "latitude" in place:
        made.add_float("latitude", place["latitude"])
        made.add_float("longitude", place["longitude"])
    if cost.get("amount") and cost["kind"] != "free":
        made.add_float(cost["amount"]["currency"], float(cost["amount"]["minimum"]))
    return made


class Tantivy(Engine):
    name = "tantivy, two threads"
    does = "BM25 and filters"

    def __init__(self, folder):
        index = f"{folder}/tantivy"
        begin = time.perf_counter()
        self.index = tantivy.Index.open(index)
        self.index.register_tokenizer("english", ENGLISH)
        self.schema, self.searcher = self.index.schema, self.index.searcher()
        wishes = [job.with_free_time(member) for member in lines(f"{folder}/members.jsonl")]
        self.members, self.wishes = len(wishes), wishes
        self.queries = {}
        self.best(0)
        self.start = time.perf_counter() - begin

    @staticmethod
    def build(folder):
        index = f"{folder}/tantivy"
        shutil.rmtree(index, ignore_errors=True)
        os.makedirs(index)
        made = tantivy.Index(schema(), path=index)
        made.register_tokenizer("english", ENGLISH)
        writer = made.writer(heap_size=256 << 20, num_threads=1)
        for number, group in enumerate(lines(f"{folder}/directory.jsonl")):
            if job.is_active(group):
                writer.add_document(document(number, group))
        writer.commit()
        writer.wait_merging_threads()

    def any_of(self, field, terms):
        return Query.const_score_query(Query.term_set_query(self.schema, field, terms), 0.0)

    def query(self, wish):
        text = [(Occur.Should, Query.term_query(self.schema, "text", word)) for word in set(ENGLISH.analyze(wish.get("need", "")))]
        text += [(Occur.Should, Query.boost_query(Query.term_query(self.schema, "topics", topic, index_option="basic"), 2.0))
                 for topic in wish.get("topics", [])]
        clauses = [(Occur.Must, Query.boolean_query(text))]
        accepted = (wish.get("formats") or {}).get("accepted", [])
        wanted = {"formats": accepted, "languages": wish.get("languages", []),
                  "audiences": [wish["role"], "anyone"] if "role" in wish else [], "half_hours": bits(wish.get("free", 0))}
        clauses += [(Occur.Must, self.any_of(field, terms + [UNKNOWN])) for field, terms in wanted.items() if terms]
        if wish.get("communities"):
            clauses.append((Occur.Must, self.any_of("exclusive", wish["communities"] + ["none"])))
        refused = (wish.get("accommodations") or {}).get("required")
        if refused:
            clauses.append((Occur.MustNot, self.any_of("unavailable", refused)))
        if "age" in wish:
            clauses.append((Occur.Must, self.between("youngest", 0, wish["age"], FieldType.Integer)))
            clauses.append((Occur.Must, self.between("oldest", wish["age"], 200, FieldType.Integer)))
        if "cost" in wish:
            dearer = self.between(wish["cost"]["currency"], wish["cost"]["maximum"] + 0.001, 1e6)
            clauses.append((Occur.MustNot, dearer))
        if "latitude" in (wish.get("location") or {}):
            clauses.append((Occur.Must, self.reached(wish, accepted)))
        return Query.boolean_query(clauses)

    def between(self, field, low, high, kind=FieldType.Float):
        return Query.const_score_query(Query.range_query(self.schema, field, kind, low, high), 0.0)

    def reached(self, wish, accepted):
        """Attended from home, or within a box around the member."""
        here = wish["location"]
        north = (wish.get("distance") or {}).get("maximumKilometers", job.FARTHEST) / KILOMETERS_A_DEGREE
        east = north / math.cos(math.radians(here["latitude"]))
        box = Query.boolean_query([
            (Occur.Must, self.between("latitude", here["latitude"] - north, here["latitude"] + north)),
            (Occur.Must, self.between("longitude", here["longitude"] - east, here["longitude"] + east))])
        home = [way for way in accepted if way != "in-person"] or ["none"]
        return Query.boolean_query([(Occur.Should, self.any_of("formats", home)), (Occur.Should, box)])

    def best(self, member):
        if member not in self.queries:
            self.queries[member] = self.query(self.wishes[member])
        return [document for _, document in self.searcher.search(self.queries[member], job.TOP, count=False).hits]


def engines(folder):
    if not os.path.exists(f"{folder}/tantivy/meta.json"):
        Tantivy.build(folder)
    yield Tantivy(folder)

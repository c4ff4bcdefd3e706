"""Facts of a case in words, as pages and exported files show them: plain text, nothing escaped."""

from __future__ import annotations

from matcher.corpus.vocabulary import Vocabulary
from matcher.model import Case, Figure, Language, Text
from matcher.texts import Texts


def heading(term: Text, language: Language) -> str:
    """Return a vocabulary label as a heading or a list shows it: capitalised."""
    text = term.pick(language).text
    return text[:1].upper() + text[1:]


def place_name(case: Case, language: Language, vocabulary: Vocabulary) -> str:
    """Return place and region, once where they are the same."""
    place = case.place.name.pick(language).text
    if case.place.region == case.country:  # nationwide: the place says so itself
        return place
    region = vocabulary.regions[case.place.region].label.pick(language).text
    if place in region or region in place:
        return place if len(place) >= len(region) else region
    return f"{region} {place}" if language == "ja" else f"{place}, {region}"


def status_text(case: Case, texts: Texts, vocabulary: Vocabulary) -> str:
    """Return the status with the date of the source it rests on."""
    status = heading(vocabulary.statuses[case.status.value].label, texts.language)
    if case.status.as_of is None:
        return status
    return texts("status_as_of", status=status, date=texts.date(case.status.as_of))


def figure_value(figure: Figure, texts: Texts, vocabulary: Vocabulary) -> str:
    """Return a figure with its unit; things that are counted have none."""
    if figure.unit == "count":
        return texts.number(figure.value)
    return texts.quantity(figure.value, vocabulary.units[figure.unit].label.pick(texts.language).text)

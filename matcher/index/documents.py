"""What an index knows of a case in each language: its facets as a text, and all its words for BM25."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matcher.corpus.reader import Corpus
from matcher.corpus.vocabulary import Term
from matcher.encoding.tokens import words_of
from matcher.model import LANGUAGES, TEXT_FIELDS, Case, Language, Text

TITLE_WEIGHT = 2
"""How often the title's words count; they say what the case is about."""


def facet_text(case: Case, corpus: Corpus, language: Language) -> str:
    """Return the labels of what a case is by the vocabulary, as one text: subject, place, technologies."""
    vocabulary = corpus.vocabulary
    terms: list[Term] = [
        *(vocabulary.domains[item] for item in case.domains if item in vocabulary.domains),
        *(vocabulary.technologies[item] for item in case.technologies if item in vocabulary.technologies),
    ]
    if case.sector in vocabulary.sectors:
        terms.insert(0, vocabulary.sectors[case.sector])
    if case.site_type in vocabulary.site_types:
        terms.insert(1, vocabulary.site_types[case.site_type])
    return ", ".join(_said(term.label, language) for term in terms)


def lexical_text(case: Case, corpus: Corpus, language: Language) -> str:
    """Return every word of a case in one language; empty where none of its texts is in that language."""
    texts = [(field, case.text(field)) for field in TEXT_FIELDS]
    own = [(field, text.get(language)) for field, text in texts if text is not None and text.get(language)]
    if not own:
        return ""
    parts = [str(text) for field, text in own for _ in range(TITLE_WEIGHT if field == "title" else 1)]
    parts += [facet_text(case, corpus, language), *_names(case, corpus, language)]
    for item in case.technologies:
        if item in corpus.vocabulary.technologies:
            parts += corpus.vocabulary.technologies[item].synonyms.get(language, ())
    return "\n".join(parts)


def german_words(corpus: Corpus) -> Counter[str]:
    """Return the words of all German texts with how many cases use each: what compounds are split by."""
    words: Counter[str] = Counter()
    for case in corpus.cases.values():
        words.update(set(words_of(lexical_text(case, corpus, "de"))))
    return words


def _names(case: Case, corpus: Corpus, language: Language) -> Iterator[str]:
    """Yield the names of places and organisations, which a user may type."""
    yield _said(case.place.name, language)
    region = corpus.vocabulary.regions.get(case.place.region)
    if region is not None:
        yield _said(region.label, language)
    for involvement in case.organisations:
        organisation = corpus.organisations.get(involvement.organisation)
        if organisation is not None:
            yield _said(organisation.name, language)
            yield from organisation.aliases
    yield from (case.place.name.get(other) or "" for other in LANGUAGES if other != language)


def _said(text: Text, language: Language) -> str:
    return text.get(language) or text.pick(language).text

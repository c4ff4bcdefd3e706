"""What stands behind a briefing: policy areas that its cases touch, and its terms in three languages."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from matcher.clean import clean
from matcher.corpus.vocabulary import Term, Vocabulary
from matcher.export.events.names import one_line
from matcher.export.pages import Block, Column, Page, Part, Row
from matcher.export.sheets import Library, Numbering
from matcher.model import LANGUAGES, Case, Language
from matcher.texts import Texts
from matcher.wording import heading, place_name

MOST_CASES = 5
"""Cases named with a policy area."""
MOST_REFS = 2
MOST_EXPLAINED = 12
"""Cases whose technologies the glossary explains: with all it would be a dictionary."""
LATIN = re.compile(r"[\x00-\u024f]+")
LETTER = r"[0-9a-z\u00c0-\u024f]"


def context_part(
    library: Library, cases: Sequence[Case], spoken: Iterable[str], numbering: Numbering, texts: Texts
) -> Part | None:
    """Return policy context and glossary of a document; None where nothing touches either.

    Args:
        library: the corpus.
        cases: which the document names, the most telling first.
        spoken: other texts in it, in any of the three languages, whose terms are explained.
        numbering: numbers the sources of the cases.
        texts: of the reader's language.
    """
    pages = [
        page
        for page in (
            _policy_page(library, cases, numbering, texts),
            _glossary_page(library.vocabulary, cases, spoken, texts),
        )
        if page
    ]
    if not pages:
        return None
    rows = tuple((page.title,) for page in pages)
    return Part(heading=texts("event_context"), columns=(texts("title"),), rows=rows, pages=tuple(pages))


class TermSpotter:
    """Finds technologies and networks of the vocabulary in texts, by label or synonym in any language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.terms: dict[str, Term] = {**vocabulary.technologies, **vocabulary.networks}
        self._names: dict[str, set[str]] = defaultdict(set)
        for identity, term in self.terms.items():
            for name in _names(term):
                self._names[_folded(name)].add(identity)

    def named(self, text: str) -> set[str]:
        """Return the ids of the terms that a text names."""
        folded = _folded(text)
        found: set[str] = set()
        for name, identities in self._names.items():
            if name in folded and _stands_alone(name, folded):
                found |= identities
        return found


def _names(term: Term) -> Iterator[str]:
    for language in LANGUAGES:
        label = term.label.get(language)
        if label:
            yield label
        yield from term.synonyms.get(language, ())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _stands_alone(name: str, text: str) -> bool:
    """Tell whether a Latin name is a word of its own in a text; Japanese has no spaces to tell by."""
    if not LATIN.fullmatch(name):
        return True
    return re.search(f"(?<!{LETTER}){re.escape(name)}(?!{LETTER})", text) is not None


def _policy_page(library: Library, cases: Sequence[Case], numbering: Numbering, texts: Texts) -> Page | None:
    touching: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for area in case.policy_areas:
            touching[area].append(case)
    blocks = [Block(kind="lead", text=texts("event_policy_lead"))]
    for identity, term in library.vocabulary.policy_areas.items():
        if identity in touching:
            blocks += _area(term, touching[identity], library, numbering, texts)
    if len(blocks) == 1:
        return None
    title = texts("event_policy_context")
    return Page(anchor="policy-context", kicker=texts("event_context"), title=title, blocks=tuple(blocks))


def _area(term: Term, cases: list[Case], library: Library, numbering: Numbering, texts: Texts) -> list[Block]:
    language = texts.language
    rows = tuple(
        Row(
            name=one_line(case.title.pick(language).text),
            value=f"{texts.territory(case.country)} · {place_name(case, language, library.vocabulary)}",
        )
        for case in cases[:MOST_CASES]
    )
    refs = tuple(
        tuple(dict.fromkeys(numbering.number(source) for source in case.sources[:MOST_REFS]))
        for case in cases[:MOST_CASES]
    )
    description = clean(term.description.pick(language).text) if term.description else ""
    return [
        Block(kind="section", heading=heading(term.label, language), text=description),
        Block(kind="evidence", rows=rows, refs=refs),
    ]


def _glossary_page(
    vocabulary: Vocabulary, cases: Iterable[Case], spoken: Iterable[str], texts: Texts
) -> Page | None:
    spotter = TermSpotter(vocabulary)
    terms: dict[str, Term] = {}
    for case in islice(cases, MOST_EXPLAINED):
        terms.update((name, vocabulary.policy_areas[name]) for name in case.policy_areas)
        terms.update((name, vocabulary.technologies[name]) for name in case.technologies)
        if case.network:
            terms[case.network] = vocabulary.networks[case.network]
    for text in spoken:
        terms.update((name, spotter.terms[name]) for name in spotter.named(text))
    if not terms:
        return None
    order = _languages(texts.language)
    cells = sorted({tuple(heading(term.label, language) for language in order) for term in terms.values()})
    table = Block(
        kind="table",
        columns=tuple(Column(heading=Texts(language)("language")) for language in order),
        cells=tuple(sorted(cells, key=lambda line: line[0].casefold())),
    )
    title = texts("event_glossary")
    return Page(anchor="glossary", kicker=texts("event_context"), title=title, blocks=(table,))


def _languages(first: Language) -> tuple[Language, ...]:
    """Return the three languages, the reader's first."""
    return (first, *(language for language in LANGUAGES if language != first))

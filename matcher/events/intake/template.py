"""The template of a participant list: an Excel workbook in one language that the import reads back."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.corpus.vocabulary import Vocabulary
from matcher.events.event import PARTICIPANT_KINDS
from matcher.events.intake.headings import FIELDS, REQUIRED, ParticipantField
from matcher.events.intake.values import country_names
from matcher.model import Language
from matcher.texts import Texts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 1_000
"""So many rows have drop-down lists and are formatted as text."""
FIRST_COUNTRIES = ("JP", "DE")
WIDE: tuple[ParticipantField, ...] = ("organisation", "needs", "offers", "must_meet", "wont_meet", "available")
ACCENT = "#1F3A5F"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def template_xlsx(language: Language, vocabulary: Vocabulary) -> bytes:
    """Return the workbook: a sheet to fill in with one example row, a sheet that explains each column, and lists.

    The example names no person, and ``read_participants`` leaves it out. The drop-down lists suggest: other words
    that the import knows may be typed as well.
    """
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, OPTIONS)
    texts = Texts(language)
    book.set_properties({"title": texts("intake_sheet_participants"), "author": "Kakehashi"})
    look = _Look.of(book)
    lists = _lists(texts, vocabulary)
    _write_participants(book, texts, look, lists)
    _write_explanation(book, texts, look)
    _write_lists(book, texts, look, lists)
    book.close()
    return stream.getvalue()


@dataclass(frozen=True)
class _Look:
    head: Format
    required: Format
    text: Format
    example: Format
    name: Format

    @classmethod
    def of(cls, book: Workbook) -> _Look:
        head = {"bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}
        return cls(
            head=book.add_format({**head, "bg_color": "#5B6B82"}),
            required=book.add_format({**head, "bg_color": ACCENT}),
            text=book.add_format(text),
            example=book.add_format({**text, "italic": True, "font_color": "#6B7280"}),
            name=book.add_format({**text, "bold": True}),
        )


def _lists(texts: Texts, vocabulary: Vocabulary) -> dict[ParticipantField, list[str]]:
    names = country_names(texts.language)
    others = sorted(name for code, name in names.items() if code not in FIRST_COUNTRIES)
    return {
        "country": [names[code] for code in FIRST_COUNTRIES] + others,
        "kind": [texts(f"intake_kind_{kind}") for kind in PARTICIPANT_KINDS],
        "sector": [term.label.pick(texts.language).text for term in vocabulary.sectors.values()],
        "on_site": [texts("intake_on_site"), texts("intake_online")],
    }


def _write_participants(
    book: Workbook, texts: Texts, look: _Look, lists: dict[ParticipantField, list[str]]
) -> None:
    sheet = book.add_worksheet(texts("intake_sheet_participants"))
    for place, field in enumerate(FIELDS):
        sheet.set_column(place, place, 34 if field in WIDE else 22, look.text)
        heading = look.required if field in REQUIRED else look.head
        sheet.write_string(0, place, texts(f"intake_field_{field}"), heading)
        sheet.write_string(1, place, texts(f"intake_example_{field}"), look.example)
        if field in lists:
            column = chr(ord("A") + list(lists).index(field))
            source = f"='{texts('intake_sheet_lists')}'!${column}$2:${column}${len(lists[field]) + 1}"
            rule = {"validate": "list", "source": source, "error_type": "information", "show_error": False}
            sheet.data_validation(1, place, LAST_ROW, place, rule)
    sheet.set_row(0, 32)
    sheet.set_row(1, 48)
    sheet.freeze_panes(1, 1)
    _print_landscape(sheet)


def _write_explanation(book: Workbook, texts: Texts, look: _Look) -> None:
    sheet = book.add_worksheet(texts("intake_sheet_explanation"))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 44)
    for place, key in enumerate(("intake_explained_column", "intake_explained_what", "intake_explained_example")):
        sheet.write_string(0, place, texts(key), look.required)
    for row, field in enumerate(FIELDS, start=1):
        sheet.set_row(row, 32)  # two lines; not every program fits the height itself
        sheet.write_string(row, 0, texts(f"intake_field_{field}"), look.name)
        sheet.write_string(row, 1, texts(f"intake_help_{field}"), look.text)
        sheet.write_string(row, 2, texts(f"intake_example_{field}"), look.example)
    sheet.freeze_panes(1, 0)
    _print_landscape(sheet)


def _write_lists(book: Workbook, texts: Texts, look: _Look, lists: dict[ParticipantField, list[str]]) -> None:
    sheet = book.add_worksheet(texts("intake_sheet_lists"))
    for place, (field, words) in enumerate(lists.items()):
        sheet.set_column(place, place, 34)
        sheet.write_string(0, place, texts(f"intake_field_{field}"), look.head)
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, place, word)
    sheet.hide()


def _print_landscape(sheet: Worksheet) -> None:
    """Print on A4, all columns on one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)

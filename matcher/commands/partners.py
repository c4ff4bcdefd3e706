"""``matcher partners``: who could help with a need, and the cases that speak for it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from matcher import console
from matcher.commands.writing import check_target, format_of, write_report
from matcher.errors import WrongUse
from matcher.settings import load_settings

if TYPE_CHECKING:
    from matcher.index.store import Index
    from matcher.model import Language
    from matcher.partners.evidence import Partner

SHOWN_CASES = 3


def partners(
    text: Annotated[str, typer.Argument(help="The need, in Japanese, German or English.")],
    lang: Annotated[str, typer.Option(help="Language of the text: auto, ja, de or en.")] = "auto",
    reader: Annotated[str, typer.Option(help="Language of the answer: auto (as the text), ja, de or en.")] = "auto",
    seeking: Annotated[
        list[str] | None,
        typer.Option(help="Role sought: operator, integrator, vendor, research, peer, funder."),
    ] = None,
    country: Annotated[list[str] | None, typer.Option(help="The partners' country, JP or DE.")] = None,
    prefer_cooperation: Annotated[
        bool, typer.Option("--prefer-cooperation", help="Prefer those that work in both countries.")
    ] = False,
    top: Annotated[int, typer.Option(help="How many partners at most.")] = 20,
    out: Annotated[
        Path | None, typer.Option(help="Write a file: .xlsx .zip (CSV) .docx .pdf .json .jsonld")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the file where it is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
) -> None:
    """Find organisations that could help with a need, with the cases that speak for them."""
    if not text.strip():
        raise WrongUse("the query is empty.", mend="Describe a need in Japanese, German or English.")
    asked = format_of(out) if out else ""
    if out:
        check_target(out, replace=replace)
    from matcher.api import Matcher
    from matcher.encoding.language import detect_language
    from matcher.search.searcher import check_top

    check_top(top)
    spoken = detect_language(text) if lang == "auto" else console.language(lang)
    shown = spoken if reader == "auto" else console.language(reader)
    with console.waiting("Opening index and model …", quiet=as_json):
        matcher = Matcher.open()
    found = matcher.partners(
        text, seeking=seeking or (), country=country or (), prefer_cooperation=prefer_cooperation,
        language=lang, top=top,
    )  # fmt: skip
    if out:
        from matcher.export.compose import Composer

        made_by = load_settings().user or None
        write_report(Composer(matcher.index, shown, made_by=made_by).partners(text, found), out, asked)
        if not as_json:
            console.print_files([out])
    if as_json:
        data = {"query": text, "language": spoken, "partners": [partner_data(one, shown) for one in found]}
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    elif not out:
        _show(found, matcher.index, shown)


def partner_data(partner: Partner, reader: Language) -> dict[str, Any]:
    """Return a partner as the documented JSON."""
    organisation = partner.organisation
    return {
        "id": organisation.id,
        "name": organisation.name.pick(reader).text,
        "kind": organisation.kind,
        "country": organisation.country,
        "score": partner.score,
        "roles": partner.roles,
        "countries": partner.countries,
        "cooperations": partner.cooperations,
        "evidence": [
            {
                "case": one.case.id,
                "title": one.case.title.pick(reader).text,
                "role": one.role,
                "relevance": one.relevance,
                "weight": one.weight,
                "year": one.year,
                "status": one.case.status.value,
                "co_partners": one.co_partners,
                "sources": [{"url": source.url, "title": source.title} for source in one.case.sources],
            }
            for one in partner.evidence
        ],
    }


def _show(found: list[Partner], index: Index, reader: Language) -> None:
    """Print partners for people: score, name, roles, the cases that speak most for them."""
    roles = index.vocabulary.roles
    if not found:
        console.out.print("No organisation stands behind a comparable case.")
    for partner in found:
        name = console.plain(partner.organisation.name.pick(reader).text)
        labels = ", ".join(roles[role].label.pick(reader).text for role in partner.roles)
        both = " · JP+DE" if partner.in_both_countries else ""
        country = partner.organisation.country
        console.out.print(f"[bold]{partner.score:5.1f}  {country}  {name}[/bold]  {console.plain(labels)}{both}")
        for one in partner.evidence[:SHOWN_CASES]:
            title = console.plain(one.case.title.pick(reader).text)
            year = f", {one.year}" if one.year else ""
            console.out.print(f"       {title} ({console.plain(roles[one.role].label.pick(reader).text)}{year})")
        more = len(partner.evidence) - SHOWN_CASES
        if more > 0:
            console.out.print(f"       … and {more} more")

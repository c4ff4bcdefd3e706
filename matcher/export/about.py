"""What every export says about itself: what it answers, where it comes from, what may be done with it."""

from __future__ import annotations

from matcher.export.report import Report
from matcher.texts import Texts


def about(report: Report) -> tuple[tuple[str, str], ...]:
    """Return names and values in the report's language."""
    texts = Texts(report.language)
    asked = {
        "export_about_title": report.title,
        "export_about_need": report.need or "",
        "export_about_made_at": texts.date(report.made_at.date().isoformat()),
        "export_about_made_by": report.made_by or "",
        "export_partners": texts.number(len(report.partners)) if report.partners else "",
        "export_cases": texts.number(len(report.cases)) if report.cases else "",
        "export_about_missing": ", ".join(report.missing),
        "export_about_corpus": texts("export_about_corpus_value", cases=texts.number(report.corpus_cases)),
        "export_about_licence": report.licence,
        "export_about_method": texts("export_about_method_value"),
    }
    return tuple((texts(key), value) for key, value in asked.items() if value)

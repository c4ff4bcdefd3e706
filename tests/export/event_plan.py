"""An event of real organisations with made-up needs and a hand-made schedule, for the tests of its files."""

from __future__ import annotations

import datetime as dt
import uuid
from itertools import islice

from matcher.events.event import (
    Affinity,
    AffinityReason,
    Event,
    EventPlan,
    Meeting,
    MeetingPlace,
    Participant,
    Rules,
    Schedule,
    Slot,
    Unmet,
)

NOW = dt.datetime(2027, 2, 1, 8, 0, tzinfo=dt.UTC)
DAY = dt.datetime(2027, 3, 9, 8, 0, tzinfo=dt.UTC)
"""17:00 in Tokyo, 9:00 in Berlin."""
ZONES = {"JP": "Asia/Tokyo", "DE": "Europe/Berlin"}
SPOKEN = {"JP": ("ja",), "DE": ("de", "en")}
NEEDS = {
    "JP": (
        "自営5Gによる工場内搬送の安定化",
        "小さな自治体でも使える水害センサー",
        "高齢者の見守りとデータ連携",
        "港湾の遠隔操作",
    ),
    "DE": (
        "5G-Campusnetz für fahrerlose Transportfahrzeuge",
        "Sensoren für Hochwasserwarnung (LoRaWAN)",
        "Digitaler Zwilling der Stadt",
        "Telemedizin für den ländlichen Raum",
    ),
}
OFFERS = {
    "JP": ("ローカル5Gの構築と運用", "AIによる画像解析", "河川水位の監視", "遠隔医療の実証経験"),
    "DE": (
        "Open RAN und Edge Computing",
        "Planung von Campusnetzen",
        "Urbane Datenplattform",
        "KI in der Produktion",
    ),
}


def people_of(corpus, each):
    """So many organisations of each country, those with most cases."""
    known = sorted({i.organisation for case in corpus.cases.values() for i in case.organisations})
    counts = dict.fromkeys(known, 0)
    for case in corpus.cases.values():
        for item in case.organisations:
            counts[item.organisation] += 1
    order = sorted(known, key=lambda name: (-counts[name], name))
    found = []
    for country in ("JP", "DE"):
        names = (name for name in order if corpus.organisations[name].country == country)
        for place, name in enumerate(islice(names, each)):
            one = corpus.organisations[name]
            number = len(found) + 1
            local = "ja" if country == "JP" else "de"
            found.append(
                Participant(
                    id=number,
                    organisation=one.name.pick(local).text,
                    contact=f"担当 {number:02d}" if country == "JP" else f"Kontakt {number:02d}",
                    email=f"person{number}@example.org",
                    country=country,
                    kind="municipality" if one.kind == "municipality" else "company",
                    sector=one.sector,
                    size=one.population or 1200 + number,
                    needs=(NEEDS[country][place % 4], NEEDS[country][(place + 1) % 4]),
                    offers=(OFFERS[country][place % 4], OFFERS[country][(place + 2) % 4]),
                    languages=SPOKEN[country],
                    zone=ZONES[country],
                    on_site=country == "DE" or place % 3 > 0,
                    linked=name,
                )
            )
    return tuple(found)


def affinity_of(corpus, first, second, language):
    """Reasons in both directions, with a case in which each took part."""
    cases = [
        next(c for c in corpus.cases.values() if any(i.organisation == one.linked for i in c.organisations))
        for one in (second, first)
    ]
    lists = corpus.vocabulary
    reasons = [
        AffinityReason(kind="need_offer", serves=first.id, text=second.offers[0], answers=first.needs[0]),
        AffinityReason(kind="need_offer", serves=second.id, text=first.offers[0], answers=second.needs[0]),
        *(
            AffinityReason(kind="case", serves=who.id, text=case.title.pick(language).text, case_id=case.id)
            for who, case in zip((first, second), cases, strict=True)
        ),
        *(
            AffinityReason(kind="technology", text=lists.technologies[name].label.pick(language).text)
            for name in cases[0].technologies[:2]
        ),
        *(
            AffinityReason(kind="policy_area", text=lists.policy_areas[name].label.pick(language).text)
            for name in cases[0].policy_areas[:2]
        ),
        AffinityReason(kind="interpreter", text=f"{' '.join(first.languages)} / {' '.join(second.languages)}"),
    ]
    return Affinity(
        first=first.id, second=second.id, first_gains=70, second_gains=55, interpreter=True, reasons=tuple(reasons)
    )


def event_of(slots, tables, start, minutes):
    """The frame of the event: its slots, its tables, and a video room as the last place."""
    step = dt.timedelta(minutes=minutes)
    places = [MeetingPlace(id=f"t{n}", name=f"Tisch {n}") for n in range(1, tables)]
    places.append(MeetingPlace(id="video", name="Video 1", kind="video", link="https://video.example.org/raum-1"))
    return Event(
        id=1,
        name="Deutsch-Japanischer Digitaltag 2027 日独デジタルデー",
        venue="Messe Hannover",
        slots=tuple(Slot(number=n + 1, start=start + n * step, minutes=20) for n in range(slots)),
        places=tuple(places),
        rules=Rules(interpreters=3),
        keep_until=dt.date(2027, 6, 30),
    )


def event_plan(corpus, language, *, each=20, slots=12, tables=12, start=DAY, minutes=30):
    """A plan in which everybody of one country goes round the other's; the last place is a video room."""
    people = people_of(corpus, each)
    home, guests = people[:each], people[each:]
    event = event_of(slots, tables, start, minutes)
    affinities, meetings = [], []
    for slot in range(1, slots + 1):
        for place in range(min(tables, each)):
            one = home[(place + slot * 5) % each]
            other = guests[(place + slot * 6) % each]
            affinities.append(affinity_of(corpus, one, other, language))
            meetings.append(
                Meeting(
                    uid=f"{uuid.uuid5(uuid.NAMESPACE_DNS, f'{one.id}-{other.id}').hex}@kakehashi",
                    first=one.id,
                    second=other.id,
                    slot=slot,
                    place=event.places[place].id,
                    interpreter=place + 1 if place < 3 else None,
                    confirmed=slot % 2 == 0,
                    sequence=slot % 3,
                )
            )
    return EventPlan(
        event=event,
        participants=people,
        affinities=tuple(affinities),
        schedule=Schedule(
            meetings=tuple(meetings),
            value=6400.5,
            bound=6450.0,
            optimal=False,
            worst_served=0.62,
            unmet=(Unmet(first=1, second=each + 1, why="no_common_slot"),),
            seconds=8.4,
        ),
    )

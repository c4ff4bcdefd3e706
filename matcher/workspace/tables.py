"""The tables of the workspace. A change here needs a migration: tests compare the two."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Utc(TypeDecorator[dt.datetime]):
    """A moment; SQLite forgets the zone, so it is written and read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the moment in UTC."""
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class ShortlistRow(Base):
    """A shortlist."""

    __tablename__ = "shortlists"
    __table_args__ = (
        Index(
            "uq_shortlists_name", "name", unique=True,
            sqlite_where=text("deleted_at IS NULL"), postgresql_where=text("deleted_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    need: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(2))
    version: Mapped[int] = mapped_column()
    created_by: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[dt.datetime] = mapped_column(Utc)
    changed_by: Mapped[str] = mapped_column(String(80))
    changed_at: Mapped[dt.datetime] = mapped_column(Utc)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(Utc)
    entries: Mapped[list[EntryRow]] = relationship(
        back_populates="shortlist", order_by="EntryRow.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's form


class EntryRow(Base):
    """A case or an organisation on a shortlist."""

    __tablename__ = "shortlist_entries"
    __table_args__ = (
        UniqueConstraint("shortlist_id", "kind", "ref"),
        CheckConstraint("kind IN ('case', 'organisation')", name="kind"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("status IN ('to_contact', 'contacted', 'meeting', 'declined')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlists.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(90))
    position: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    rating: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column()
    changed_by: Mapped[str] = mapped_column(String(80))
    changed_at: Mapped[dt.datetime] = mapped_column(Utc)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(Utc)
    shortlist: Mapped[ShortlistRow] = relationship(back_populates="entries")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's form


class EventRow(Base):
    """An event; what describes it is one JSON document, checked by its noun."""

    __tablename__ = "events"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - a number is never given twice

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160), unique=True)
    keep_until: Mapped[dt.date]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column()
    changed_by: Mapped[str] = mapped_column(String(80))
    changed_at: Mapped[dt.datetime] = mapped_column(Utc)
    participants: Mapped[list[ParticipantRow]] = relationship(
        order_by="ParticipantRow.number", cascade="all, delete-orphan", passive_deletes=True
    )
    schedules: Mapped[list[ScheduleRow]] = relationship(
        order_by="ScheduleRow.number", cascade="all, delete-orphan", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's form


class ParticipantRow(Base):
    """A participant of an event; ``number`` tells it apart there, ``batch`` the import that brought it."""

    __tablename__ = "event_participants"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    batch: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column()
    changed_by: Mapped[str] = mapped_column(String(80))
    changed_at: Mapped[dt.datetime] = mapped_column(Utc)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's form


class ScheduleRow(Base):
    """A schedule of an event; the last one counts, earlier ones tell which meetings were cancelled."""

    __tablename__ = "event_schedules"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    issued: Mapped[bool]
    """Whether files were made from it: its meetings may stand in calendars."""
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[dt.datetime] = mapped_column(Utc)

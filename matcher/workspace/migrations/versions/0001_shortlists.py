"""Shortlists and their entries."""

import sqlalchemy as sa
from alembic import op

from matcher.workspace.tables import Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "shortlists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("need", sa.Text()),
        sa.Column("language", sa.String(2)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(80), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.Column("deleted_at", Utc()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlists")),
    )
    kept = sa.text("deleted_at IS NULL")
    op.create_index(
        "uq_shortlists_name", "shortlists", ["name"], unique=True, sqlite_where=kept, postgresql_where=kept
    )
    op.create_table(
        "shortlist_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shortlist_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("ref", sa.String(90), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer()),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.Column("deleted_at", Utc()),
        sa.CheckConstraint("kind IN ('case', 'organisation')", name=op.f("ck_shortlist_entries_kind")),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_shortlist_entries_rating")),
        sa.CheckConstraint(
            "status IN ('to_contact', 'contacted', 'meeting', 'declined')", name=op.f("ck_shortlist_entries_status")
        ),
        sa.ForeignKeyConstraint(
            ["shortlist_id"],
            ["shortlists.id"],
            name=op.f("fk_shortlist_entries_shortlist_id_shortlists"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_entries")),
        sa.UniqueConstraint("shortlist_id", "kind", "ref", name=op.f("uq_shortlist_entries_shortlist_id")),
    )
    op.create_index(op.f("ix_shortlist_entries_shortlist_id"), "shortlist_entries", ["shortlist_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("shortlist_entries")
    op.drop_table("shortlists")

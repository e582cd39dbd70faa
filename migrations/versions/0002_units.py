"""Units over time and the register of documents."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_unit_ends_after_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_slug"), ["slug"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issuer_unit_id", sa.Integer(), nullable=True),
        sa.Column("issuer_text", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_document_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["issuer_unit_id"], ["unit.id"], name=op.f("fk_document_issuer_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "number",
            "issued_on",
            "issuer_text",
            name=op.f("uq_document_number_issued_on_issuer_text"),
        ),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_document_issuer_unit_id"), ["issuer_unit_id"], unique=False
        )
        batch_op.create_index("ix_document_number", ["number"], unique=False)

    op.create_table(
        "unit_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_unit_id", sa.Integer(), nullable=False),
        sa.Column("to_unit_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("share", sa.Numeric(precision=7, scale=6), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("from_unit_id <> to_unit_id", name=op.f("ck_unit_succession_two_units")),
        sa.CheckConstraint(
            "share > 0 AND share <= 1", name=op.f("ck_unit_succession_share_is_a_part")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_unit_succession_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["from_unit_id"], ["unit.id"], name=op.f("fk_unit_succession_from_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["to_unit_id"], ["unit.id"], name=op.f("fk_unit_succession_to_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_succession")),
        sa.UniqueConstraint(
            "from_unit_id",
            "to_unit_id",
            "effective_on",
            name=op.f("uq_unit_succession_from_unit_id_to_unit_id_effective_on"),
        ),
    )
    with op.batch_alter_table("unit_succession", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_unit_succession_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_unit_succession_to_unit_id"), ["to_unit_id"], unique=False
        )

    op.create_table(
        "unit_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("official_code", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_unit_version_ends_after_start")),
        sa.CheckConstraint("parent_id <> unit_id", name=op.f("ck_unit_version_not_its_own_parent")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["unit.id"], name=op.f("fk_unit_version_area_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_unit_version_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["unit.id"], name=op.f("fk_unit_version_parent_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_unit_version_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_version")),
        sa.UniqueConstraint("unit_id", "starts_on", name=op.f("uq_unit_version_unit_id_starts_on")),
    )
    with op.batch_alter_table("unit_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_version_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_unit_version_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_unit_version_folded"), ["folded"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_unit_version_official_code"), ["official_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_unit_version_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_version_sort_key"), ["sort_key"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("unit_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_version_sort_key"))
        batch_op.drop_index(batch_op.f("ix_unit_version_parent_id"))
        batch_op.drop_index(batch_op.f("ix_unit_version_official_code"))
        batch_op.drop_index(batch_op.f("ix_unit_version_folded"))
        batch_op.drop_index(batch_op.f("ix_unit_version_document_id"))
        batch_op.drop_index(batch_op.f("ix_unit_version_area_id"))

    op.drop_table("unit_version")
    with op.batch_alter_table("unit_succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_succession_to_unit_id"))
        batch_op.drop_index(batch_op.f("ix_unit_succession_document_id"))

    op.drop_table("unit_succession")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index("ix_document_number")
        batch_op.drop_index(batch_op.f("ix_document_issuer_unit_id"))
        batch_op.drop_index(batch_op.f("ix_document_issued_on"))
        batch_op.drop_index(batch_op.f("ix_document_file_id"))

    op.drop_table("document")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_slug"))
        batch_op.drop_index(batch_op.f("ix_unit_kind"))

    op.drop_table("unit")

"""Associations and their members."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "association",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("how_to_join", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("number_prefix", sa.Text(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("accepts_applications", sa.Boolean(), nullable=False),
        sa.Column("secretary_may_approve", sa.Boolean(), nullable=False),
        sa.Column("card_years", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "card_years between 1 and 20", name=op.f("ck_association_card_years_within_reason")
        ),
        sa.CheckConstraint("next_number >= 1", name=op.f("ck_association_numbers_from_one")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_association_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_association")),
        sa.UniqueConstraint("slug", name=op.f("uq_association_slug")),
        sa.UniqueConstraint("unit_id", name=op.f("uq_association_unit_id")),
    )
    op.create_table(
        "mass_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("from_branch_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_mass_move_association_id_association"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_mass_move_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["from_branch_id"], ["unit.id"], name=op.f("fk_mass_move_from_branch_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["account.id"], name=op.f("fk_mass_move_made_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mass_move")),
    )
    with op.batch_alter_table("mass_move", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mass_move_association_id"), ["association_id"], unique=False
        )

    op.create_table(
        "member_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_member_number_association_id_association"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_member_number_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_number")),
        sa.UniqueConstraint(
            "association_id", "number", name=op.f("uq_member_number_association_id_number")
        ),
        sa.UniqueConstraint(
            "association_id", "person_id", name=op.f("uq_member_number_association_id_person_id")
        ),
    )
    with op.batch_alter_table("member_number", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_number_person_id"), ["person_id"], unique=False)

    op.create_table(
        "membership_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("belonging", sa.String(length=40), nullable=False),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("by_application", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "belonging <> 'secondary'", name=op.f("ck_membership_type_no_type_is_secondary")
        ),
        sa.CheckConstraint("grace_days >= 0", name=op.f("ck_membership_type_grace_not_negative")),
        sa.CheckConstraint(
            "term_months is null or term_months > 0", name=op.f("ck_membership_type_term_positive")
        ),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_membership_type_association_id_association"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership_type")),
        sa.UniqueConstraint(
            "association_id", "name", name=op.f("uq_membership_type_association_id_name")
        ),
    )
    with op.batch_alter_table("membership_type", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_type_association_id"), ["association_id"], unique=False
        )

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("belonging", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("grace_until", sa.Date(), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("end_document_id", sa.Integer(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(ends_on is null) = (end_reason is null)",
            name=op.f("ck_membership_an_end_has_a_reason"),
        ),
        sa.CheckConstraint(
            "(valid_until is null) = (grace_until is null)",
            name=op.f("ck_membership_a_term_has_its_grace"),
        ),
        sa.CheckConstraint(
            "ends_on is null or ends_on >= starts_on", name=op.f("ck_membership_ends_after_start")
        ),
        sa.CheckConstraint(
            "grace_until >= valid_until", name=op.f("ck_membership_grace_after_term")
        ),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_membership_association_id_association"),
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["unit.id"], name=op.f("fk_membership_branch_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_membership_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["end_document_id"],
            ["document.id"],
            name=op.f("fk_membership_end_document_id_document"),
        ),
        sa.ForeignKeyConstraint(
            ["number_id"], ["member_number.id"], name=op.f("fk_membership_number_id_member_number")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["membership.id"], name=op.f("fk_membership_previous_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["type_id"], ["membership_type.id"], name=op.f("fk_membership_type_id_membership_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            "ix_membership_association_id_ends_on", ["association_id", "ends_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_membership_branch_id"), ["branch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_number_id"), ["number_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_membership_previous_id"), ["previous_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_membership_type_id"), ["type_id"], unique=False)
        batch_op.create_index(
            "uq_membership_one_open_main",
            ["association_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ends_on IS NULL AND belonging <> 'secondary'"),
            postgresql_where=sa.text("ends_on IS NULL AND belonging <> 'secondary'"),
        )

    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' or (membership_id is not null and document_id is not null)",
            name=op.f("ck_application_approved_has_decision"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' or reason <> ''", name=op.f("ck_application_refused_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_application_association_id_association"),
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["unit.id"], name=op.f("fk_application_branch_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_application_decided_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_application_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_application_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_application_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["type_id"], ["membership_type.id"], name=op.f("fk_application_type_id_membership_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_application_association_id"), ["association_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_application_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_application_one_waits",
            ["association_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state = 'submitted'"),
            postgresql_where=sa.text("state = 'submitted'"),
        )

    op.create_table(
        "discipline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_discipline_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_discipline_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_discipline_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discipline")),
    )
    with op.batch_alter_table("discipline", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_discipline_membership_id"), ["membership_id"], unique=False
        )

    op.create_table(
        "member_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("expires_on > issued_on", name=op.f("ck_member_card_expires_later")),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_member_card_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_card")),
    )
    with op.batch_alter_table("member_card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_member_card_membership_id"), ["membership_id"], unique=False
        )

    op.create_table(
        "transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mass_move_id", sa.Integer(), nullable=True),
        sa.Column("from_membership_id", sa.Integer(), nullable=False),
        sa.Column("to_membership_id", sa.Integer(), nullable=True),
        sa.Column("from_branch_id", sa.Integer(), nullable=True),
        sa.Column("to_branch_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_transfer_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["from_branch_id"], ["unit.id"], name=op.f("fk_transfer_from_branch_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["from_membership_id"],
            ["membership.id"],
            name=op.f("fk_transfer_from_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["mass_move_id"], ["mass_move.id"], name=op.f("fk_transfer_mass_move_id_mass_move")
        ),
        sa.ForeignKeyConstraint(
            ["to_branch_id"], ["unit.id"], name=op.f("fk_transfer_to_branch_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["to_membership_id"],
            ["membership.id"],
            name=op.f("fk_transfer_to_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_transfer_from_membership_id"), ["from_membership_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_transfer_mass_move_id"), ["mass_move_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_transfer_to_membership_id"), ["to_membership_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_to_membership_id"))
        batch_op.drop_index(batch_op.f("ix_transfer_mass_move_id"))
        batch_op.drop_index(batch_op.f("ix_transfer_from_membership_id"))

    op.drop_table("transfer")
    with op.batch_alter_table("member_card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_card_membership_id"))

    op.drop_table("member_card")
    with op.batch_alter_table("discipline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_discipline_membership_id"))

    op.drop_table("discipline")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_application_one_waits",
            sqlite_where=sa.text("state = 'submitted'"),
            postgresql_where=sa.text("state = 'submitted'"),
        )
        batch_op.drop_index(batch_op.f("ix_application_person_id"))
        batch_op.drop_index(batch_op.f("ix_application_association_id"))

    op.drop_table("application")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_membership_one_open_main",
            sqlite_where=sa.text("ends_on IS NULL AND belonging <> 'secondary'"),
            postgresql_where=sa.text("ends_on IS NULL AND belonging <> 'secondary'"),
        )
        batch_op.drop_index(batch_op.f("ix_membership_type_id"))
        batch_op.drop_index(batch_op.f("ix_membership_previous_id"))
        batch_op.drop_index(batch_op.f("ix_membership_person_id"))
        batch_op.drop_index(batch_op.f("ix_membership_number_id"))
        batch_op.drop_index(batch_op.f("ix_membership_branch_id"))
        batch_op.drop_index("ix_membership_association_id_ends_on")

    op.drop_table("membership")
    with op.batch_alter_table("membership_type", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_type_association_id"))

    op.drop_table("membership_type")
    with op.batch_alter_table("member_number", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_number_person_id"))

    op.drop_table("member_number")
    with op.batch_alter_table("mass_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mass_move_association_id"))

    op.drop_table("mass_move")
    op.drop_table("association")

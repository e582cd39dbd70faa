"""People and what they did."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "research_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_field")),
        sa.UniqueConstraint("code", name=op.f("uq_research_field_code")),
    )
    op.create_table(
        "work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("container", sa.Text(), nullable=False),
        sa.Column("issued", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("doi", sa.Text(), nullable=True),
        sa.Column("identifiers", JSON, nullable=False),
        sa.Column("csl", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
        sa.UniqueConstraint("doi", name=op.f("uq_work_doi")),
    )
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.create_index("ix_work_folded_year", ["folded", "year"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("called_name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("sort_given", sa.Text(), nullable=False),
        sa.Column("sort_full", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("bio", sa.Text(), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("sex_visibility", sa.String(length=40), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("birth_visibility", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("contact_visibility", sa.String(length=40), nullable=False),
        sa.Column("home_unit_id", sa.Integer(), nullable=True),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("photo_small", sa.Text(), nullable=False),
        sa.Column("photo_large", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("paper_consent_on", sa.Date(), nullable=True),
        sa.Column("paper_consent_file_id", sa.Integer(), nullable=True),
        sa.Column("claim_digest", sa.Text(), nullable=True),
        sa.Column("claim_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_person_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["commune_id"], ["unit.id"], name=op.f("fk_person_commune_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_person_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["home_unit_id"], ["unit.id"], name=op.f("fk_person_home_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["person.id"], name=op.f("fk_person_merged_into_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["paper_consent_file_id"],
            ["stored_file.id"],
            name=op.f("fk_person_paper_consent_file_id_stored_file"),
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["picture.id"], name=op.f("fk_person_photo_id_picture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("account_id", name=op.f("uq_person_account_id")),
        sa.UniqueConstraint("claim_digest", name=op.f("uq_person_claim_digest")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_commune_id"), ["commune_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_home_unit_id"), ["home_unit_id"], unique=False)
        batch_op.create_index("ix_person_public_full", ["is_public", "sort_full"], unique=False)
        batch_op.create_index("ix_person_public_given", ["is_public", "sort_given"], unique=False)

    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("funder", sa.Text(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=True),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_project_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "work_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_work_source_stated_by_id_account")
        ),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name=op.f("fk_work_source_work_id_work")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_source")),
    )
    with op.batch_alter_table("work_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_source_work_id"), ["work_id"], unique=False)

    op.create_table(
        "academic_rank",
        sa.Column("rank", sa.String(length=40), nullable=False),
        sa.Column("discipline", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("council", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_academic_rank_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_academic_rank_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_academic_rank")),
    )
    with op.batch_alter_table("academic_rank", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_academic_rank_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_academic_rank_state"), ["state"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("appointment_kind", sa.String(length=40), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("job_category", sa.String(length=40), nullable=True),
        sa.Column("starts", sa.Text(), nullable=True),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_appointment_stated_by_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_appointment_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("credit", JSON, nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("is_featured", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contribution_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_contribution_stated_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["work_id"], ["work.id"], name=op.f("fk_contribution_work_id_work")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("work_id", "person_id", name=op.f("uq_contribution_work_id_person_id")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_contribution_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contribution_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_contribution_work_id"), ["work_id"], unique=False)

    op.create_table(
        "credential",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_credential_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_credential_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential")),
    )
    with op.batch_alter_table("credential", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credential_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_credential_state"), ["state"], unique=False)

    op.create_table(
        "degree",
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("discipline", sa.Text(), nullable=False),
        sa.Column("thesis", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("diploma_number", sa.Text(), nullable=False),
        sa.Column("awarded", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_degree_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_degree_stated_by_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_degree_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_degree")),
    )
    with op.batch_alter_table("degree", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_degree_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_degree_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_degree_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "distinction",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("awarded", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_distinction_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_distinction_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinction")),
    )
    with op.batch_alter_table("distinction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_distinction_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_distinction_state"), ["state"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_kind", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["account.id"], name=op.f("fk_evidence_added_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_evidence_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_evidence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_person_id"), ["person_id"], unique=False)

    op.create_table(
        "honorary_title",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_honorary_title_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_honorary_title_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honorary_title")),
    )
    with op.batch_alter_table("honorary_title", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_honorary_title_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_honorary_title_state"), ["state"], unique=False)

    op.create_table(
        "import_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("errors", JSON, nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_import_task_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["account.id"], name=op.f("fk_import_task_started_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_task")),
        sa.UniqueConstraint(
            "person_id",
            "started_by_id",
            "sha256",
            name=op.f("uq_import_task_person_id_started_by_id_sha256"),
        ),
    )
    with op.batch_alter_table("import_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_task_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_task_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_import_task_started_by_id"), ["started_by_id"], unique=False
        )

    op.create_table(
        "keyword",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_keyword_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_keyword_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keyword")),
        sa.UniqueConstraint("person_id", "folded", name=op.f("uq_keyword_person_id_folded")),
    )
    with op.batch_alter_table("keyword", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keyword_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_keyword_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_keyword_state"), ["state"], unique=False)

    op.create_table(
        "language_skill",
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_language_skill_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_language_skill_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_skill")),
    )
    with op.batch_alter_table("language_skill", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_language_skill_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_language_skill_state"), ["state"], unique=False)

    op.create_table(
        "person_facet",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_facet_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "name", "value", name=op.f("pk_person_facet")),
    )
    with op.batch_alter_table("person_facet", schema=None) as batch_op:
        batch_op.create_index(
            "ix_person_facet_name_value", ["name", "value", "person_id"], unique=False
        )

    op.create_table(
        "person_field",
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["field_id"],
            ["research_field.id"],
            name=op.f("fk_person_field_field_id_research_field"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_field_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_person_field_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_field")),
        sa.UniqueConstraint(
            "person_id", "field_id", name=op.f("uq_person_field_person_id_field_id")
        ),
    )
    with op.batch_alter_table("person_field", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_field_field_id"), ["field_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_field_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_field_state"), ["state"], unique=False)

    op.create_table(
        "person_identifier",
        sa.Column("identifier_kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_identifier_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_person_identifier_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_identifier")),
    )
    with op.batch_alter_table("person_identifier", schema=None) as batch_op:
        batch_op.create_index(
            "ix_person_identifier_normal", ["identifier_kind", "normal"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_person_identifier_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_person_identifier_state"), ["state"], unique=False)

    op.create_table(
        "person_name",
        sa.Column("name_kind", sa.String(length=40), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_name_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_person_name_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_name")),
    )
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_name_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_name_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_name_state"), ["state"], unique=False)

    op.create_table(
        "project_role",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_project_role_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_role_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_project_role_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_role")),
        sa.UniqueConstraint(
            "project_id", "person_id", name=op.f("uq_project_role_project_id_person_id")
        ),
    )
    with op.batch_alter_table("project_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_role_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_project_role_project_id"), ["project_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_project_role_state"), ["state"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("item_kind", sa.String(length=40), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["account.id"], name=op.f("fk_revision_actor_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_revision_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_person_id"), ["person_id"], unique=False)

    op.create_table(
        "supervision",
        sa.Column("student", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_supervision_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_supervision_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
    )
    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_supervision_state"), ["state"], unique=False)

    op.create_table(
        "training",
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=True),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_training_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_training_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_state"), ["state"], unique=False)

    op.create_table(
        "verification",
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("verifier_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_kind", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_verification_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["verifier_id"], ["account.id"], name=op.f("fk_verification_verifier_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verification_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_verification_person_id"), ["person_id"], unique=False)

    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parsed", JSON, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=True),
        sa.Column("processed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["task_id"], ["import_task.id"], name=op.f("fk_import_row_task_id_import_task")
        ),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name=op.f("fk_import_row_work_id_work")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_import_row_task_id_number")),
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_row_task_id"), ["task_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_row_task_id"))

    op.drop_table("import_row")
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verification_person_id"))
        batch_op.drop_index(batch_op.f("ix_verification_item_id"))

    op.drop_table("verification")
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_state"))
        batch_op.drop_index(batch_op.f("ix_training_person_id"))

    op.drop_table("training")
    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_state"))
        batch_op.drop_index(batch_op.f("ix_supervision_person_id"))

    op.drop_table("supervision")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_person_id"))

    op.drop_table("revision")
    with op.batch_alter_table("project_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_role_state"))
        batch_op.drop_index(batch_op.f("ix_project_role_project_id"))
        batch_op.drop_index(batch_op.f("ix_project_role_person_id"))

    op.drop_table("project_role")
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_name_state"))
        batch_op.drop_index(batch_op.f("ix_person_name_person_id"))
        batch_op.drop_index(batch_op.f("ix_person_name_folded"))

    op.drop_table("person_name")
    with op.batch_alter_table("person_identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_identifier_state"))
        batch_op.drop_index(batch_op.f("ix_person_identifier_person_id"))
        batch_op.drop_index("ix_person_identifier_normal")

    op.drop_table("person_identifier")
    with op.batch_alter_table("person_field", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_field_state"))
        batch_op.drop_index(batch_op.f("ix_person_field_person_id"))
        batch_op.drop_index(batch_op.f("ix_person_field_field_id"))

    op.drop_table("person_field")
    with op.batch_alter_table("person_facet", schema=None) as batch_op:
        batch_op.drop_index("ix_person_facet_name_value")

    op.drop_table("person_facet")
    with op.batch_alter_table("language_skill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_language_skill_state"))
        batch_op.drop_index(batch_op.f("ix_language_skill_person_id"))

    op.drop_table("language_skill")
    with op.batch_alter_table("keyword", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keyword_state"))
        batch_op.drop_index(batch_op.f("ix_keyword_person_id"))
        batch_op.drop_index(batch_op.f("ix_keyword_folded"))

    op.drop_table("keyword")
    with op.batch_alter_table("import_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_task_started_by_id"))
        batch_op.drop_index(batch_op.f("ix_import_task_person_id"))
        batch_op.drop_index(batch_op.f("ix_import_task_expires_at"))

    op.drop_table("import_task")
    with op.batch_alter_table("honorary_title", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_honorary_title_state"))
        batch_op.drop_index(batch_op.f("ix_honorary_title_person_id"))

    op.drop_table("honorary_title")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_person_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("distinction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_distinction_state"))
        batch_op.drop_index(batch_op.f("ix_distinction_person_id"))

    op.drop_table("distinction")
    with op.batch_alter_table("degree", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_degree_unit_id"))
        batch_op.drop_index(batch_op.f("ix_degree_state"))
        batch_op.drop_index(batch_op.f("ix_degree_person_id"))

    op.drop_table("degree")
    with op.batch_alter_table("credential", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_credential_state"))
        batch_op.drop_index(batch_op.f("ix_credential_person_id"))

    op.drop_table("credential")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_work_id"))
        batch_op.drop_index(batch_op.f("ix_contribution_state"))
        batch_op.drop_index(batch_op.f("ix_contribution_person_id"))
        batch_op.drop_index(batch_op.f("ix_contribution_folded"))

    op.drop_table("contribution")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_unit_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_state"))
        batch_op.drop_index(batch_op.f("ix_appointment_person_id"))

    op.drop_table("appointment")
    with op.batch_alter_table("academic_rank", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_academic_rank_state"))
        batch_op.drop_index(batch_op.f("ix_academic_rank_person_id"))

    op.drop_table("academic_rank")
    with op.batch_alter_table("work_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_source_work_id"))

    op.drop_table("work_source")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_unit_id"))
        batch_op.drop_index(batch_op.f("ix_project_folded"))

    op.drop_table("project")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_public_given")
        batch_op.drop_index("ix_person_public_full")
        batch_op.drop_index(batch_op.f("ix_person_home_unit_id"))
        batch_op.drop_index(batch_op.f("ix_person_folded"))
        batch_op.drop_index(batch_op.f("ix_person_created_at"))
        batch_op.drop_index(batch_op.f("ix_person_commune_id"))

    op.drop_table("person")
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.drop_index("ix_work_folded_year")

    op.drop_table("work")
    op.drop_table("research_field")

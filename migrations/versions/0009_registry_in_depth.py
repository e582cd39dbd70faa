"""The registry in depth: who was asked to decide, imports of staff, duplicates, lists, rules."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "consent_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("text_vi", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_notice")),
        sa.UniqueConstraint("purpose", "number", name=op.f("uq_consent_notice_purpose_number")),
    )
    op.create_table(
        "registry_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_registry_rule_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_rule")),
        sa.UniqueConstraint("key", "starts_on", name=op.f("uq_registry_rule_key_starts_on")),
    )
    op.create_table(
        "people_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("query", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name=op.f("fk_people_list_owner_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_people_list_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_list")),
        sa.UniqueConstraint("key", name=op.f("uq_people_list_key")),
    )
    with op.batch_alter_table("people_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_list_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_list_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "duplicate_candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_duplicate_candidate_in_order")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["account.id"],
            name=op.f("fk_duplicate_candidate_decided_by_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["high_id"], ["person.id"], name=op.f("fk_duplicate_candidate_high_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["low_id"], ["person.id"], name=op.f("fk_duplicate_candidate_low_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["account.id"],
            name=op.f("fk_duplicate_candidate_proposed_by_id_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_candidate")),
        sa.UniqueConstraint(
            "low_id", "high_id", name=op.f("uq_duplicate_candidate_low_id_high_id")
        ),
    )
    with op.batch_alter_table("duplicate_candidate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duplicate_candidate_high_id"), ["high_id"], unique=False
        )
        batch_op.create_index(
            "ix_duplicate_candidate_state_score", ["state", "score"], unique=False
        )

    op.create_table(
        "item_source",
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("on_behalf_of", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_kind", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_item_source_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["account.id"], name=op.f("fk_item_source_stated_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_source")),
    )
    with op.batch_alter_table("item_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_source_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_source_person_id"), ["person_id"], unique=False)

    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("winner_id", sa.Integer(), nullable=False),
        sa.Column("loser_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["account.id"], name=op.f("fk_merge_actor_id_account")
        ),
        sa.ForeignKeyConstraint(["loser_id"], ["person.id"], name=op.f("fk_merge_loser_id_person")),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["account.id"], name=op.f("fk_merge_undone_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["winner_id"], ["person.id"], name=op.f("fk_merge_winner_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_loser_id"), ["loser_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_winner_id"), ["winner_id"], unique=False)

    op.create_table(
        "people_list_entry",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["people_list.id"], name=op.f("fk_people_list_entry_list_id_people_list")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_people_list_entry_person_id_person")
        ),
        sa.PrimaryKeyConstraint("list_id", "person_id", name=op.f("pk_people_list_entry")),
    )
    with op.batch_alter_table("people_list_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_people_list_entry_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "profile_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_profile_claim_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_profile_claim_decided_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_profile_claim_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_claim")),
    )
    with op.batch_alter_table("profile_claim", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_profile_claim_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_profile_claim_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_claim_state"), ["state"], unique=False)

    op.create_table(
        "refusal",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_refusal_by_id_account")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_refusal_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_refusal")),
    )
    op.create_table(
        "sensitive_facts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("national_id_sealed", sa.Text(), nullable=False),
        sa.Column("national_id_key", sa.Text(), nullable=True),
        sa.Column("ethnicity", sa.Text(), nullable=False),
        sa.Column("party_joined", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sensitive_facts_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_sensitive_facts")),
    )
    with op.batch_alter_table("sensitive_facts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sensitive_facts_national_id_key"), ["national_id_key"], unique=False
        )

    op.create_table(
        "sensitive_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sensitive_reading_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["account.id"], name=op.f("fk_sensitive_reading_reader_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensitive_reading")),
    )
    with op.batch_alter_table("sensitive_reading", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sensitive_reading_person_id"), ["person_id"], unique=False
        )

    with op.batch_alter_table("academic_rank", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_academic_rank_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_academic_rank_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_academic_rank_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("job_position", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_appointment_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_appointment_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_appointment_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("notice_number", sa.Integer(), nullable=True))

    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_corresponding", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_contribution_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contribution_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_contribution_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("credential", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_credential_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_credential_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_credential_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("degree", schema=None) as batch_op:
        batch_op.add_column(sa.Column("starts", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_degree_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_degree_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_degree_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("distinction", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_distinction_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_distinction_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_distinction_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("evidence_kind", sa.String(length=40), server_default="other", nullable=False)
        )

    with op.batch_alter_table("honorary_title", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_honorary_title_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_honorary_title_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_honorary_title_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("key", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("action", sa.String(length=40), server_default="auto", nullable=False)
        )
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("standing", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("item_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("undo", JSON, server_default="{}", nullable=False))
        batch_op.create_index("ix_import_row_key", ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_row_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_import_row_task_id_state", ["task_id", "state"], unique=False)
        batch_op.create_index(
            "ix_import_row_task_id_standing", ["task_id", "standing", "number"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_import_row_person_id_person"), "person", ["person_id"], ["id"]
        )

    with op.batch_alter_table("import_task", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("subject", sa.String(length=40), server_default="record", nullable=False)
        )
        batch_op.add_column(
            sa.Column("state", sa.String(length=40), server_default="staged", nullable=False)
        )
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("columns", JSON, server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("record", JSON, server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("file_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("job_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("data_date", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("undone_by_id", sa.Integer(), nullable=True))
        batch_op.alter_column("person_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(batch_op.f("ix_import_task_unit_id"), ["unit_id"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_import_task_unit_id_started_by_id_sha256"),
            ["unit_id", "started_by_id", "sha256"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_import_task_undone_by_id_account"), "account", ["undone_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_import_task_job_id_job"), "job", ["job_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_import_task_unit_id_unit"), "unit", ["unit_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_import_task_file_id_stored_file"), "stored_file", ["file_id"], ["id"]
        )
        batch_op.create_check_constraint(
            op.f("ck_import_task_one_subject"), "(person_id IS NULL) <> (unit_id IS NULL)"
        )

    with op.batch_alter_table("keyword", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_keyword_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_keyword_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_keyword_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("language_skill", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_language_skill_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_language_skill_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_language_skill_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("family_name", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("availability", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("availability_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column(
                "commune_visibility", sa.String(length=40), server_default="owner", nullable=False
            )
        )
        batch_op.add_column(
            sa.Column("correction_asked", sa.Text(), server_default="", nullable=False)
        )
        batch_op.create_index("ix_person_public_id", ["is_public", "id"], unique=False)
        batch_op.create_index(
            "ix_person_public_updated", ["is_public", "updated_at", "id"], unique=False
        )

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("person_field", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_person_field_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_person_field_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_person_field_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("person_identifier", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_person_identifier_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_person_identifier_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_person_identifier_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.add_column(sa.Column("family_name", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("given_name", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_person_name_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_person_name_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_person_name_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.add_column(sa.Column("currency", sa.Text(), server_default="VND", nullable=False))
        batch_op.add_column(sa.Column("funding_type", sa.String(length=40), nullable=True))

    with op.batch_alter_table("project_role", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_project_role_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_project_role_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_project_role_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("part", sa.String(length=40), server_default="main", nullable=False)
        )
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_supervision_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_supervision_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_supervision_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_completed", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_training_asked_unit_id"), ["asked_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_training_due_on"), ["due_on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_training_asked_unit_id_unit"), "unit", ["asked_unit_id"], ["id"]
        )

    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_verification_unit_id_unit"), "unit", ["unit_id"], ["id"]
        )

    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.add_column(sa.Column("form", sa.String(length=40), nullable=True))
        batch_op.add_column(
            sa.Column("recognised_by", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("recognition_level", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.drop_column("recognition_level")
        batch_op.drop_column("recognised_by")
        batch_op.drop_column("form")

    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_verification_unit_id_unit"), type_="foreignkey")
        batch_op.drop_column("unit_id")

    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_training_asked_unit_id_unit"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_training_due_on"))
        batch_op.drop_index(batch_op.f("ix_training_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")
        batch_op.drop_column("is_completed")

    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_supervision_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_supervision_due_on"))
        batch_op.drop_index(batch_op.f("ix_supervision_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")
        batch_op.drop_column("part")

    with op.batch_alter_table("project_role", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_project_role_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_project_role_due_on"))
        batch_op.drop_index(batch_op.f("ix_project_role_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_column("funding_type")
        batch_op.drop_column("currency")

    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_person_name_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_person_name_due_on"))
        batch_op.drop_index(batch_op.f("ix_person_name_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")
        batch_op.drop_column("given_name")
        batch_op.drop_column("family_name")

    with op.batch_alter_table("person_identifier", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_person_identifier_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_person_identifier_due_on"))
        batch_op.drop_index(batch_op.f("ix_person_identifier_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("person_field", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_person_field_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_person_field_due_on"))
        batch_op.drop_index(batch_op.f("ix_person_field_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_public_updated")
        batch_op.drop_index("ix_person_public_id")
        batch_op.drop_column("correction_asked")
        batch_op.drop_column("commune_visibility")
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("availability_until")
        batch_op.drop_column("availability")
        batch_op.drop_column("family_name")

    with op.batch_alter_table("language_skill", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_language_skill_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_language_skill_due_on"))
        batch_op.drop_index(batch_op.f("ix_language_skill_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("keyword", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_keyword_asked_unit_id_unit"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_keyword_due_on"))
        batch_op.drop_index(batch_op.f("ix_keyword_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    of_staff = "SELECT id FROM import_task WHERE person_id IS NULL"
    op.execute(f"DELETE FROM import_row WHERE task_id IN ({of_staff})")
    op.execute("DELETE FROM import_task WHERE person_id IS NULL")
    with op.batch_alter_table("import_task", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_import_task_one_subject"), type_="check")
        batch_op.drop_constraint(
            batch_op.f("fk_import_task_file_id_stored_file"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_import_task_unit_id_unit"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_import_task_job_id_job"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_import_task_undone_by_id_account"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("uq_import_task_unit_id_started_by_id_sha256"), type_="unique"
        )
        batch_op.drop_index(batch_op.f("ix_import_task_unit_id"))
        batch_op.alter_column("person_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("undone_by_id")
        batch_op.drop_column("undone_at")
        batch_op.drop_column("activated_at")
        batch_op.drop_column("data_date")
        batch_op.drop_column("job_id")
        batch_op.drop_column("file_id")
        batch_op.drop_column("record")
        batch_op.drop_column("columns")
        batch_op.drop_column("unit_id")
        batch_op.drop_column("state")
        batch_op.drop_column("subject")

    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_import_row_person_id_person"), type_="foreignkey")
        batch_op.drop_index("ix_import_row_task_id_standing")
        batch_op.drop_index("ix_import_row_task_id_state")
        batch_op.drop_index(batch_op.f("ix_import_row_person_id"))
        batch_op.drop_index("ix_import_row_key")
        batch_op.drop_column("undo")
        batch_op.drop_column("standing")
        batch_op.drop_column("item_id")
        batch_op.drop_column("person_id")
        batch_op.drop_column("action")
        batch_op.drop_column("key")
        batch_op.drop_column("kind")

    with op.batch_alter_table("honorary_title", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_honorary_title_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_honorary_title_due_on"))
        batch_op.drop_index(batch_op.f("ix_honorary_title_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("evidence_kind")

    with op.batch_alter_table("distinction", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_distinction_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_distinction_due_on"))
        batch_op.drop_index(batch_op.f("ix_distinction_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("degree", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_degree_asked_unit_id_unit"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_degree_due_on"))
        batch_op.drop_index(batch_op.f("ix_degree_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")
        batch_op.drop_column("starts")

    with op.batch_alter_table("credential", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_credential_asked_unit_id_unit"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_credential_due_on"))
        batch_op.drop_index(batch_op.f("ix_credential_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_contribution_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_contribution_due_on"))
        batch_op.drop_index(batch_op.f("ix_contribution_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")
        batch_op.drop_column("is_corresponding")

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_column("notice_number")

    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_appointment_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_appointment_due_on"))
        batch_op.drop_index(batch_op.f("ix_appointment_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")
        batch_op.drop_column("job_position")

    with op.batch_alter_table("academic_rank", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_academic_rank_asked_unit_id_unit"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_academic_rank_due_on"))
        batch_op.drop_index(batch_op.f("ix_academic_rank_asked_unit_id"))
        batch_op.drop_column("asked_unit_id")
        batch_op.drop_column("due_on")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("on_behalf_of")

    with op.batch_alter_table("sensitive_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sensitive_reading_person_id"))

    op.drop_table("sensitive_reading")
    with op.batch_alter_table("sensitive_facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sensitive_facts_national_id_key"))

    op.drop_table("sensitive_facts")
    op.drop_table("refusal")
    with op.batch_alter_table("profile_claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_claim_state"))
        batch_op.drop_index(batch_op.f("ix_profile_claim_person_id"))
        batch_op.drop_index(batch_op.f("ix_profile_claim_account_id"))

    op.drop_table("profile_claim")
    with op.batch_alter_table("people_list_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_list_entry_person_id"))

    op.drop_table("people_list_entry")
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_merge_winner_id"))
        batch_op.drop_index(batch_op.f("ix_merge_loser_id"))

    op.drop_table("merge")
    with op.batch_alter_table("item_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_source_person_id"))
        batch_op.drop_index(batch_op.f("ix_item_source_item_id"))

    op.drop_table("item_source")
    with op.batch_alter_table("duplicate_candidate", schema=None) as batch_op:
        batch_op.drop_index("ix_duplicate_candidate_state_score")
        batch_op.drop_index(batch_op.f("ix_duplicate_candidate_high_id"))

    op.drop_table("duplicate_candidate")
    with op.batch_alter_table("people_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_list_unit_id"))
        batch_op.drop_index(batch_op.f("ix_people_list_owner_id"))

    op.drop_table("people_list")
    op.drop_table("registry_rule")
    op.drop_table("consent_notice")

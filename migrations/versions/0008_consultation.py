"""Drafts, opinions, answers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "document_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("minimum_days", sa.Integer(), nullable=False),
        sa.Column("day_kind", sa.String(length=40), nullable=False),
        sa.Column("bodies", JSON, nullable=False),
        sa.Column("silence_counts", sa.Boolean(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("minimum_days >= 0", name=op.f("ck_document_rule_days_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_rule")),
        sa.UniqueConstraint("name", "starts_on", name=op.f("uq_document_rule_name_starts_on")),
    )
    op.create_table(
        "guest_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_attempt")),
    )
    with op.batch_alter_table("guest_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_guest_attempt_address", ["address_key", "at"], unique=False)

    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("urgent_reason", sa.Text(), nullable=False),
        sa.Column("checks_before", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("responded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_consultation_closes_after_opening")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["account.id"], name=op.f("fk_consultation_approved_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_consultation_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["document_rule.id"], name=op.f("fk_consultation_rule_id_document_rule")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_consultation_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("slug", name=op.f("uq_consultation_slug")),
    )
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultation_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_consultation_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "asked_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_asked_body_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_body")),
        sa.UniqueConstraint(
            "consultation_id", "name", name=op.f("uq_asked_body_consultation_id_name")
        ),
    )
    with op.batch_alter_table("asked_body", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_asked_body_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "deadline_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_deadline_change_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_deadline_change_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_change")),
    )
    with op.batch_alter_table("deadline_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deadline_change_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "dossier_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_dossier_document_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_dossier_document_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_document")),
    )
    with op.batch_alter_table("dossier_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dossier_document_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "draft_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("doc_type", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("preamble", sa.Text(), nullable=False),
        sa.Column("closing", JSON, nullable=False),
        sa.Column("left_over", JSON, nullable=False),
        sa.Column("warnings", JSON, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_draft_version_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_draft_version_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["account.id"],
            name=op.f("fk_draft_version_published_by_id_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_version")),
        sa.UniqueConstraint(
            "consultation_id", "number", name=op.f("uq_draft_version_consultation_id_number")
        ),
    )
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_draft_version_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "expert_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("declined_because", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_expert_invitation_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["account.id"],
            name=op.f("fk_expert_invitation_invited_by_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_expert_invitation_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_invitation")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_expert_invitation_token_digest")),
    )
    with op.batch_alter_table("expert_invitation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_expert_invitation_once",
            ["consultation_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'declined'"),
            postgresql_where=sa.text("state <> 'declined'"),
        )
        batch_op.create_index(
            batch_op.f("ix_expert_invitation_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "issue_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_issue_group_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_group")),
    )
    with op.batch_alter_table("issue_group", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_issue_group_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_question_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "provision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("lineage", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["draft_version.id"], name=op.f("fk_provision_version_id_draft_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_provision_version_id_key")),
    )
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provision_lineage"), ["lineage"], unique=False)
        batch_op.create_index(batch_op.f("ix_provision_version_id"), ["version_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("sender_kind", sa.String(length=40), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("asked_body_id", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_body_id"],
            ["asked_body.id"],
            name=op.f("fk_submission_asked_body_id_asked_body"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_submission_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_submission_entered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submission_asked_body_id"), ["asked_body_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_submission_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "official_response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("disposition", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_provision_id", sa.Integer(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "signed_by_id IS NULL OR written_by_id IS NULL OR signed_by_id <> written_by_id",
            name=op.f("ck_official_response_another_person_signs"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_provision_id"],
            ["provision.id"],
            name=op.f("fk_official_response_changed_provision_id_provision"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_official_response_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["account.id"], name=op.f("fk_official_response_signed_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["account.id"],
            name=op.f("fk_official_response_written_by_id_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_response")),
    )
    with op.batch_alter_table("official_response", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_official_response_consultation_id"), ["consultation_id"], unique=False
        )

    op.create_table(
        "provision_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=True),
        sa.Column("new_id", sa.Integer(), nullable=True),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("needs_confirming", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "old_id IS NOT NULL OR new_id IS NOT NULL",
            name=op.f("ck_provision_mapping_maps_something"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["account.id"],
            name=op.f("fk_provision_mapping_confirmed_by_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["new_id"], ["provision.id"], name=op.f("fk_provision_mapping_new_id_provision")
        ),
        sa.ForeignKeyConstraint(
            ["old_id"], ["provision.id"], name=op.f("fk_provision_mapping_old_id_provision")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["draft_version.id"],
            name=op.f("fk_provision_mapping_version_id_draft_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision_mapping")),
    )
    with op.batch_alter_table("provision_mapping", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provision_mapping_new_id"), ["new_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_provision_mapping_old_id"), ["old_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_provision_mapping_version_id"), ["version_id"], unique=False
        )

    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("clause_text", sa.Text(), nullable=False),
        sa.Column("stance", sa.String(length=40), nullable=False),
        sa.Column("proposed_text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sameness", sa.Text(), nullable=False),
        sa.Column("submitter_kind", sa.String(length=40), nullable=False),
        sa.Column("submitter_name", sa.Text(), nullable=False),
        sa.Column("name_is_public", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("guest_email", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_opinion_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_opinion_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["issue_group.id"], name=op.f("fk_opinion_group_id_issue_group")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["expert_invitation.id"],
            name=op.f("fk_opinion_invitation_id_expert_invitation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_opinion_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["provision_id"], ["provision.id"], name=op.f("fk_opinion_provision_id_provision")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_opinion_question_id_question")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["official_response.id"],
            name=op.f("fk_opinion_response_id_official_response"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_opinion_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("code", name=op.f("uq_opinion_code")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_opinion_token_digest")),
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opinion_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "ix_opinion_consultation_state", ["consultation_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_opinion_group_id"), ["group_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_opinion_invitation_id"), ["invitation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_opinion_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinion_provision_id"), ["provision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinion_question_id"), ["question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinion_response_id"), ["response_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinion_sameness"), ["sameness"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_opinion_submission_id"), ["submission_id"], unique=False
        )

    op.create_table(
        "moderation_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verb <> 'hide' OR reason <> ''",
            name=op.f("ck_moderation_action_hiding_needs_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_moderation_action_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["opinion_id"], ["opinion.id"], name=op.f("fk_moderation_action_opinion_id_opinion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_action")),
    )
    with op.batch_alter_table("moderation_action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_moderation_action_opinion_id"), ["opinion_id"], unique=False
        )

    op.create_table(
        "reaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_reaction_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["opinion_id"], ["opinion.id"], name=op.f("fk_reaction_opinion_id_opinion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaction")),
        sa.UniqueConstraint(
            "opinion_id", "account_id", name=op.f("uq_reaction_opinion_id_account_id")
        ),
    )
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reaction_opinion_id"), ["opinion_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reaction_opinion_id"))

    op.drop_table("reaction")
    with op.batch_alter_table("moderation_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moderation_action_opinion_id"))

    op.drop_table("moderation_action")
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opinion_submission_id"))
        batch_op.drop_index(batch_op.f("ix_opinion_sameness"))
        batch_op.drop_index(batch_op.f("ix_opinion_response_id"))
        batch_op.drop_index(batch_op.f("ix_opinion_question_id"))
        batch_op.drop_index(batch_op.f("ix_opinion_provision_id"))
        batch_op.drop_index(batch_op.f("ix_opinion_person_id"))
        batch_op.drop_index(batch_op.f("ix_opinion_invitation_id"))
        batch_op.drop_index(batch_op.f("ix_opinion_group_id"))
        batch_op.drop_index("ix_opinion_consultation_state")
        batch_op.drop_index(batch_op.f("ix_opinion_account_id"))

    op.drop_table("opinion")
    with op.batch_alter_table("provision_mapping", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provision_mapping_version_id"))
        batch_op.drop_index(batch_op.f("ix_provision_mapping_old_id"))
        batch_op.drop_index(batch_op.f("ix_provision_mapping_new_id"))

    op.drop_table("provision_mapping")
    with op.batch_alter_table("official_response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_response_consultation_id"))

    op.drop_table("official_response")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_consultation_id"))
        batch_op.drop_index(batch_op.f("ix_submission_asked_body_id"))

    op.drop_table("submission")
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provision_version_id"))
        batch_op.drop_index(batch_op.f("ix_provision_lineage"))

    op.drop_table("provision")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_consultation_id"))

    op.drop_table("question")
    with op.batch_alter_table("issue_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_group_consultation_id"))

    op.drop_table("issue_group")
    with op.batch_alter_table("expert_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expert_invitation_person_id"))
        batch_op.drop_index(
            "ix_expert_invitation_once",
            sqlite_where=sa.text("state <> 'declined'"),
            postgresql_where=sa.text("state <> 'declined'"),
        )

    op.drop_table("expert_invitation")
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_version_consultation_id"))

    op.drop_table("draft_version")
    with op.batch_alter_table("dossier_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_document_consultation_id"))

    op.drop_table("dossier_document")
    with op.batch_alter_table("deadline_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_change_consultation_id"))

    op.drop_table("deadline_change")
    with op.batch_alter_table("asked_body", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_body_consultation_id"))

    op.drop_table("asked_body")
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultation_unit_id"))
        batch_op.drop_index(batch_op.f("ix_consultation_state"))

    op.drop_table("consultation")
    with op.batch_alter_table("guest_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_guest_attempt_address")

    op.drop_table("guest_attempt")
    op.drop_table("document_rule")

"""Programmes, rounds, nominations, honours."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "legal_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("superseded_by_id", sa.Integer(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"],
            ["legal_basis.id"],
            name=op.f("fk_legal_basis_superseded_by_id_legal_basis"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_basis")),
        sa.UniqueConstraint(
            "number", "effective_from", name=op.f("uq_legal_basis_number_effective_from")
        ),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("scope_unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scope_unit_id"], ["unit.id"], name=op.f("fk_programme_scope_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_slug")),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programme_scope_unit_id"), ["scope_unit_id"], unique=False
        )

    op.create_table(
        "award_title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("is_posthumous", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_award_title_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_title")),
        sa.UniqueConstraint("programme_id", "name", name=op.f("uq_award_title_programme_id_name")),
    )
    with op.batch_alter_table("award_title", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_award_title_programme_id"), ["programme_id"], unique=False
        )

    op.create_table(
        "rule_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("legal_basis_id", sa.Integer(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("threshold_num", sa.Integer(), nullable=False),
        sa.Column("threshold_den", sa.Integer(), nullable=False),
        sa.Column("threshold_base", sa.String(length=40), nullable=False),
        sa.Column("quorum_num", sa.Integer(), nullable=False),
        sa.Column("quorum_den", sa.Integer(), nullable=False),
        sa.Column("on_unreachable", sa.String(length=40), nullable=False),
        sa.Column("conflict_years", sa.Integer(), nullable=False),
        sa.Column("least_sheets", sa.Integer(), nullable=False),
        sa.Column("least_endorsements", sa.Integer(), nullable=False),
        sa.Column("most_returns", sa.Integer(), nullable=False),
        sa.Column("return_days", sa.Integer(), nullable=False),
        sa.Column("posting_days", sa.Integer(), nullable=False),
        sa.Column("posting_counts_first", sa.Boolean(), nullable=False),
        sa.Column("reballot_allowed", sa.Boolean(), nullable=False),
        sa.Column("required_papers", JSON, nullable=False),
        sa.CheckConstraint(
            "conflict_years BETWEEN 0 AND 60", name=op.f("ck_rule_set_conflict_years")
        ),
        sa.CheckConstraint("posting_days BETWEEN 1 AND 250", name=op.f("ck_rule_set_posting_days")),
        sa.CheckConstraint(
            "quorum_num > 0 AND quorum_num <= quorum_den", name=op.f("ck_rule_set_quorum")
        ),
        sa.CheckConstraint(
            "threshold_num > 0 AND threshold_num <= threshold_den",
            name=op.f("ck_rule_set_threshold"),
        ),
        sa.ForeignKeyConstraint(
            ["legal_basis_id"],
            ["legal_basis.id"],
            name=op.f("fk_rule_set_legal_basis_id_legal_basis"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_rule_set_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set")),
        sa.UniqueConstraint(
            "programme_id", "name", "number", name=op.f("uq_rule_set_programme_id_name_number")
        ),
    )
    with op.batch_alter_table("rule_set", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rule_set_programme_id"), ["programme_id"], unique=False
        )

    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("how_to", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("rule_set_id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('concluded', 'archived')) = (concluded_at IS NOT NULL)",
            name=op.f("ck_round_concluded_at"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'cancelled') OR approved_by_id IS NOT NULL",
            name=op.f("ck_round_approved_if_public"),
        ),
        sa.CheckConstraint(
            "approved_by_id <> submitted_by_id", name=op.f("ck_round_two_people_approve")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["account.id"], name=op.f("fk_round_approved_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["council.id"], name=op.f("fk_round_council_id_council")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_round_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["document.id"], name=op.f("fk_round_letter_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["document.id"], name=op.f("fk_round_notice_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_round_programme_id_programme")
        ),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_round_rule_set_id_rule_set")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["account.id"], name=op.f("fk_round_submitted_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("council_id", name=op.f("uq_round_council_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_round_slug")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_year"), ["year"], unique=False)

    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("highest BETWEEN 1 AND 1000", name=op.f("ck_criterion_highest")),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_criterion_weight")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_criterion_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("round_id", "name", name=op.f("uq_criterion_round_id_name")),
    )
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_round_id"), ["round_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_decision_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_decision_entered_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_decision_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_round_id"), ["round_id"], unique=False)

    op.create_table(
        "phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'done') = (closed_at IS NOT NULL)", name=op.f("ck_phase_closed_if_done")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_phase_ends_after_start")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_phase_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("round_id", "kind", name=op.f("uq_phase_round_id_kind")),
    )
    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phase_round_id"), ["round_id"], unique=False)

    op.create_table(
        "public_posting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("counts_first", sa.Boolean(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("posted_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("days > 0", name=op.f("ck_public_posting_days")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_public_posting_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["posted_by_id"], ["account.id"], name=op.f("fk_public_posting_posted_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_public_posting_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_posting")),
        sa.UniqueConstraint("round_id", name=op.f("uq_public_posting_round_id")),
    )
    op.create_table(
        "round_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["account.id"], name=op.f("fk_round_move_actor_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_move_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_move")),
    )
    with op.batch_alter_table("round_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_move_round_id"), ["round_id"], unique=False)

    op.create_table(
        "round_title",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("quota > 0", name=op.f("ck_round_title_quota")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_title_round_id_round")
        ),
        sa.ForeignKeyConstraint(
            ["title_id"], ["award_title.id"], name=op.f("fk_round_title_title_id_award_title")
        ),
        sa.PrimaryKeyConstraint("round_id", "title_id", name=op.f("pk_round_title")),
    )
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("nominator_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("achievements", sa.Text(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("held_from", sa.String(length=40), nullable=True),
        sa.Column("return_by", sa.Date(), nullable=True),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(decision_id IS NOT NULL) = (state IN ('awarded', 'published', 'corrected', 'revoked'))",
            name=op.f("ck_nomination_decision_if_awarded"),
        ),
        sa.CheckConstraint(
            "(state = 'on_hold') = (held_from IS NOT NULL)",
            name=op.f("ck_nomination_held_from_if_on_hold"),
        ),
        sa.CheckConstraint(
            "source <> 'organisation' OR organisation_id IS NOT NULL",
            name=op.f("ck_nomination_organisation_if_by_one"),
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR return_by IS NOT NULL",
            name=op.f("ck_nomination_deadline_if_returned"),
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_nomination_agenda_item_id_agenda_item"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_nomination_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["nominator_id"], ["account.id"], name=op.f("fk_nomination_nominator_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["unit.id"], name=op.f("fk_nomination_organisation_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_nomination_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_nomination_round_id_round")
        ),
        sa.ForeignKeyConstraint(
            ["title_id"], ["award_title.id"], name=op.f("fk_nomination_title_id_award_title")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("agenda_item_id", name=op.f("uq_nomination_agenda_item_id")),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nomination_decision_id"), ["decision_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_nomination_nominator_id"), ["nominator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nomination_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_round_id"), ["round_id"], unique=False)
        batch_op.create_index("ix_nomination_round_state", ["round_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_state"), ["state"], unique=False)

    op.create_table(
        "eligibility_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome = 'accepted' OR reason <> ''",
            name=op.f("ck_eligibility_check_refused_with_reason"),
        ),
        sa.CheckConstraint(
            "second_by_id <> by_id", name=op.f("ck_eligibility_check_two_screeners")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_eligibility_check_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_eligibility_check_nomination_id_nomination"),
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["account.id"], name=op.f("fk_eligibility_check_second_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility_check")),
    )
    with op.batch_alter_table("eligibility_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_eligibility_check_nomination_id"), ["nomination_id"], unique=False
        )

    op.create_table(
        "endorsement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "yes IS NULL OR (yes <= present AND present <= total)",
            name=op.f("ck_endorsement_votes_add_up"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_endorsement_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_endorsement_nomination_id_nomination"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_endorsement_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsement")),
    )
    with op.batch_alter_table("endorsement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_endorsement_nomination_id"), ["nomination_id"], unique=False
        )

    op.create_table(
        "honour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("sort_given", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("register_number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_honour_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_honour_nomination_id_nomination")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_honour_person_id_person")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_honour_round_id_round")),
        sa.ForeignKeyConstraint(
            ["title_id"], ["award_title.id"], name=op.f("fk_honour_title_id_award_title")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour")),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_honour_nomination_id")),
        sa.UniqueConstraint("year", "register_number", name=op.f("uq_honour_year_register_number")),
    )
    with op.batch_alter_table("honour", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_honour_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_honour_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_honour_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_honour_title_id"), ["title_id"], unique=False)
        batch_op.create_index("ix_honour_year_title", ["year", "title_id"], unique=False)

    op.create_table(
        "nomination_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("to", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["account.id"], name=op.f("fk_nomination_move_actor_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_nomination_move_nomination_id_nomination"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_move")),
    )
    with op.batch_alter_table("nomination_move", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nomination_move_nomination_id"), ["nomination_id"], unique=False
        )

    op.create_table(
        "nomination_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_nomination_paper_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_nomination_paper_nomination_id_nomination"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_paper")),
    )
    with op.batch_alter_table("nomination_paper", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nomination_paper_nomination_id"), ["nomination_id"], unique=False
        )

    op.create_table(
        "nomination_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_nomination_version_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_nomination_version_nomination_id_nomination"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_version")),
        sa.UniqueConstraint(
            "nomination_id", "number", name=op.f("uq_nomination_version_nomination_id_number")
        ),
    )
    with op.batch_alter_table("nomination_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nomination_version_nomination_id"), ["nomination_id"], unique=False
        )

    op.create_table(
        "nominee_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "way <> 'on_paper' OR file_id IS NOT NULL",
            name=op.f("ck_nominee_consent_file_if_on_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_nominee_consent_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_nominee_consent_nomination_id_nomination"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["account.id"],
            name=op.f("fk_nominee_consent_recorded_by_id_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee_consent")),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_nominee_consent_nomination_id")),
    )
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("sender_email", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (answered_at IS NULL)", name=op.f("ck_objection_answered_if_closed")
        ),
        sa.CheckConstraint(
            "state = 'open' OR answer <> ''", name=op.f("ck_objection_closed_with_answer")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_objection_answered_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_objection_nomination_id_nomination")
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["public_posting.id"],
            name=op.f("fk_objection_posting_id_public_posting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_objection_nomination_id"), ["nomination_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_objection_posting_id"), ["posting_id"], unique=False)

    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'draft') = (filed_at IS NULL)", name=op.f("ck_score_sheet_filed_at_if_filed")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["council_member.id"],
            name=op.f("fk_score_sheet_member_id_council_member"),
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_score_sheet_nomination_id_nomination"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint(
            "nomination_id", "member_id", name=op.f("uq_score_sheet_nomination_id_member_id")
        ),
    )
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheet_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_score_sheet_nomination_id"), ["nomination_id"], unique=False
        )

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("honour_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_certificate_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["honour_id"], ["honour.id"], name=op.f("fk_certificate_honour_id_honour")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("honour_id", name=op.f("uq_certificate_honour_id")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_serial")),
    )
    op.create_table(
        "revocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("honour_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_revocation_with_reason")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_revocation_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["honour_id"], ["honour.id"], name=op.f("fk_revocation_honour_id_honour")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation")),
        sa.UniqueConstraint("honour_id", name=op.f("uq_revocation_honour_id")),
    )
    op.create_table(
        "score",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.CheckConstraint("value >= 0", name=op.f("ck_score_value")),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_score_criterion_id_criterion")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_sheet_id_score_sheet")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "criterion_id", name=op.f("pk_score")),
    )


def downgrade() -> None:
    op.drop_table("score")
    op.drop_table("revocation")
    op.drop_table("certificate")
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_sheet_nomination_id"))
        batch_op.drop_index(batch_op.f("ix_score_sheet_member_id"))

    op.drop_table("score_sheet")
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_objection_posting_id"))
        batch_op.drop_index(batch_op.f("ix_objection_nomination_id"))

    op.drop_table("objection")
    op.drop_table("nominee_consent")
    with op.batch_alter_table("nomination_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_version_nomination_id"))

    op.drop_table("nomination_version")
    with op.batch_alter_table("nomination_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_paper_nomination_id"))

    op.drop_table("nomination_paper")
    with op.batch_alter_table("nomination_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_move_nomination_id"))

    op.drop_table("nomination_move")
    with op.batch_alter_table("honour", schema=None) as batch_op:
        batch_op.drop_index("ix_honour_year_title")
        batch_op.drop_index(batch_op.f("ix_honour_title_id"))
        batch_op.drop_index(batch_op.f("ix_honour_round_id"))
        batch_op.drop_index(batch_op.f("ix_honour_person_id"))
        batch_op.drop_index(batch_op.f("ix_honour_decision_id"))

    op.drop_table("honour")
    with op.batch_alter_table("endorsement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_endorsement_nomination_id"))

    op.drop_table("endorsement")
    with op.batch_alter_table("eligibility_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_eligibility_check_nomination_id"))

    op.drop_table("eligibility_check")
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_state"))
        batch_op.drop_index("ix_nomination_round_state")
        batch_op.drop_index(batch_op.f("ix_nomination_round_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_person_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_nominator_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_decision_id"))

    op.drop_table("nomination")
    op.drop_table("round_title")
    with op.batch_alter_table("round_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_move_round_id"))

    op.drop_table("round_move")
    op.drop_table("public_posting")
    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phase_round_id"))

    op.drop_table("phase")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_round_id"))

    op.drop_table("decision")
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criterion_round_id"))

    op.drop_table("criterion")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_year"))
        batch_op.drop_index(batch_op.f("ix_round_state"))
        batch_op.drop_index(batch_op.f("ix_round_programme_id"))

    op.drop_table("round")
    with op.batch_alter_table("rule_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_set_programme_id"))

    op.drop_table("rule_set")
    with op.batch_alter_table("award_title", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_title_programme_id"))

    op.drop_table("award_title")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_scope_unit_id"))

    op.drop_table("programme")
    op.drop_table("legal_basis")

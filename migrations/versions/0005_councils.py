"""Councils, meetings, conflicts, counted ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "council",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("scope_unit_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("conflict_years", sa.Integer(), nullable=False),
        sa.Column("threshold_num", sa.Integer(), nullable=False),
        sa.Column("threshold_den", sa.Integer(), nullable=False),
        sa.Column("threshold_base", sa.String(length=40), nullable=False),
        sa.Column("on_unreachable", sa.String(length=40), nullable=False),
        sa.Column("quorum_num", sa.Integer(), nullable=False),
        sa.Column("quorum_den", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "conflict_years BETWEEN 0 AND 60", name=op.f("ck_council_conflict_years")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_council_ends_after_start")),
        sa.CheckConstraint(
            "quorum_num > 0 AND quorum_num <= quorum_den", name=op.f("ck_council_quorum")
        ),
        sa.CheckConstraint(
            "threshold_num > 0 AND threshold_num <= threshold_den",
            name=op.f("ck_council_threshold"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_council_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["scope_unit_id"], ["unit.id"], name=op.f("fk_council_scope_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council")),
    )
    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_council_scope_unit_id"), ["scope_unit_id"], unique=False
        )

    op.create_table(
        "council_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_council_member_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["council.id"], name=op.f("fk_council_member_council_id_council")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_council_member_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_member")),
        sa.UniqueConstraint(
            "council_id",
            "person_id",
            "starts_on",
            name=op.f("uq_council_member_council_id_person_id_starts_on"),
        ),
    )
    with op.batch_alter_table("council_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_council_member_council_id"), ["council_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_council_member_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("quorum_num", sa.Integer(), nullable=False),
        sa.Column("quorum_den", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("discussion", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_meeting_closed_if_closed")
        ),
        sa.CheckConstraint(
            "(state = 'planned') = (opened_at IS NULL)", name=op.f("ck_meeting_opened_if_open")
        ),
        sa.CheckConstraint(
            "quorum_num > 0 AND quorum_num <= quorum_den", name=op.f("ck_meeting_quorum_is_a_share")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["council.id"], name=op.f("fk_meeting_council_id_council")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_council_id"), ["council_id"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["council.id"], name=op.f("fk_agenda_item_council_id_council")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("presence", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["council_member.id"],
            name=op.f("fk_attendance_member_id_council_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "meeting_id", "member_id", name=op.f("uq_attendance_meeting_id_member_id")
        ),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "ballot_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("num", sa.Integer(), nullable=False),
        sa.Column("den", sa.Integer(), nullable=False),
        sa.Column("base", sa.String(length=40), nullable=False),
        sa.Column("on_unreachable", sa.String(length=40), nullable=False),
        sa.Column("members_total", sa.Integer(), nullable=True),
        sa.Column("members_present", sa.Integer(), nullable=True),
        sa.Column("roll_hash", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state <> 'closed' OR closed_at IS NOT NULL",
            name=op.f("ck_ballot_session_closed_if_closed"),
        ),
        sa.CheckConstraint(
            "state <> 'void' OR void_reason <> ''", name=op.f("ck_ballot_session_void_with_reason")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR roll_hash IS NOT NULL OR state = 'void'",
            name=op.f("ck_ballot_session_frozen"),
        ),
        sa.CheckConstraint(
            "num > 0 AND num <= den", name=op.f("ck_ballot_session_threshold_is_a_share")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_ballot_session_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["account.id"], name=op.f("fk_ballot_session_opened_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["ballot_session.id"],
            name=op.f("fk_ballot_session_replaces_id_ballot_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_session")),
    )
    with op.batch_alter_table("ballot_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ballot_session_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "agenda_item_person",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_person_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_agenda_item_person_person_id_person")
        ),
        sa.PrimaryKeyConstraint("item_id", "person_id", "part", name=op.f("pk_agenda_item_person")),
    )
    op.create_table(
        "ballot_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_ballot_line_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["ballot_session.id"],
            name=op.f("fk_ballot_line_session_id_ballot_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_line")),
        sa.UniqueConstraint(
            "session_id", "item_id", name=op.f("uq_ballot_line_session_id_item_id")
        ),
    )
    with op.batch_alter_table("ballot_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_line_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ballot_line_session_id"), ["session_id"], unique=False)

    op.create_table(
        "conflict_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status <> 'dismissed' OR reason <> ''",
            name=op.f("ck_conflict_finding_dismissed_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["account.id"],
            name=op.f("fk_conflict_finding_decided_by_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_conflict_finding_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["council_member.id"],
            name=op.f("fk_conflict_finding_member_id_council_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_finding")),
        sa.UniqueConstraint(
            "member_id",
            "item_id",
            "kind",
            "evidence",
            name=op.f("uq_conflict_finding_member_id_item_id_kind_evidence"),
        ),
    )
    with op.batch_alter_table("conflict_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_finding_item_id"), ["item_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_conflict_finding_member_id"), ["member_id"], unique=False
        )

    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("docx_id", sa.Integer(), nullable=False),
        sa.Column("pdf_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'counting') = (session_id IS NOT NULL)",
            name=op.f("ck_minutes_session_if_counting"),
        ),
        sa.ForeignKeyConstraint(
            ["docx_id"], ["stored_file.id"], name=op.f("fk_minutes_docx_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["account.id"], name=op.f("fk_minutes_issued_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["pdf_id"], ["stored_file.id"], name=op.f("fk_minutes_pdf_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["ballot_session.id"], name=op.f("fk_minutes_session_id_ballot_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint(
            "meeting_id", "session_id", "kind", name=op.f("uq_minutes_meeting_id_session_id_kind")
        ),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "line_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "blank >= 0 AND invalid >= 0 AND yes >= 0 AND no >= 0 AND abstain >= 0",
            name=op.f("ck_line_count_not_negative"),
        ),
        sa.CheckConstraint("returned <= issued", name=op.f("ck_line_count_returned_of_issued")),
        sa.CheckConstraint("round IN (1, 2)", name=op.f("ck_line_count_two_counts")),
        sa.CheckConstraint(
            "valid + blank + invalid = returned", name=op.f("ck_line_count_ballots_add_up")
        ),
        sa.CheckConstraint("yes + no + abstain = valid", name=op.f("ck_line_count_votes_add_up")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_line_count_entered_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["ballot_line.id"], name=op.f("fk_line_count_line_id_ballot_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_count")),
        sa.UniqueConstraint(
            "line_id", "entered_by_id", name=op.f("uq_line_count_line_id_entered_by_id")
        ),
        sa.UniqueConstraint("line_id", "round", name=op.f("uq_line_count_line_id_round")),
    )
    with op.batch_alter_table("line_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_count_line_id"), ["line_id"], unique=False)

    op.create_table(
        "roll_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["ballot_line.id"], name=op.f("fk_roll_entry_line_id_ballot_line")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["council_member.id"],
            name=op.f("fk_roll_entry_member_id_council_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_entry")),
        sa.UniqueConstraint("line_id", "member_id", name=op.f("uq_roll_entry_line_id_member_id")),
    )
    with op.batch_alter_table("roll_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_entry_line_id"), ["line_id"], unique=False)

    op.create_table(
        "tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.Integer(), nullable=False),
        sa.Column("base_size", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(passed AND yes >= need) OR (NOT passed AND yes < need)",
            name=op.f("ck_tally_verdict_holds"),
        ),
        sa.CheckConstraint(
            "blank >= 0 AND invalid >= 0 AND yes >= 0 AND no >= 0 AND abstain >= 0",
            name=op.f("ck_tally_not_negative"),
        ),
        sa.CheckConstraint("need > 0", name=op.f("ck_tally_need_something")),
        sa.CheckConstraint("returned <= issued", name=op.f("ck_tally_returned_of_issued")),
        sa.CheckConstraint(
            "valid + blank + invalid = returned", name=op.f("ck_tally_ballots_add_up")
        ),
        sa.CheckConstraint("yes + no + abstain = valid", name=op.f("ck_tally_votes_add_up")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["ballot_line.id"], name=op.f("fk_tally_line_id_ballot_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
        sa.UniqueConstraint("line_id", name=op.f("uq_tally_line_id")),
    )


def downgrade() -> None:
    op.drop_table("tally")
    with op.batch_alter_table("roll_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roll_entry_line_id"))

    op.drop_table("roll_entry")
    with op.batch_alter_table("line_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_count_line_id"))

    op.drop_table("line_count")
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_meeting_id"))

    op.drop_table("minutes")
    with op.batch_alter_table("conflict_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_finding_member_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_finding_item_id"))

    op.drop_table("conflict_finding")
    with op.batch_alter_table("ballot_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_line_session_id"))
        batch_op.drop_index(batch_op.f("ix_ballot_line_item_id"))

    op.drop_table("ballot_line")
    op.drop_table("agenda_item_person")
    with op.batch_alter_table("ballot_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_session_meeting_id"))

    op.drop_table("ballot_session")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_meeting_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_council_id"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_council_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("council_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_council_member_person_id"))
        batch_op.drop_index(batch_op.f("ix_council_member_council_id"))

    op.drop_table("council_member")
    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_council_scope_unit_id"))

    op.drop_table("council")

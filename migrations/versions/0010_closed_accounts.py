"""Accounts are closed by their holders; the record of a person outlives its owner's account."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_account_closed_is_suspended"),
            "closed_at IS NULL OR suspended_at IS NOT NULL",
        )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("former_account_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_person_former_account_id"), ["former_account_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_person_former_account_id_account"),
            "account",
            ["former_account_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_person_former_account_id_account"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_person_former_account_id"))
        batch_op.drop_column("former_account_id")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_account_closed_is_suspended"), type_="check")
        batch_op.drop_column("closed_at")

"""A small province in which every actor and every kind of thing of the portal exists once."""

from sqlalchemy import Connection

from portal.core.db import db
from tests.trust.world.associations import add_associations
from tests.trust.world.base import World
from tests.trust.world.drafts import add_drafts
from tests.trust.world.honours import add_honours
from tests.trust.world.people import add_actors, add_own_things, take_rights_away
from tests.trust.world.registry import add_registry

__all__ = ["World", "build_world"]


def build_world(connection: Connection) -> World:
    """Build everything inside the transaction of `connection`."""
    world = World(connection)
    for add in (
        add_actors,
        add_own_things,
        add_registry,
        add_associations,
        add_honours,
        add_drafts,
        take_rights_away,
    ):
        add(world)
        db.session.commit()
    return world

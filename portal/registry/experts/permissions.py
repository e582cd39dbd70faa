"""Who sees what binds an expert to a case."""

from portal.core.access import reading
from portal.units.permissions import holds_anywhere
from portal.units.powers import Power

SEE_TIES = reading(holds_anywhere(Power.READ_PEOPLE))

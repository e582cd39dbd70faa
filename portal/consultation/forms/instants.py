"""A day and a clock time typed apart, as one instant on the Vietnamese clock."""

import re
from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.widgets import TextInput

from portal.core import clock
from portal.core.forms import clean


class ClockField(Field):
    """A time of day typed as 17:00 or 17h00; `data` is a `time` or None."""

    widget = TextInput()
    typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = (clean(valuelist[0]) if valuelist else "") or ""
        self.data = None
        if not self.typed:
            return
        match = re.fullmatch(r"(\d{1,2})\s*[:hg.]\s*(\d{2})?", self.typed)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        if hour > 23 or minute > 59:
            raise ValueError(_("Write the time as 17:00."))
        self.data = time(hour, minute)

    def _value(self) -> str:
        if self.typed:
            return self.typed
        return self.data.strftime("%H:%M") if isinstance(self.data, time) else ""


def instant_of(day: Any, at: Any) -> datetime:
    """The instant of a `date` and a `time`, both checked by their fields, on the Vietnamese clock."""
    return datetime.combine(day, at, tzinfo=clock.VIETNAM)

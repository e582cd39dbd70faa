"""The WSGI entry: `gunicorn wsgi:app`, `flask --app wsgi …`."""

import sys

from portal.app import create_app
from portal.core.config import ConfigurationError

GUNICORN_STOPS_AT = 4
"""With this exit code of a worker, gunicorn ends instead of trying for ever."""

try:
    app = create_app()
except (ConfigurationError, PermissionError) as error:
    sys.stderr.write(f"The portal cannot start: {error}\n")
    sys.exit(GUNICORN_STOPS_AT)

"""The child of `run_bounded`: a script that runs alone (`python -I`) and reads one file.

It lets the packages of the portal be found without running their `__init__`, so that it starts in a
moment and holds no database.
"""

import contextlib
import json
import resource
import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class BarePackages:
    """Finds `portal` and its features as packages without running their `__init__`."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        parts = name.split(".")
        folder = ROOT.joinpath(*parts)
        if parts[0] != "portal" or len(parts) > 2 or not folder.is_dir():
            return None
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(folder)]
        return spec


def serve(function: str, path: str, arguments: str, memory_mb: str, cpu_seconds: str) -> None:
    memory, seconds = int(memory_mb) * 1024 * 1024, int(cpu_seconds)
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 64 * 1024 * 1024),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    sys.meta_path.insert(0, BarePackages)
    answer, sys.stdout = sys.stdout, sys.stderr
    module, _colon, name = function.partition(":")
    try:
        result = getattr(import_module(module), name)(path, **json.loads(arguments))
        outcome = json.dumps({"result": result})
    except MemoryError:
        outcome = json.dumps({"failed": "memory", "detail": ""})
    except ValueError as refused:
        outcome = json.dumps({"refused": str(refused)})
    except Exception as failure:
        detail = f"{type(failure).__name__}: {failure}"[:500]
        outcome = json.dumps({"failed": "error", "detail": detail})
    answer.write(outcome)
    answer.flush()


if __name__ == "__main__":
    sys.path[:] = [
        place for place in sys.path if Path(place or ".").resolve() != Path(__file__).parent
    ]
    serve(*sys.argv[1:6])

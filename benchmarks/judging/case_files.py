"""The tests' reader of case files, under a name of its own: `reader` is a benchmark here and a package there."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

FILE = Path(__file__).resolve().parent.parent.parent / "tests" / "reader" / "cases.py"


def _load() -> ModuleType:
    name = "judging_tests_reader_cases"
    spec = spec_from_file_location(name, FILE)
    assert spec, FILE
    assert spec.loader, FILE
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_module = _load()
assert_holds = _module.assert_holds
load_cases = _module.load_cases
select = _module.select

"""The precedence of settings: a flag, then the environment, then `ingest.toml`, then the default."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_origin

from pydantic import ValidationError

from ingest.errors import SettingsError
from ingest.settings import FORMS, Settings
from ingest.settings_file import CONFIG_FILE, SettingsFile, read_settings_file
from ingest.untrusted_settings import NO_ADDRESS, guard_reach, is_address

PREFIX = "INGEST_"
_PATHS = ("out", "data", "grammars", "report")
_LISTS = ("inputs", "words")  # of paths
_REACHING = (*_LISTS, *_PATHS, "address")  # what may lie outside of the folder of an ingest.toml
_WORDS = (*_REACHING, "encoding", "text_column", "title_column", "id_column")  # empty, they would mean something else
_SAID = {  # what is wanted, by what pydantic found
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "path_type": "must be a path",
    "dict_type": "must be names and values, such as A=1,B=2",
    "tuple_type": "must be a list",
    "literal_error": "must be {expected}",
    "greater_than": "must be greater than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "finite_number": "must be a finite number",
    "int_parsing_size": "must be a whole number of fewer digits",
}


class _Layer(NamedTuple):
    """What one place says: values, what `ingest config` calls the place, and what begins a complaint about a setting.

    `is_typed`: its values have types of their own, as in TOML and Python; the environment has texts alone.
    """

    values: Mapping[str, object]
    origin: Callable[[str], str]
    place: Callable[[str], str]
    is_typed: bool
    file: SettingsFile | None = None

    def complaint(self, name: str, value: object) -> str:
        """A setting and the value given, to say what is wrong with it."""
        return f"{self.place(name)}: {self.file.spelled(name) if self.file else repr(value)}"


def load_settings(
    flags: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    config: Path | None = None,
    *,
    parameters: bool = False,
) -> Settings:
    """Settings from all four places; a flag of None counts as not given.

    `config` is `$INGEST_CONFIG`, or else `ingest.toml` in the working directory, where it exists; its paths are
    relative to its own folder. What such a file, found rather than named, sets must not reach outside of its folder.
    `parameters`: the flags are a Python call's, and errors name them as such.
    Raises SettingsError, which names the setting and where its value came from.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    origins: dict[str, str] = dict.fromkeys(Settings.model_fields, "default")
    named = config or (Path(environ[PREFIX + "CONFIG"]) if environ.get(PREFIX + "CONFIG") else None)
    file = read_settings_file(named)
    layers = [_from_file(file), _from_environment(environ), _from_flags(flags or {}, parameters)]
    said: dict[str, _Layer] = {}
    for layer in layers:
        for name, value in layer.values.items():
            _check(layer, name, value)
            values[name] = value
            origins[name] = layer.origin(name)
            said[name] = layer
    for layer in layers:
        _check_types(layer, {name: value for name, value in layer.values.items() if said[name] is not layer})
    if named is None and layers[0].values:
        ours = {name: values[name] for name in _REACHING if origins[name] == CONFIG_FILE}
        guard_reach({name: value for name, value in ours.items() if not _is_form(name, value)}, Path(CONFIG_FILE))
    try:
        return Settings(**values, origins={k: v for k, v in origins.items() if k != "origins"})
    except ValidationError as error:
        raise SettingsError(_explain(error, values, said)) from None


def _check(layer: _Layer, name: str, value: object) -> None:
    """Raise SettingsError for what is no setting, or has a value that nobody means."""
    if name not in Settings.model_fields or name == "origins":
        raise SettingsError(f"{layer.place(name)}: there is no setting {name!r}{_near(name)}")
    given = value if isinstance(value, tuple) else (value,)
    if name in _WORDS and "" in given:
        raise SettingsError(f"{layer.place(name)}: {f'{name} ' if layer.file else ''}is empty; is a variable not set?")
    written = layer.file.values[name] if layer.file else given  # a path has one slash of an address left
    for item in written if isinstance(written, list | tuple) else (written,):
        if name in ("words", *_PATHS) and is_address(item):
            raise SettingsError(f"{layer.place(name)}: {item}: {NO_ADDRESS}")
    if any(isinstance(item, str) and "\0" in item for item in given):
        raise SettingsError(f"{layer.complaint(name, value)}: holds a NUL character")
    if layer.is_typed and Settings.model_fields[name].annotation is bool and not isinstance(value, bool):
        raise SettingsError(
            f"{layer.complaint(name, value)}: must be true or false{', without quotes' if layer.file else ''}"
        )


def _check_types(layer: _Layer, outdone: Mapping[str, Any]) -> None:
    """Raise SettingsError for a value that is wrong, though one of a place that counts for more takes its place: it
    would be told of only when that one is gone."""
    if not outdone:
        return
    try:
        Settings(**outdone)
    except ValidationError as error:
        raise SettingsError(_explain(error, outdone, dict.fromkeys(outdone, layer))) from None


def _near(name: str) -> str:
    """The setting that a misspelled name may mean."""
    from difflib import get_close_matches

    near = get_close_matches(name, Settings.model_fields.keys() - {"origins"}, n=1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else ""


def _from_flags(flags: Mapping[str, object], parameters: bool) -> _Layer:
    given = {name: value for name, value in flags.items() if value is not None and value != ()}
    if parameters:
        return _Layer(given, "{}=".format, "{}=".format, is_typed=True)
    return _Layer(given, _flag, _flag, is_typed=True)


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-") if name != "inputs" else "arguments"


def _from_environment(environ: Mapping[str, str]) -> _Layer:
    given: dict[str, object] = {}
    for key, value in environ.items():
        name = key.removeprefix(PREFIX).lower()
        if key.startswith(PREFIX) and name in Settings.model_fields and name != "origins":
            given[name] = tuple(map(str.strip, value.split(os.pathsep))) if name in _LISTS and value else value
    return _Layer(given, _variable, _variable, is_typed=False)


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _is_form(name: str, value: object) -> bool:
    return name == "report" and value in FORMS


def _from_file(file: SettingsFile) -> _Layer:
    """The values of a file, with its paths as seen from the working directory."""
    folder, found = file.path.parent, dict(file.values)
    for name in _PATHS:
        if found.get(name) and isinstance(found[name], str) and not _is_form(name, found[name]):
            found[name] = folder / str(found[name])
    if isinstance(words := found.get("words"), list):
        found["words"] = tuple(folder / str(item) if item else item for item in words)
    if isinstance(inputs := found.get("inputs"), list):
        found["inputs"] = tuple(relative_to(folder, item) for item in inputs)
    return _Layer(found, lambda _: str(file.path), file.place, is_typed=True, file=file)


def relative_to(folder: Path, spelling: object) -> object:
    """An INPUT of a settings file, as seen from the working directory; its NAME= and @ stay in front.

    Standard input (`-`) is nowhere, and an empty spelling stays what it is: wrong.
    """
    if not isinstance(spelling, str) or not spelling:
        return spelling
    if is_address(spelling):
        return spelling  # refused where it is looked for
    if os.path.lexists(folder / spelling):
        return str(folder / spelling)
    match = re.match(r"^((?:[\w.-]+=)?@?)(.*)$", spelling, re.DOTALL)
    assert match is not None  # every part is optional
    return spelling if match[2] in ("", "-") else match[1] + str(folder / match[2])


def _explain(error: ValidationError, values: Mapping[str, Any], said: Mapping[str, _Layer]) -> str:
    """Describe every error that pydantic found, each with its place, the given value, and what is expected."""
    lines = []
    for item in error.errors():
        name = str(item["loc"][0])
        wanted = _SAID.get(item["type"], item["msg"].removeprefix("Value error, ")).format(**item.get("ctx", {}))
        wanted += _as_toml(said[name].file, name)
        lines.append(f"{said[name].complaint(name, values[name])}: {wanted}")
    return "; ".join(lines)


def _as_toml(file: SettingsFile | None, name: str) -> str:
    """How a value is written in a file, where the one given has another type."""
    field = Settings.model_fields[name]
    given = file.values[name] if file else None
    if isinstance(given, str) and get_origin(field.annotation) is tuple:
        return f': {name} = ["{given}"]'
    if file and isinstance(field.default, str) and not isinstance(given, str):
        return f', in quotes: {name} = "{field.default}"'
    return ""

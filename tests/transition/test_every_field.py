"""`guide diff` names every field of a guide that changed, in each of its three forms."""

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clfcards.source.collection_kinds import ListOf, MapOf
from clfcards.source.guide import read_guide
from clfcards.source.guide_fields import GUIDE
from clfcards.source.record import Record
from tests.command import run
from tests.small_exam import DECK
from tests.transition.clf_c01 import SHIPPED

Step = str | int
Spot = tuple[Step, ...]

# The shipped guide, with a value for every field that it leaves out, and without most topics and services: each
# comparison reads it six times, and compares each topic with each.
FULL: dict[str, Any] = yaml.load((SHIPPED / "guide.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
NAMED = {entry["service"] for entry in (*FULL["renames"], *FULL["closures"])}
for _task in (_task for _domain in FULL["domains"] for _task in _domain["tasks"]):
    if _task["id"] != "1.3":  # the exam below has facts of this task
        _task["topics"] = dict(list(_task["topics"].items())[:2])
for _list in ("in_scope", "out_of_scope", "unlisted"):
    for _category, _names in FULL["services"][_list].items():
        _kept = NAMED.union(list(_names)[:2])
        FULL["services"][_list][_category] = {id_: name for id_, name in _names.items() if id_ in _kept}
FULL["language"] = "en"
FULL["renames"][0]["guide"] = "AWS Old Name"
FULL["exam"]["price"] = "100 EUR"
FULL["sources"]["book"] = {"title": "A Book", "edition": "first", "page": "7", "verified": dt.date(2026, 1, 1)}
# A guide has one pass rule; the other two are tried in a test of their own.
OTHER_RULES = {("format", "raw_pass"): 35, ("format", "percent_pass"): 72.5}


def spots(value: Any, path: Spot = ()) -> Iterator[Spot]:
    """The path of every single value in the guide."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from spots(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from spots(inner, (*path, i))
    else:
        yield path


def kind_of(path: Spot) -> Spot:
    """The path without the places in lists and without the names that an author chooses."""
    kind: Any = GUIDE
    steps: list[Step] = []
    for step in path:
        if isinstance(kind, Record):
            field = next(field for field in kind.fields if field.name == step)
            steps.append(step)
            kind = field.kind
        else:
            steps.append("*")
            kind = kind.value if isinstance(kind, MapOf) else kind.item
    return tuple(steps)


def leaves(kind: Any, path: Spot = ()) -> Iterator[Spot]:
    """The paths of all single values in the table of fields."""
    if isinstance(kind, Record):
        for field in kind.fields:
            yield from leaves(field.kind, (*path, field.name))
    elif isinstance(kind, ListOf | MapOf):
        yield from leaves(kind.item if isinstance(kind, ListOf) else kind.value, (*path, "*"))
    else:
        yield path


SPOTS = list(spots(FULL))
BY_KIND: dict[Spot, list[Spot]] = {}
for _spot in SPOTS:
    BY_KIND.setdefault(kind_of(_spot), []).append(_spot)


def test_every_field_of_the_table_is_tried() -> None:
    assert set(leaves(GUIDE)) == {*BY_KIND, *OTHER_RULES}


def other(path: Spot, value: Any) -> tuple[Any, str]:
    """Another value for a field, and the text by which the change must be recognized."""
    match value, path[-1]:
        case bool(), _:
            return not value, ""
        case int(), int() if path[1] in ("options", "options_of_several"):
            return value - 1, str(value - 1)  # six is the most
        case int() | float(), _:
            return value + 1, str(value + 1)
        case dt.date(), _:
            return value + dt.timedelta(days=1), (value + dt.timedelta(days=1)).isoformat()
        case _, "url":
            return f"{value}?changed", f"{value}?changed"
        case _, "code":
            return "ZZZ-X9", "ZZZ-X9"
        case _, "language":
            return "pt-BR", "pt-BR"
        case _, "state":
            new = "ended" if value != "ended" else "closed to new customers"
            return new, new
        case _, "source":
            new = next(key for key in FULL["sources"] if key != value)
            return new, new
        case _, "revision":
            new = next(entry["id"] for entry in FULL["revisions"] if entry["id"] != value)
            return new, new
        case _, "service":
            new = next(id_ for names in FULL["services"]["in_scope"].values() for id_ in names if id_ != value)
            return new, new
        case _ if path[0] == "predecessor_tasks":
            new = next(task["id"] for task in FULL["domains"][3]["tasks"] if task["id"] != value)
            return new, new
        case _:
            return f"{value} zzz", f"{value} zzz"


def changed(path: Spot) -> tuple[dict[str, Any], str]:
    """The guide with another value at the path, and what the diff must name; what depends on the value follows."""
    data = deepcopy(FULL)
    value: Any = data
    for step in path[:-1]:
        value = value[step]
    value[path[-1]], sign = other(path, value[path[-1]])
    if kind_of(path) == ("domains", "*", "weight"):
        data["domains"][(int(path[1]) + 1) % 4]["weight"] -= 1
    if kind_of(path) == ("revisions", "*", "id") and data["revision"] == FULL["revisions"][int(path[1])]["id"]:
        data["revision"] = sign
    if path[0] == "domains" and path[-1] == "id":
        for before, targets in data["predecessor_tasks"].items():
            known = {task["id"] for domain in data["domains"] for task in domain["tasks"]}
            data["predecessor_tasks"][before] = [target for target in targets if target in known]
    return data, sign


def text_of(data: dict[str, Any]) -> str:
    class Plain(yaml.CSafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(data, Dumper=Plain, sort_keys=False, allow_unicode=True, width=10_000)


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exam with the full guide and a few items, so that a comparison is quick."""
    folder = tmp_path_factory.mktemp("guides")
    exam = folder / "decks" / "clf-c02"
    exam.mkdir(parents=True)
    (exam / "guide.yaml").write_text(text_of(FULL), encoding="utf-8")
    (exam / "deck.yaml").write_text(DECK, encoding="utf-8")
    (exam / "facts").mkdir()
    shutil.copy(SHIPPED / "facts" / "1.3-migration.yaml", exam / "facts")
    return exam.parent


def diff(decks: Path, data: dict[str, Any], *options: str) -> str:
    new = decks.parent / "new.yaml"
    new.write_text(text_of(data), encoding="utf-8")
    old = decks / "clf-c02" / "guide.yaml"
    result = run("--decks", str(decks), "guide", "diff", str(old), str(new), *options)
    assert result.exit_code == 0, result.output
    return result.output


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("kind", BY_KIND, ids=lambda kind: ".".join(kind))
def test_a_change_of_any_one_field_is_named_in_every_form(decks: Path, kind: Spot, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(BY_KIND[kind]))
    new, sign = changed(path)
    text = text_of(new)
    if kind == ("practice", "partial_credit"):  # no other value is supported yet
        assert read_guide("x", text)[0] is None
        return
    assert read_guide("x", text)[0], read_guide("x", text)[1]
    assert sign in diff(decks, new, "--all")
    assert sign.replace("|", "\\|") in diff(decks, new, "--markdown")
    document = json.loads(diff(decks, new, "--json"))
    assert document["changed"] is True
    assert any(
        sign in cell for rows in document.values() if isinstance(rows, list) for row in rows for cell in row.values()
    )


@pytest.mark.parametrize("options", [(), ("--markdown",)])
def test_a_guide_that_is_compared_with_itself(decks: Path, options: tuple[str, ...]) -> None:
    output = diff(decks, FULL, *options)
    assert output.splitlines()[-1] == "nothing changed"
    assert len(output.splitlines()) == 3
    assert json.loads(diff(decks, FULL, "--json"))["changed"] is False


def test_a_service_in_another_category_or_list_is_named(decks: Path) -> None:
    new = deepcopy(FULL)
    first, second = list(new["services"]["in_scope"])[:2]
    id_, name = new["services"]["in_scope"][first].popitem()
    new["services"]["in_scope"][second][id_] = name
    id_2, name_2 = new["services"]["in_scope"][first].popitem()
    new["services"]["unlisted"]["Other"] = {id_2: name_2}
    rows = json.loads(diff(decks, new, "--json"))["services"]
    assert {"service": name, "before": first, "after": second} in rows
    assert {"service": name_2, "before": "in", "after": "unlisted"} in rows


@pytest.mark.parametrize("name", ["domains", "tasks", "renames", "revisions"])
def test_another_order_is_named(decks: Path, name: str) -> None:
    new = deepcopy(FULL)
    entries = new["domains"][0]["tasks"] if name == "tasks" else new[name]
    entries.reverse()
    assert f"{name}.order" in diff(decks, new, "--all")


@pytest.mark.parametrize(
    "path", [path for path in SPOTS if path[-1] in ("in_use_from", "price_usd", "guide", "by")][:4]
)
def test_a_field_that_is_gone_is_named(decks: Path, path: Spot) -> None:
    new = deepcopy(FULL)
    record: Any = new
    for step in path[:-1]:
        record = record[step]
    if path[-1] == "by":  # it is required: its whole record goes
        new["renames"].pop(int(path[1]))
    else:
        del record[path[-1]]
    assert f".{path[-1]}  " in diff(decks, new, "--all")


@pytest.mark.parametrize("path", OTHER_RULES)
def test_a_change_of_another_pass_rule_is_named(decks: Path, path: Spot) -> None:
    old, new = (deepcopy(FULL) for _ in range(2))
    name, value = path[-1], OTHER_RULES[path]  # type: ignore[index]  # of this mapping
    for data, number in ((old, value), (new, value + 1)):
        data["format"] = {key: kept for key, kept in data["format"].items() if not key.startswith("scale_")}
        data["format"][name] = number
        del data["practice"]["raw_cut"]
    shown = " ".join(_diff_of(decks, old, new).split())
    assert f"format.{name} {value} {value + 1}" in shown


def _diff_of(decks: Path, old: dict[str, Any], new: dict[str, Any]) -> str:
    files = [decks.parent / "other-old.yaml", decks.parent / "other-new.yaml"]
    for file, data in zip(files, (old, new), strict=True):
        file.write_text(text_of(data), encoding="utf-8")
    result = run("--decks", str(decks), "guide", "diff", *map(str, files), "--all")
    assert result.exit_code == 0, result.output
    return result.output

"""The layers of the program: who may import whom, and how folders and names are kept findable.

Lazy and type-only imports count like any other.
"""

import ast
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"
TESTS = Path(__file__).parent

CORE = {"base", "model"}
STAGES = {"read", "normalise", "organise", "images", "ingest", "plan", "render", "validate", "write"}

ALLOWED: dict[str, set[str]] = {
    "base": set(),
    "model": {"base"},
    "net": {"base"},
    **dict.fromkeys(STAGES - {"images", "ingest"}, CORE),
    "images": CORE | {"net"},
    "ingest": CORE | {"net"},
    "linkcheck": CORE | {"net"},
    "sitecheck": CORE,
    "reports": CORE,
    "pipeline": CORE | STAGES | {"sitecheck"},
    "commands": CORE | STAGES | {"net", "pipeline", "linkcheck", "sitecheck"},
    "server": CORE | {"pipeline", "reports"},
    "cli": CORE | {"pipeline", "commands", "reports", "server"},
    "__main__": {"cli"},
}
"""Package → the packages it may import."""

MOST_MODULES = 30
"""Modules in one folder: a listing that fits on a screen."""

MODULES = sorted(file for file in PACKAGE.rglob("*.py") if file != PACKAGE / "__init__.py")


def part_of(file: Path) -> str:
    relative = file.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported_parts(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    inside = [name.split(".") for name in found]
    return {each[1] for each in inside if each[0] == "generator" and len(each) > 1} - {"__version__"}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_package_may(file: Path) -> None:
    part = part_of(file)
    assert part in ALLOWED, f"{part} is not in the table: say what it may import"
    beyond = imported_parts(file.read_text("utf-8")) - ALLOWED[part] - {part}
    assert not beyond, f"{part} may not import {sorted(beyond)}"


def test_the_table_names_no_package_that_is_gone() -> None:
    assert ALLOWED.keys() == {part_of(file) for file in MODULES}


def test_no_module_is_loose() -> None:
    loose = {file.name for file in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert not loose, "every module has a package"


def test_no_folder_has_more_modules_than_a_screen() -> None:
    folders = Counter(file.parent.relative_to(PACKAGE).as_posix() for file in MODULES)
    assert {name: count for name, count in folders.items() if count > MOST_MODULES} == {}


BASE_LIBRARIES = {"words.py": {"Stemmer"}, "host_names.py": {"idna"}, "phrases.py": {"ahocorasick_rs"}}
"""Module of ``base`` → the libraries it needs, imported where they are used: stems are algorithms of some 30 languages,
and the tables of UTS 46 change with Unicode."""


def test_base_stands_on_the_standard_library_alone() -> None:
    for file in (PACKAGE / "base").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                known = {*sys.stdlib_module_names, "generator", *BASE_LIBRARIES.get(file.name, ())}
                assert name.split(".")[0] in known, f"{file.name}: {name}"


def test_a_class_name_occurs_once() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for file in MODULES:
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(str(file.relative_to(PACKAGE)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


UNTESTED = {
    "ingest/limits.py",
    "ingest/polling/source_answer.py",
    "model/catalogue.py",
    "model/changes.py",
    "model/collection.py",
    "model/ingest.py",
    "model/ingest_sources.py",
    "model/item.py",
    "model/ledger.py",
    "model/locale_formats.py",
    "model/options.py",
    "model/output.py",
    "model/own_content.py",
    "model/record.py",
    "model/results/deployment.py",
    "model/results/explanation.py",
    "model/results/fleet.py",
    "model/results/image_cache.py",
    "model/results/link_check.py",
    "model/results/site_check.py",
    "model/site_data.py",
    "model/theme.py",
    "model/trace.py",
    "model/views/api.py",
    "model/views/feeds.py",
    "model/views/pages.py",
    "model/views/search.py",
    "net/errors.py",
    "net/limits.py",
    "server/outcomes.py",
    "validate/feed_facts.py",
}
"""Modules without a test file of their name: they hold values without behaviour (structs, exceptions, constants)."""


def test_a_module_has_a_test_file_of_its_name() -> None:
    missing = set()
    for file in MODULES:
        relative = file.relative_to(PACKAGE)
        test = TESTS / relative.with_name(f"test_{relative.name}")
        if relative.name not in ("__init__.py", "__main__.py") and not test.exists():
            missing.add(relative.as_posix())
    assert sorted(missing - UNTESTED) == [], "write the test file, or say in UNTESTED why there is none"
    assert sorted(UNTESTED - missing) == [], "these have a test file: drop them from UNTESTED"


def module_name(file: Path) -> str:
    dotted = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def test_no_import_goes_in_a_circle() -> None:
    names = {module_name(file): file for file in MODULES}
    graph = {name: imported_modules(file.read_text("utf-8"), names) for name, file in names.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in graph[name]:
                visit(other, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def imported_modules(source: str, names: dict[str, Path]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in names:
            found.add(node.module)
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} & names.keys()
    return found

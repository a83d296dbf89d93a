"""Who may import whom: the table of the design, held over every module, lazy and type-only imports counted."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"
STAGES = ("read", "normalise", "organise", "fetch", "plan", "render", "validate", "write")
CORE = {"base", "model"}
SHELL = {
    "auditing",
    "ledgers",
    "changing",
    "deciding",
    "indexing",
    "scene",
    "stores",
    "reading",
    "jobs",
    "publishing",
    "relating",
    "remembering",
    "originals",
    "picturing",
    "tally",
}

ALLOWED: dict[str, set[str]] = {
    "base": set(),
    "model": {"base"},
    **dict.fromkeys(STAGES, CORE),
    "stores": CORE,
    "scene": CORE | {"read", "render"},
    "jobs": CORE | {"fetch", "read", "normalise", "plan", "render", "validate", "write"},
    "auditing": CORE | {"plan", "validate", "jobs", "scene", "stores"},
    "ledgers": CORE | {"fetch", "organise", "read", "write", "scene", "stores"},
    "changing": CORE | {"plan", "write", "ledgers", "publishing", "scene", "stores"},
    "pinging": CORE | {"fetch", "read", "write"},
    "reading": CORE | {"read", "normalise", "jobs", "scene", "stores"},
    "deciding": CORE | {"plan", "render", "write", "jobs", "scene", "stores"},
    "indexing": CORE | {"plan", "read", "render", "write", "deciding", "jobs", "scene"},
    "publishing": CORE
    | {"plan", "render", "write", "auditing", "deciding", "indexing", "jobs", "scene", "stores"},
    "originals": CORE | {"fetch", "scene", "stores"},
    "picturing": CORE | {"fetch", "originals", "scene", "stores"},
    "relating": CORE | {"organise", "reading", "scene", "stores"},
    "remembering": CORE
    | {"relating"}
    | {"jobs", "auditing", "picturing"}
    | {"fetch", "organise", "read", "write", "publishing", "reading", "scene", "sealing", "stores"},
    "tally": CORE | {"plan", "reading", "scene"},
    "checking": CORE
    | {"fetch", "ledgers", "normalise", "organise", "picturing", "reading", "render", "scene", "validate"},
    "proof": CORE,
    "linking": CORE | {"fetch", "reading", "scene"},
    "linked": CORE,
    "git": CORE,
    "deploying": CORE | {"git", "proof", "proofing"},
    "proofing": CORE | {"proof", "read"},
    "sealing": CORE | {"fetch", "write", "scene", "stores"},
    "errands": CORE | {"render", "scene", "stores"},
    "installing": CORE | {"render"},
    "building": CORE | {"errands", "render", "write", "pipeline", "scene", "sealing", "stores"},
    "pipeline": CORE | set(STAGES) | SHELL,
    "keeping": CORE | {"fetch", "reading", "scene", "stores"},
    "explaining": CORE | {"fetch", "organise", "plan", "picturing", "reading", "scene"},
    "explained": CORE,
    "proofed": CORE,
    "report": CORE,
    "new": CORE,
    "cli": CORE
    | {
        "building",
        "checking",
        "deploying",
        "explained",
        "explaining",
        "keeping",
        "linked",
        "linking",
        "new",
        "pinging",
        "proofing",
        "proofed",
        "report",
        "serve",
        "cli",
    },
    "serve": CORE | {"building", "report", "scene"},
    "__main__": {"cli"},
}
"""Part of the package → the parts it may import. A part is a folder or a module right under the package."""

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
def test_a_module_imports_only_what_its_part_may(file: Path) -> None:
    part = part_of(file)
    assert part in ALLOWED, f"{part} is not in the table: say what it may import"
    beyond = imported_parts(file.read_text("utf-8")) - ALLOWED[part] - {part}
    assert not beyond, f"{part} may not import {sorted(beyond)}"


def test_base_stands_on_the_standard_library_alone() -> None:
    import sys

    for file in (PACKAGE / "base").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.split(".")[0] in {*sys.stdlib_module_names, "generator"}, f"{file.name}: {name}"


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


def test_the_table_names_no_part_that_is_gone() -> None:
    present = {part_of(file) for file in MODULES}
    assert ALLOWED.keys() - present <= {"serve"}

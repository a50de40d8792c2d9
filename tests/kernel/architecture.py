"""The rules of the suite's architecture, as functions that return what breaks them.

Each rule takes the repository's root and yields one readable sentence a fault, so
that `test_architecture.py` can prove on a small fake tree that it is able to fail.
"""

import ast
import csv
import re
import sys
from pathlib import Path

import polib
from lxml import etree

SHARED = {"coop_member"}
SHARED_CORES = tuple(f"odoo.addons.{name}.core" for name in sorted(SHARED))
README_FRAGMENTS = ("DESCRIPTION.md", "CONFIGURE.md", "USAGE.md")
LANGUAGES = ("fr", "nl")
MODEL_CLASSES = {"Model", "TransientModel"}

# A reason is a sentence, not the marker of a tool.
REASON = re.compile(r"#\s*(?!noqa|pylint|type:)\S+\s+\S+")


def modules(root):
    """Return the folders of the suite's modules."""
    return sorted(path.parent for path in Path(root).glob("coop_*/__manifest__.py"))


def manifest(module):
    """Return a module's manifest."""
    return ast.literal_eval((module / "__manifest__.py").read_text())


def python_files(module, *, tests=False):
    """Return a module's Python files, its tests only when asked for."""
    files = sorted(module.rglob("*.py"))
    return [path for path in files if tests or "tests" not in path.parts]


def parse(path):
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(), filename=str(path))


def imported_modules(tree):
    """Yield (line, dotted name) of everything that a file imports from elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from ((node.lineno, name) for name in names)


def place(root, path, line=None):
    """Return where a fault is, for a person to go there."""
    where = Path(path).relative_to(root).as_posix()
    return f"{where}:{line}" if line else where


# -- layers ----------------------------------------------------------------------------


def impure_cores(root):
    """A `core/` imports the standard library, itself, and that of the module that all
    others build upon, nothing else."""
    for module in modules(root):
        for path in sorted((module / "core").rglob("*.py")):
            yield from _impure_imports(root, module, path)


def _impure_imports(root, module, path):
    tree = parse(path)
    for line, name in imported_modules(tree):
        pure = name.startswith((f"{module.name}.core", *SHARED_CORES))
        if name.split(".")[0] not in sys.stdlib_module_names and not pure:
            yield f"{place(root, path, line)}: core imports {name}"
    depth = len(path.relative_to(module / "core").parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level > depth:
            yield f"{place(root, path, node.lineno)}: core imports from outside core"


def leaves_that_meet(root):
    """A leaf depends on no other leaf; only an auto-installed glue module may."""
    for module in modules(root):
        values = manifest(module)
        suite = {name for name in values.get("depends", []) if name.startswith("coop_")}
        leaves = suite - SHARED
        if leaves and not values.get("auto_install"):
            yield (
                f"{place(root, module)}: depends on {', '.join(sorted(leaves))}; "
                "only an auto_install glue module joins leaves"
            )


def foreign_imports(root):
    """A module imports from no module of the suite that it does not depend on."""
    for module in modules(root):
        allowed = {module.name, *manifest(module).get("depends", [])}
        for path in python_files(module, tests=True):
            for line, name in imported_modules(parse(path)):
                other = name.removeprefix("odoo.addons.").split(".")[0]
                if other.startswith("coop_") and other not in allowed:
                    yield f"{place(root, path, line)}: imports {other}, not depended on"


# -- models ----------------------------------------------------------------------------


def model_classes(tree):
    """Yield (class node, base name, values of its `_name` and `_inherit`)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            bases = {
                base.attr for base in node.bases if isinstance(base, ast.Attribute)
            }
            for base in bases & (MODEL_CLASSES | {"AbstractModel"}):
                yield node, base, _class_values(node)


def _class_values(node):
    values = {}
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(
            statement.targets[0], ast.Name
        ):
            values[statement.targets[0].id] = _literal(statement.value)
    return values


def _literal(node):
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def is_new_model(values):
    """Tell whether a class defines a model, rather than extending one."""
    inherited = values.get("_inherit")
    inherited = [inherited] if isinstance(inherited, str) else inherited or []
    return bool(values.get("_name")) and values["_name"] not in inherited


def models_without_access(root):
    """Every model with a table, wizards included, has a line of access rights."""
    for module in modules(root):
        granted = _granted_models(module)
        for path in python_files(module):
            for node, base, values in model_classes(parse(path)):
                if base not in MODEL_CLASSES or not is_new_model(values):
                    continue
                if values["_name"] not in granted:
                    yield (
                        f"{place(root, path, node.lineno)}: {values['_name']} has no "
                        "line in security/ir.model.access.csv"
                    )


def _granted_models(module):
    path = module / "security/ir.model.access.csv"
    if not path.is_file():
        return set()
    rows = csv.DictReader(path.read_text().splitlines())
    column = (
        "model_id:id" if "model_id:id" in (rows.fieldnames or []) else "model_id/id"
    )
    found = {row[column].split(".")[-1].removeprefix("model_") for row in rows}
    return _Underscored(found)


class _Underscored(set):
    """External ids write `coop.share.move` as `coop_share_move`."""

    def __contains__(self, name):
        return super().__contains__(name.replace(".", "_"))


def replaced_methods(root):
    """Who has a method of a model do more calls super(): two methods of one name would
    replace one another without a word."""
    first = {}
    for module in modules(root):
        for path in python_files(module):
            for node, _base, values in model_classes(parse(path)):
                model = values.get("_name") or values.get("_inherit")
                for method in _own_methods(node):
                    where = place(root, path, method.lineno)
                    before = first.setdefault((str(model), method.name), where)
                    if before != where:
                        yield f"{where}: {method.name} replaces that of {before}"


def _own_methods(node):
    """Methods of a class that do not call the ones they extend."""
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and not any(
            isinstance(name, ast.Name) and name.id == "super"
            for name in ast.walk(method)
        ):
            yield method


def crowded_files(root):
    """One file for each model, one view file for each model."""
    for module in modules(root):
        for path in python_files(module):
            classes = model_classes(parse(path))
            names = [v["_name"] for _node, _base, v in classes if is_new_model(v)]
            if len(names) > 1:
                yield f"{place(root, path)}: defines {', '.join(names)}"
        for path in sorted(module.glob("views/*.xml")):
            found = _models_of_views(etree.parse(path))
            if len(found) > 1:
                yield f"{place(root, path)}: has views of {', '.join(sorted(found))}"


def _models_of_views(document):
    views = document.xpath("//record[@model='ir.ui.view']/field[@name='model']")
    return {field.text.strip() for field in views if field.text}


def old_constraints(root):
    """Constraints are `models.Constraint`; `_sql_constraints` is silently ignored."""
    for module in modules(root):
        for path in python_files(module):
            for node, _base, values in model_classes(parse(path)):
                if "_sql_constraints" in values:
                    yield f"{place(root, path, node.lineno)}: has _sql_constraints"


def old_views(root):
    """Lists are `<list>` since Odoo 18, also in what inherits and in view modes."""
    for module in modules(root):
        for path in sorted(module.rglob("*.xml")):
            for line, text in enumerate(path.read_text().splitlines(), 1):
                if re.search(r"</?tree\b|view_mode.*\btree\b|//tree\b", text):
                    yield f"{place(root, path, line)}: says tree, write list"


# -- rights ----------------------------------------------------------------------------


def unexplained_sudo(root):
    """Whoever steps over the rights says why, on the same line."""
    for module in modules(root):
        for path in python_files(module):
            lines = path.read_text().splitlines()
            for node in ast.walk(parse(path)):
                if isinstance(node, ast.Call) and _raises_rights(node):
                    line = node.func.end_lineno
                    if not REASON.search(lines[line - 1]):
                        yield f"{place(root, path, line)}: states no reason"


def _raises_rights(call):
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "sudo":
        # sudo(False) gives rights back.
        return [_literal(value) for value in call.args] != [False]
    arguments = [ast.unparse(value) for value in call.args]
    return call.func.attr == "with_user" and "SUPERUSER_ID" in " ".join(arguments)


# -- what comes with a module ----------------------------------------------------------


def unfit_manifests(root):
    """Licence and version follow the suite's rules."""
    for module in modules(root):
        values = manifest(module)
        if values.get("license") != "AGPL-3":
            yield f"{place(root, module)}: the licence is not AGPL-3"
        if not re.fullmatch(r"19\.0\.\d+\.\d+\.\d+", values.get("version", "")):
            yield f"{place(root, module)}: the version is not 19.0.x.y.z"


def missing_fragments(root):
    """Every module says what it is for, how it is set up and how it is used."""
    for module in modules(root):
        for name in README_FRAGMENTS:
            path = module / "readme" / name
            if not path.is_file() or not path.read_text().strip():
                yield f"{place(root, path)}: missing or empty"


def incomplete_translations(root):
    """French and Dutch are complete and sure."""
    for module in modules(root):
        for language in LANGUAGES:
            path = module / "i18n" / f"{language}.po"
            if not path.is_file():
                yield f"{place(root, path)}: missing"
                continue
            for entry in polib.pofile(str(path)):
                if not entry.obsolete and (entry.fuzzy or not entry.translated()):
                    text = entry.msgid[:50]
                    yield f"{place(root, path, entry.linenum)}: to translate: {text!r}"


RULES = (
    crowded_files,
    foreign_imports,
    impure_cores,
    incomplete_translations,
    leaves_that_meet,
    missing_fragments,
    models_without_access,
    old_constraints,
    old_views,
    replaced_methods,
    unexplained_sudo,
    unfit_manifests,
)

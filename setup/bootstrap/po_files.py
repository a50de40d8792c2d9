"""Translation files: `po_files.py write|check EXPORTED_FOLDER ODOO MODULE...`."""

import re
import sys
from pathlib import Path

import polib

LANGUAGES = ("fr", "nl")

# Odoo stamps each export with the minute it was made: that is no change of content.
CHANGING_HEADERS = ("POT-Creation-Date", "PO-Revision-Date")

# Modules whose fields the suite's models inherit.
LENDERS = (
    "base",
    "mail",
    "portal",
    "account",
    "analytic",
    "rating",
    "phone_validation",
    "resource",
    "event",
    "website",
    "website_event",
    "project",
)
FIELD = re.compile(r"model:ir\.model\.fields,(\w+):\w+\.field_\w+?__(\w+)")

PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "nl": "nplurals=2; plural=(n != 1);",
}


def normalised(path):
    """Return a template without what changes from one export to the next."""
    template = polib.pofile(str(path))
    for header in CHANGING_HEADERS:
        template.metadata.pop(header, None)
    return template


def merged(template, path, language):
    """Return a translation brought up to date, with nothing translated lost."""
    if path.exists():
        translation = polib.pofile(str(path))
    else:
        translation = polib.POFile()
        translation.metadata = dict(template.metadata)
    translation.metadata["Language"] = language
    translation.metadata["Plural-Forms"] = PLURALS[language]
    for header in CHANGING_HEADERS:
        translation.metadata.pop(header, None)
    translation.header = template.header
    translation.merge(template)
    for entry in translation.obsolete_entries():
        translation.remove(entry)
    order = {entry.msgid: rank for rank, entry in enumerate(template)}
    translation.sort(key=lambda entry: order[entry.msgid])
    return translation


def field_key(occurrence, msgid):
    """Return what tells a field's text from others, whichever model inherits it.

    >>> field_key("model:ir.model.fields,help:mail.field_res_partner__name", "Name")
    ('help', 'name', 'Name')
    >>> field_key("model_terms:ir.ui.view,arch_db:mail.form", "Name")
    """
    found = FIELD.fullmatch(occurrence)
    return (*found.groups(), msgid) if found else None


def borrowed(odoo, language):
    """Return Odoo's own translations of its fields, for models that inherit them."""
    memory = {}
    for module in LENDERS:
        path = Path(odoo) / "odoo/addons" / module / "i18n" / f"{language}.po"
        for entry in polib.pofile(str(path)) if path.is_file() else ():
            for occurrence, _line in entry.occurrences if entry.msgstr else ():
                memory.setdefault(field_key(occurrence, entry.msgid), entry.msgstr)
    memory.pop(None, None)
    return memory


def fill(translation, memory):
    """Translate as Odoo does the fields that come from Odoo, when still empty."""
    for entry in untranslated(translation):
        keys = [field_key(place, entry.msgid) for place, _line in entry.occurrences]
        found = {memory.get(key) for key in keys}
        if len(found) == 1 and None not in found and not entry.fuzzy:
            [entry.msgstr] = found


def untranslated(translation):
    """Return the entries that a user would see in English, or that are doubtful."""
    return [
        entry
        for entry in translation
        if not entry.obsolete and (entry.fuzzy or not entry.translated())
    ]


def write(exported, root, module, memories):
    """Write a module's template and translations; say what is left to translate."""
    folder = root / module / "i18n"
    folder.mkdir(exist_ok=True)
    template = normalised(exported / f"{module}.pot")
    template.save(str(folder / f"{module}.pot"))
    for language in LANGUAGES:
        path = folder / f"{language}.po"
        translation = merged(template, path, language)
        fill(translation, memories[language])
        translation.save(str(path))
        print(f"{module}/i18n/{path.name}: {len(untranslated(translation))} to do")


def problems(exported, root, module):
    """Return what is wrong with a module's translation files, as sentences."""
    folder = root / module / "i18n"
    template = normalised(exported / f"{module}.pot")
    stored = folder / f"{module}.pot"
    if not stored.is_file() or stored.read_text() != str(template):
        yield f"{module}/i18n/{module}.pot is stale: run make pot"
    for language in LANGUAGES:
        path = folder / f"{language}.po"
        if not path.is_file() or path.read_text() != str(
            merged(template, path, language)
        ):
            yield f"{module}/i18n/{language}.po is stale: run make pot"
            continue
        for entry in untranslated(polib.pofile(str(path))):
            yield f"{module}/i18n/{language}.po: to translate: {entry.msgid[:60]!r}"


def main(command, exported, odoo, *modules):
    """Write or check the files of the modules."""
    exported, root = Path(exported), Path.cwd()
    if command == "write":
        memories = {language: borrowed(odoo, language) for language in LANGUAGES}
        for module in modules:
            write(exported, root, module, memories)
        return 0
    found = [text for module in modules for text in problems(exported, root, module)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

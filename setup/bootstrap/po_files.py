"""Translation files: `po_files.py write|check EXPORTED_FOLDER MODULE...`."""

import sys
from pathlib import Path

import polib

LANGUAGES = ("fr", "nl")

# Odoo stamps each export with the minute it was made: that is no change of content.
CHANGING_HEADERS = ("POT-Creation-Date", "PO-Revision-Date")

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


def untranslated(translation):
    """Return the entries that a user would see in English, or that are doubtful."""
    return [
        entry
        for entry in translation
        if not entry.obsolete and (entry.fuzzy or not entry.translated())
    ]


def write(exported, root, module):
    """Write a module's template and translations; say what is left to translate."""
    folder = root / module / "i18n"
    folder.mkdir(exist_ok=True)
    template = normalised(exported / f"{module}.pot")
    template.save(str(folder / f"{module}.pot"))
    for language in LANGUAGES:
        path = folder / f"{language}.po"
        translation = merged(template, path, language)
        translation.save(str(path))
        print(f"{module}/i18n/{path.name}: {len(untranslated(translation))} to do")


def problems(exported, root, module):
    """Return what is wrong with a module's translation files, as sentences."""
    folder = root / module / "i18n"
    template = normalised(exported / f"{module}.pot")
    stored = folder / f"{module}.pot"
    if not stored.is_file() or stored.read_text() != f"{template}\n":
        yield f"{module}/i18n/{module}.pot is stale: run make pot"
    for language in LANGUAGES:
        path = folder / f"{language}.po"
        if (
            not path.is_file()
            or path.read_text() != f"{merged(template, path, language)}\n"
        ):
            yield f"{module}/i18n/{language}.po is stale: run make pot"
            continue
        for entry in untranslated(polib.pofile(str(path))):
            yield f"{module}/i18n/{language}.po: to translate: {entry.msgid[:60]!r}"


def main(command, exported, *modules):
    """Write or check the files of the modules."""
    exported, root = Path(exported), Path.cwd()
    if command == "write":
        for module in modules:
            write(exported, root, module)
        return 0
    found = [text for module in modules for text in problems(exported, root, module)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

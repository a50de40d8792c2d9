"""Translations are merged without losing, guessing or dating anything."""

import po_files
import polib
import pytest

FIELD = "model:ir.model.fields,field_description:coop_a.field_coop_a__active"


@pytest.fixture
def folder(tmp_path):
    """Return a repository with one module and the export of its terms."""
    (tmp_path / "coop_a").mkdir()
    write_export(tmp_path, "Member", "Share")
    return tmp_path


def write_export(root, *terms):
    """Write what Odoo would export."""
    template = polib.POFile()
    template.metadata = {"POT-Creation-Date": "now", "PO-Revision-Date": "now"}
    template.extend(polib.POEntry(msgid=term) for term in terms)
    template.append(polib.POEntry(msgid="Active", occurrences=[(FIELD, "")]))
    template.save(str(root / "coop_a.pot"))


def write(root, memory=None):
    """Export, as make pot does."""
    memories = dict.fromkeys(po_files.LANGUAGES, memory or {})
    po_files.write(root, root, "coop_a", memories)


def translate(root, **terms):
    """Translate terms by hand, in every language."""
    for language in po_files.LANGUAGES:
        path = root / f"coop_a/i18n/{language}.po"
        translation = polib.pofile(str(path))
        for msgid, msgstr in terms.items():
            translation.find(msgid).msgstr = msgstr
        translation.save(str(path))


def faults(root):
    """Return what is wrong with the module's translations."""
    return list(po_files.problems(root, root, "coop_a"))


def test_new_module_has_everything_to_translate(folder):
    write(folder)
    assert len(faults(folder)) == 3 * len(po_files.LANGUAGES)


def test_complete_translations_have_no_fault(folder):
    write(folder)
    translate(folder, Member="x", Share="y", Active="z")
    assert faults(folder) == []


def test_dates_of_the_export_leave_no_trace(folder):
    write(folder)
    assert "now" not in (folder / "coop_a/i18n/coop_a.pot").read_text()


def test_translations_survive_and_dead_terms_go(folder):
    write(folder)
    translate(folder, Member="x", Share="y", Active="z")
    write_export(folder, "Shares", "Member")
    write(folder)
    french = polib.pofile(str(folder / "coop_a/i18n/fr.po"))
    assert {entry.msgid: entry.msgstr for entry in french} == {
        "Shares": "",
        "Member": "x",
        "Active": "z",
    }
    assert not any(entry.fuzzy or entry.obsolete for entry in french)


def test_stale_files_are_seen(folder):
    write(folder)
    write_export(folder, "Member")
    assert all("run make pot" in fault for fault in faults(folder))
    assert len(faults(folder)) == 3


def test_fields_of_odoo_are_translated_as_odoo_does(folder):
    write(folder, {("field_description", "active", "Active"): "Actif"})
    french = polib.pofile(str(folder / "coop_a/i18n/fr.po"))
    assert french.find("Active").msgstr == "Actif"
    assert french.find("Member").msgstr == ""

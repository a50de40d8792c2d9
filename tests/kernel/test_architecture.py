"""The architecture's rules hold, and each of them is able to fail."""

from pathlib import Path

import architecture
import pytest

ROOT = Path(__file__).resolve().parents[2]

SOUND = {
    "coop_leaf/__manifest__.py": """{
        "license": "AGPL-3",
        "version": "19.0.1.0.0",
        "depends": ["coop_member"],
    }""",
    "coop_leaf/core/sums.py": "from decimal import Decimal\n\nfrom . import other\n",
    "coop_leaf/core/other.py": "from odoo.addons.coop_member.core.dates import day\n",
    "coop_leaf/models/coop_thing.py": """
from odoo import models
from odoo.addons.coop_member.core import dates


class CoopThing(models.Model):
    _name = "coop.thing"

    def read_all(self):
        return self.sudo().search([])  # the list is public by law
""",
    "coop_leaf/models/res_partner.py": """
from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"
""",
    "coop_leaf/security/ir.model.access.csv": (
        "id,name,model_id:id,group_id:id,perm_read\n"
        "coop_thing_user,thing,model_coop_thing,base.group_user,1\n"
    ),
    "coop_leaf/views/coop_thing.xml": """<odoo>
    <record id="coop_thing_view_list" model="ir.ui.view">
        <field name="model">coop.thing</field>
        <field name="arch" type="xml"><list /></field>
    </record>
</odoo>""",
    "coop_leaf/readme/DESCRIPTION.md": "Things.",
    "coop_leaf/readme/CONFIGURE.md": "Nothing to set.",
    "coop_leaf/readme/USAGE.md": "Look at things.",
    "coop_leaf/i18n/fr.po": 'msgid "Thing"\nmsgstr "Chose"\n',
    "coop_leaf/i18n/nl.po": 'msgid "Thing"\nmsgstr "Ding"\n',
}

MODEL = "coop_leaf/models/coop_thing.py"
MANIFEST = "coop_leaf/__manifest__.py"

MODEL_LINES = 'models.Model):\n    _name = "coop.thing"'
WIZARD_LINES = 'models.TransientModel):\n    _name = "coop.thing.wizard"'

# (rule, file, text to replace, its replacement): a fault that the rule must see.
FAULTS = [
    ("impure_cores", "coop_leaf/core/sums.py", "decimal", "odoo.tools"),
    ("impure_cores", "coop_leaf/core/sums.py", "from . import", "from .. import"),
    ("impure_cores", "coop_leaf/core/sums.py", "decimal", "lxml"),
    (
        "impure_cores",
        "coop_leaf/core/sums.py",
        "decimal",
        "odoo.addons.coop_member.models",
    ),
    ("leaves_that_meet", MANIFEST, "coop_member", "coop_other"),
    ("foreign_imports", MODEL, "coop_member", "coop_other"),
    (
        "models_without_access",
        "coop_leaf/security/ir.model.access.csv",
        "_thing,",
        "_x,",
    ),
    ("models_without_access", MODEL, MODEL_LINES, WIZARD_LINES),
    (
        "crowded_files",
        "coop_leaf/views/coop_thing.xml",
        "</odoo>",
        """
    <record id="x" model="ir.ui.view"><field name="model">x</field></record></odoo>""",
    ),
    (
        "crowded_files",
        MODEL,
        "class ",
        'class X(models.Model):\n    _name = "x"\n\n\nclass ',
    ),
    (
        "replaced_methods",
        "coop_leaf/models/res_partner.py",
        "res.partner",
        'coop.thing"\n\n    def read_all(self):\n        return "',
    ),
    ("old_constraints", MODEL, "    _name", "    _sql_constraints = []\n    _name"),
    ("old_views", "coop_leaf/views/coop_thing.xml", "<list />", "<tree />"),
    ("unexplained_sudo", MODEL, "  # the list is public by law", ""),
    ("unexplained_sudo", MODEL, "# the list is public by law", "# noqa: B010 x"),
    ("unexplained_sudo", MODEL, "self.sudo()", "(\n            self.sudo()\n        )"),
    ("unfit_manifests", MANIFEST, "AGPL-3", "LGPL-3"),
    ("unfit_manifests", MANIFEST, "19.0.1.0.0", "1.0"),
    ("missing_fragments", "coop_leaf/readme/USAGE.md", "Look at things.", " "),
    ("incomplete_translations", "coop_leaf/i18n/fr.po", "Chose", ""),
    ("incomplete_translations", "coop_leaf/i18n/nl.po", "msgid", "#, fuzzy\nmsgid"),
]


def write_tree(root, files):
    """Write a small repository."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.mark.parametrize("rule", architecture.RULES, ids=lambda rule: rule.__name__)
def test_suite_follows(rule):
    faults = list(rule(ROOT))
    assert not faults, f"{rule.__doc__}\n" + "\n".join(faults)


@pytest.mark.parametrize("rule", architecture.RULES, ids=lambda rule: rule.__name__)
def test_sound_tree_passes(rule, tmp_path):
    write_tree(tmp_path, SOUND)
    assert list(rule(tmp_path)) == []


@pytest.mark.parametrize("rule, name, old, new", FAULTS)
def test_rule_can_fail(rule, name, old, new, tmp_path):
    assert old in SOUND[name], "the fault changes nothing"
    write_tree(tmp_path, {**SOUND, name: SOUND[name].replace(old, new)})
    assert list(getattr(architecture, rule)(tmp_path))


def test_every_rule_is_shown_to_fail():
    shown = {rule for rule, *_fault in FAULTS}
    assert shown == {rule.__name__ for rule in architecture.RULES}

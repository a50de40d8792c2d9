import csv
from pathlib import Path

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.json import scriptsafe as json

FILE = Path(__file__).parent.parent / "data" / "skills.csv"
MODULE = "coop_skill_directory"
#: what the addresses of the European classification begin with
ESCO = "http://data.europa.eu/esco/"
#: columns of the file, and the language they are kept under; English is the source
LANGUAGES = {"en": "en_US", "fr": "fr_FR", "nl": "nl_NL"}


class CoopSkill(models.Model):
    """The skills that come with the module, in three languages whichever of them are
    installed: people look for "fietsenmaker" in a French database too."""

    _inherit = "coop.skill"

    @api.model
    def _load_shipped(self):
        """Make the shipped skills that are not there yet; what was changed or merged
        since is left as it is."""
        with FILE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="|"))
        known = self._shipped_ids()
        new = [row for row in rows if row["ref"] not in known]
        if not new:
            return
        skills = self.with_context(lang="en_US").create(
            [self._prepare_shipped(row) for row in new]
        )
        self.env["ir.model.data"]._update_xmlids(
            [
                {"xml_id": f"{MODULE}.skill_{row['ref']}", "record": skill}
                | {"noupdate": True}
                for row, skill in zip(new, skills, strict=True)
            ]
        )
        known |= {row["ref"]: skill.id for row, skill in zip(new, skills, strict=True)}
        for row, skill in zip(new, skills, strict=True):
            if row["parent"]:
                skill.parent_id = known[row["parent"]]
        self._translate_shipped(dict(zip(skills.ids, new, strict=True)))

    @api.model
    def _shipped_ids(self):
        prefix = "skill_"
        rows = self.env["ir.model.data"]._read_group(
            [("module", "=", MODULE), ("model", "=", self._name)],
            ["name"],
            ["res_id:max"],
        )
        return {name.removeprefix(prefix): res_id for name, res_id in rows}

    @api.model
    def _prepare_shipped(self, row):
        return {
            "name": row["en"],
            "synonyms": self._lines(row["syn_en"]),
            "code": row["ref"],
            "rome_code": row["rome"] or False,
            "esco_uri": f"{ESCO}{row['esco']}" if row["esco"] else False,
        }

    @api.model
    def _lines(self, cell):
        return "\n".join(filter(None, cell.split(";"))) or False

    @api.model
    def _translate_shipped(self, rows):
        """Keep the words of each language, also of those that are not installed: the
        ORM writes those of installed ones alone."""
        self.env.flush_all()
        for skill_id, row in rows.items():
            names = {code: row[key] for key, code in LANGUAGES.items()}
            synonyms = {
                code: self._lines(row[f"syn_{key}"]) or ""
                for key, code in LANGUAGES.items()
            }
            self.env.cr.execute(
                SQL(
                    "UPDATE coop_skill SET name = %s, synonyms = %s WHERE id = %s",
                    json.dumps(names),
                    json.dumps(synonyms),
                    skill_id,
                )
            )
        self.invalidate_model()
        self.browse(rows)._refresh_terms()

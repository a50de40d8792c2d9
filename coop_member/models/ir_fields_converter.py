from odoo import api, models


class IrFieldsConverter(models.AbstractModel):
    """Finds what rows of the cooperative's files refer to."""

    _inherit = "ir.fields.converter"

    @api.model
    def db_id_for(self, model, field, subfield, value, savepoint):
        """Remember, through an import, what was found by name in its company."""
        report = self.env["coop.import.mixin"]._import_report()
        refers_to_itself = field.comodel_name == model._name
        if not report or subfield is not None or refers_to_itself:
            return super().db_id_for(model, field, subfield, value, savepoint)
        key = (field.comodel_name, value.strip())
        if key not in report.known:
            report.known[key] = self._coop_find(field, value.strip())
        if report.known[key]:
            return report.known[key], []
        return super().db_id_for(model, field, subfield, value, savepoint)

    @api.model
    def _coop_find(self, field, name):
        """Id of the record called ``name``, in the user's language or in English,
        that the current company may use; None where there is none. ValueError where
        there are several: none of them is taken at random."""
        comodel = self.env[field.comodel_name]
        domain = []
        if {"company_id", "company_ids"} & comodel._fields.keys():
            domain = list(comodel._check_company_domain(self.env.company))
        for lang in (self.env.lang, "en_US"):
            found = comodel.with_context(lang=lang).name_search(
                name, domain, operator="=", limit=2
            )
            if len(found) == 1:
                return found[0][0]
            if found:
                sentence = self.env._("Several records are called “%s”: which is it?")
                raise self._format_import_error(ValueError, sentence, name)
        return None

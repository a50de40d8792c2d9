from odoo import api, fields, models

from .tables import FOLDER, day, read

#: records of the demonstration have external ids in a module of that name, which
#: no update or removal of a real module ever touches
NAMESPACE = "__demo__"
#: nobody is written to, and history is not logged as if it all happened today
QUIET = {
    "coop_no_mail": True,
    "mail_activity_quick_update": True,
    "mail_create_nolog": True,
    "no_reset_password": True,
    "tracking_disable": True,
}
#: role → login, in the order in which they are printed
LOGINS = {
    "Accountant": "accountant",
    "Adviser": "adviser",
    "Manager": "manager",
    "Entrepreneur, graphic design": "ines",
    "Entrepreneur, bakery": "malik",
    "Entrepreneur, Belgium": "lotte",
    "Administrator": "administrator",
}
PASSWORD = "demo"


class CoopDemo(models.AbstractModel):
    """Two invented cooperatives with two years of history behind them, reached
    through the real workflows. Dates follow the day on which it is loaded.

    Modules add theirs by extending `_load` (and `logins`).
    """

    _name = "coop.demo"
    _description = "Demonstration Data"

    @api.model
    @api.private
    def load(self):
        """Load what is not there yet; what was loaded before is left as it is."""
        if not self.env.registry.loaded:
            # charts of accounts want every module loaded: see _register_hook
            self.env.registry._coop_demo_wanted = True
            return
        demo_sudo = self.sudo()  # sudo: demonstration data make companies and users
        demo_sudo.with_context(**QUIET)._load()

    def _register_hook(self):
        super()._register_hook()
        registry = self.env.registry
        if hasattr(registry, "_coop_demo_wanted"):
            del registry._coop_demo_wanted
            self.load()

    @api.model
    @api.private
    def logins(self):
        """(role, login, password) of the users made to look around with."""
        return [(role, login, PASSWORD) for role, login in LOGINS.items()]

    def _load(self):
        """Load everything, as superuser in the context `QUIET`."""
        self._load_languages()
        self._load_coops()
        self._load_team()
        self._load_capital()
        self._load_members()
        self._load_activities()
        self._load_history()
        self._load_papers()
        self._load_volunteers()
        self._load_portal_users()
        self._load_givers()
        self._load_pledges()
        self._load_gifts()
        self._announce_deadlines()

    # -- helpers for every part -----------------------------------------------------

    def _ref(self, name):
        """The record remembered as ``name``, None before it is made."""
        return self.env.ref(f"{NAMESPACE}.{name}", raise_if_not_found=False)

    def _remember(self, name, record):
        """Give ``record`` the external id by which `_ref` finds it."""
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"{NAMESPACE}.{name}",
                    "record": record.sudo(),  # sudo: only managers write external ids
                    "noupdate": True,
                }
            ]
        )
        return record

    def _missing(self, table, prefix, column="ref", folder=FOLDER):
        """Rows of ``table`` whose record ``<prefix>_<column>`` is not made yet."""
        rows = read(table, folder)
        return [row for row in rows if not self._ref(f"{prefix}_{row[column]}")]

    def _day(self, text):
        return day(text, fields.Date.context_today(self))

    def _as_adviser(self, record, member):
        """``record`` (or a model) as ``member``'s adviser sees and changes it."""
        adviser = member.adviser_id or member.company_id.coop_default_adviser_id
        return record.with_user(adviser).with_context(
            allowed_company_ids=member.company_id.ids, lang=adviser.lang
        )

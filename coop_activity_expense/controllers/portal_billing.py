import secrets

from odoo.fields import Domain
from odoo.http import request

from odoo.addons.coop_member.controllers.portal import SESSION_KEY, CoopPortal
from odoo.addons.portal.controllers.portal import pager

from ..models.coop_member_billing_portal import A_PAGE

#: longest text that is searched for
MOST_TERM = 80
#: no id of a database is larger
MOST_ID = 2**31
SALES = Domain("move_type", "in", ("out_invoice", "out_refund"))


class CoopPortalBilling(CoopPortal):
    """What the pages of customers, invoices, quotes, charges and time have in common:
    whose a record is, and who asks."""

    def _billing_domain(self, members, model):
        """Domain of what is of the activities of ``members``."""
        if model == "account.move":
            return members._portal_of_activities("coop_activity_id") & SALES
        if model != "coop.activity.transfer":
            return members._portal_of_activities()
        given = members._portal_of_activities("from_activity_id")
        asked = members._portal_of_activities("to_activity_id")
        return given | (asked & Domain("state", "!=", "draft"))

    def _billing_find(self, members, model, record_id):
        """The record of that id, if it is of the activities of ``members``."""
        records = members.env[model].with_context(active_test=False)
        if not members or record_id >= MOST_ID:
            return records.browse()
        domain = Domain("id", "=", record_id) & self._billing_domain(members, model)
        return records.search(domain).with_env(members.env)

    def _billing_own(self, member, model, record_id):
        """The record of that id; raises NotFound for what is somebody else's."""
        record = self._billing_find(member, model, record_id)
        if not record:
            raise request.not_found()
        return record

    def _billing_show(self, model, record_id):
        """Have the membership shown that runs the activity of a record, of several
        that the user has: mails lead to records."""
        members = request.env["coop.member"]._of_current_user()
        if len(members) < 2:
            return
        for member in members:
            if self._billing_find(member, model, record_id):
                request.session[SESSION_KEY] = member.id
                return

    def _billing_form(self, work, model=None, record_id=None):
        """Answer a form: ``work(member, record)``, once it is known who asks and that
        the record is theirs."""
        if record_id:
            self._billing_show(model, record_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        if not record_id:
            return work(member, member.env[model] if model else None)
        return work(member, self._billing_own(member, model, record_id))

    def _billing_detail(self, template, model, record_id, prepare):
        """The page about a record: ``prepare(member, record)`` gives its values."""
        self._billing_show(model, record_id)
        return self._coop_page(
            template,
            lambda member: prepare(member, self._billing_own(member, model, record_id)),
        )

    def _billing_key(self):
        """What tells a new form from others: see `coop.form.mixin`."""
        return secrets.token_urlsafe(16)

    def _billing_pager(self, url, total, page, **url_args):
        return pager(
            url,
            total,
            page,
            A_PAGE,
            url_args={name: value for name, value in url_args.items() if value},
        )

    def _billing_term(self, term):
        return (term or "").strip()[:MOST_TERM]

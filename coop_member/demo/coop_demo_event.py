from datetime import timedelta

from odoo import fields, models

from ..core.contracts import add_months, last_day_of_term
from .tables import file_content, read


class CoopDemo(models.AbstractModel):
    """Events of the history that concern contracts and interviews."""

    _inherit = "coop.demo"

    # -- contracts ------------------------------------------------------------------

    def _event_contract(self, member, day, detail, _text):
        """``detail``: code of the type, then draft, cancel or signed if need be."""
        code, *course = detail.split()
        terms = self.env["coop.contract.type"].search([("code", "=", code)], limit=1)
        contract = member.env["coop.contract"].create(
            {
                "member_id": member.id,
                "type_id": terms.id,
                "date_start": day,
                "date_end": terms.max_months
                and last_day_of_term(day, terms.max_months),
            }
        )
        self._conclude(contract, *course)

    def _event_renew(self, member, _day, detail, _text):
        """Renew the last contract; ``detail`` may be draft."""
        last = member.contract_ids.filtered(
            lambda contract: contract.exclusive and contract.state != "cancelled"
        ).sorted("date_start")[-1]
        action = last.action_renew()
        self._conclude(last.browse(action["res_id"]), *detail.split())

    def _conclude(self, contract, course="signed"):
        """Take a draft as far as its history says."""
        if course == "draft":
            return
        if course == "cancel":
            contract.action_cancel()
            return
        contract.write(
            {
                "signed_date": contract.date_start - timedelta(days=20),
                "signed_document": file_content("specimen.pdf"),
                "signed_document_name": f"{contract.type_id.code}.pdf",
            }
        )
        if contract.date_start <= fields.Date.context_today(self):
            contract.action_start()

    def _event_end(self, member, day, detail, _text):
        member.env["coop.contract.end"].create(
            {
                "contract_id": member.contract_id.id,
                "date_end": day,
                "end_reason_id": self._reason(detail).id,
            }
        ).action_confirm()

    def _event_amend(self, member, day, detail, text):
        member.env["coop.contract.amendment"].create(
            {
                "contract_id": member.contract_id.id,
                "date": day,
                "name": detail,
                "description": text,
                "document": file_content("specimen.pdf"),
                "document_name": "avenant.pdf",
            }
        )

    # -- interviews -----------------------------------------------------------------

    def _event_interviews(self, member, day, detail, _text):
        """Interviews held every ``detail`` months since the admission, the last one
        on ``day``."""
        first = member.stay_ids[-1:].admission_date or member.admission_date
        days = []
        while day > first:
            days.append(day)
            day = add_months(day, -int(detail))
        topics = [
            topic for topic in read("interviews") if topic.pop("lang") == member.lang
        ]
        for position, held in enumerate(reversed(days), member.id):
            topic = topics[position % len(topics)]
            self._make_interview(member, held, **topic).action_done()

    def _event_plan(self, member, day, detail, _text):
        self._make_interview(member, day, mode=detail)

    def _event_missed(self, member, day, detail, _text):
        self._make_interview(member, day, mode=detail).action_cancel()

    def _make_interview(self, member, day, **values):
        return member.env["coop.interview"].create(
            {
                "member_id": member.id,
                "adviser_id": member.env.uid,
                "date": day,
                **values,
            }
        )

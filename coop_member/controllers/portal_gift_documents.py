from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request, route

from .portal import PAGE, CoopPortal

GIFTS = "/my/coop/gifts"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REPORT = "coop_member.action_report_gift_attestation"


class CoopPortalGiftDocuments(CoopPortal):
    """A member's ledger of time as a spreadsheet, their volunteering as a PDF."""

    @route(f"{GIFTS}/export", **PAGE)
    def coop_gift_export(self, **_query):
        """The member's own ledger."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        return self._send_file(XLSX, *member._gift_ledger_file())

    @route(
        "/coop/gifts/export/<int:member_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def coop_gift_export_for(self, member_id, **_query):
        """A member's ledger, for the team; raises NotFound for who may not read it."""
        if not request.env.user._is_internal():
            raise request.not_found()
        member = request.env["coop.member"].browse(member_id)
        try:
            name_and_content = member._gift_ledger_file()
        except (AccessError, MissingError) as error:
            raise request.not_found() from error
        return self._send_file(XLSX, *name_and_content)

    @route(f"{GIFTS}/attestation", **PAGE)
    def coop_gift_attestation(self, **_query):
        """The form that asks for which period."""
        return self._attestation_page()

    # a report may keep its assets
    @route(f"{GIFTS}/attestation/download", **(PAGE | {"readonly": False}))
    def coop_gift_attestation_download(self, date_from="", date_to="", **_query):
        """The attestation, or the form again with what is wrong with the period."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        days, errors = member._attestation_period(date_from, date_to)
        if errors:
            return self._attestation_page((date_from, date_to), errors)
        reports_sudo = request.env[
            "ir.actions.report"
        ].sudo()  # sudo: to print, own only
        content, _kind = reports_sudo.with_company(member.company_id)._render_qweb_pdf(
            REPORT,
            data={
                "member_id": member.id,
                "date_from": days[0].isoformat(),
                "date_to": days[1].isoformat(),
            },
        )
        return self._send_file(
            "application/pdf", f"volunteering-{member.number}.pdf", content
        )

    def _attestation_page(self, typed=None, errors=None):
        def prepare(member):
            days = typed or [day.isoformat() for day in member._attestation_default()]
            return {"typed": days, "errors": errors or {}}

        return self._coop_page("coop_member.portal_coop_gift_attestation", prepare)

    def _send_file(self, kind, name, content):
        return request.make_response(
            content,
            headers=[
                ("Content-Type", kind),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )

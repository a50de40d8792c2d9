from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .account_move_dating import DATED
from .batch import do_or_split, notification

#: steps in which the member may still write
WRITABLE = ("draft", "returned")


class AccountMove(models.Model):
    """Draft → submitted → accepted and posted, or returned with a comment. Members of
    an activity that is trusted post themselves, below its limit."""

    _inherit = "account.move"

    def _coop_require(self, *states):
        """Lock documents; raise UserError for one whose review is in none of
        ``states``."""
        self._coop_lock()
        labels = dict(
            self._fields["coop_review_state"]._description_selection(self.env)
        )
        for move in self:
            if move.coop_review_state not in states:
                label = labels.get(move.coop_review_state, self.env._("not reviewed"))
                raise UserError(
                    self.env._(
                        "“%(document)s” cannot do this: it is %(state)s.",
                        document=move._coop_label(),
                        state=label.lower(),
                    )
                )

    def _coop_label(self):
        """Number, or customer, of a document, for a sentence."""
        self.ensure_one()
        names = [self.state == "posted" and self.name, self.coop_customer_id.name]
        return " · ".join(filter(None, names)) or self.env._("Draft")

    def _coop_require_own(self):
        """Raise AccessError for who does not run the activity of these documents.
        Reading them is not enough: customers, and the team, do too."""
        self.check_access("read")
        self.coop_activity_id._coop_require_member()
        if any(not move.coop_activity_id for move in self):
            raise AccessError(
                self.env._("Only who runs an activity writes in its name.")
            )

    def _coop_require_accountant(self, sentence):
        self.check_access("read")
        if not self.env.user.has_group("coop_member.group_accountant"):
            raise AccessError(sentence)

    # -- members -----------------------------------------------------------------------

    def action_coop_submit(self, beyond=False, version=None):
        """Submit drafts, or what was returned, once nothing refuses them: see
        `_coop_remarks`. Documents within the limit of their activity are posted.

        :param beyond: whether the member says that invoices may go beyond the quote
        :param version: the version that the member saw, of one document
        :raise UserError: with a sentence for each thing that is wrong
        """
        self._coop_require_own()
        if version is not None:
            self._coop_require_version(version)
        self._coop_require(*WRITABLE)
        for move in self:
            if beyond:
                move._coop_as_step().coop_beyond_quote = True
            move._coop_check_submission()
            move._coop_as_step().write(move._coop_prepare_submission())
            if move._coop_is_trusted():
                move._coop_as_step()._coop_post_reviewed(alone=True)

    def _coop_prepare_submission(self):
        return {
            "coop_review_state": "submitted",
            "coop_submitted_date": fields.Datetime.now(),
            "coop_review_comment": False,
            "coop_posting_error": False,
        }

    def _coop_is_trusted(self):
        """Whether the activity's members may post this document themselves."""
        self.ensure_one()
        activity_sudo = self.coop_activity_id.sudo()  # sudo: the limit is accounting's
        limit = activity_sudo.coop_self_post_limit
        within = self.currency_id.compare_amounts(abs(self.amount_total), limit) <= 0
        remarks = [one for one in self._coop_remarks() if one.code != DATED]
        return bool(limit) and within and not remarks

    def action_coop_take_back(self):
        """Take what was submitted, and not accepted yet, back to draft. Members."""
        self._coop_require_own()
        self._coop_require("submitted")
        self._coop_as_step().coop_review_state = "draft"

    def action_coop_discard(self):
        """Delete drafts that were never posted. Members of the activity."""
        self._coop_require_own()
        self._coop_require(*WRITABLE)
        self._coop_as_step().unlink()

    # -- accountants -------------------------------------------------------------------

    def action_coop_return(self, comment):
        """Return submitted documents to their members, because of ``comment``."""
        self._coop_require_accountant(self.env._("Accountants return invoices."))
        self._coop_require("submitted")
        if not (comment or "").strip():
            raise UserError(self.env._("Tell the member what to correct."))
        moves_sudo = self._coop_as_step()
        moves_sudo.write(
            {
                "coop_review_state": "returned",
                "coop_review_comment": comment.strip(),
                "coop_posting_error": False,
            }
        )
        for move in self:
            # a note: the customer reads the comments of an invoice later on
            told = move.coop_member_id.portal_partner_id
            if self.env.context.get("coop_no_mail"):
                told = told.browse()
            move.message_post(
                body=self.env._("Returned: %s", comment.strip()),
                partner_ids=told.ids,
                subtype_xmlid="mail.mt_note",
            )

    def action_coop_accept(self):
        """Accept and post submitted documents: each wholly, or not at all.

        Where several are accepted, those that cannot be keep the reason, and the
        others are posted; returns a notification that counts them. A document alone
        raises UserError; so does one that changed since the accountant's page, which
        names its version in the context, was shown.
        """
        self._coop_require_accountant(self.env._("Accountants accept invoices."))
        if len(self) == 1:
            self._coop_require_version(self.env.context.get("coop_version_shown"))
            self._coop_accept()
            return False
        do_or_split(
            self.sorted(lambda move: (move._coop_day(), move.id)),
            lambda moves: moves._coop_accept(),
            lambda move, reason: move._coop_as_step().write(
                {"coop_posting_error": reason}
            ),
        )
        return self._coop_tell_accepted()

    def _coop_accept(self):
        self._coop_require("submitted")
        for move in self:
            move._coop_check_submission()
        self._coop_as_step()._coop_post_reviewed()

    def _coop_post_reviewed(self, alone=False):
        """Post documents whose review lets them, as a step of it. Legal numbers are
        the journal's, and follow the days: see `_coop_date`."""
        self._coop_date()
        for move in self.filtered(lambda move: not move.invoice_payment_term_id):
            # or else it would be due on the day when its draft was begun
            if move.invoice_date_due != move._coop_day():
                move.invoice_date_due = move._coop_day()
        self.action_post()
        self.write(
            {
                "coop_review_state": "accepted",
                "coop_self_posted": alone,
                "coop_accepted_by_id": False if alone else self.env.uid,
                "coop_posting_error": False,
            }
        )

    def _coop_tell_accepted(self):
        failed = self.filtered("coop_posting_error")
        message = self.env._(
            "%(posted)s accepted, %(failed)s not.",
            posted=len(self - failed),
            failed=len(failed),
        )
        return notification(message, bool(failed))

SALES = ("out_invoice", "out_refund")


class DemoBillingChecks:
    """What the demonstration shows of invoices, quotes and charges, in both
    cooperatives; for the class that loads it, which takes a minute."""

    def _sales(self):
        return self.env["account.move"].search(
            [
                ("company_id", "in", self.coops.ids),
                ("coop_activity_id", "!=", False),
                ("move_type", "in", SALES),
            ]
        )

    def test_every_review_state_is_shown_in_both(self):
        states = {"draft", "submitted", "returned", "accepted"}
        for company, moves in self._sales().grouped("company_id").items():
            self.assertEqual(set(moves.mapped("coop_review_state")), states, company)

    def test_every_status_but_cancelled(self):
        known = {key for key, _label in self._sales()._fields["coop_status"].selection}
        self.assertEqual(
            known - set(self._sales().mapped("coop_status")), {"cancelled", "partial"}
        )
        self.assertTrue(
            self._sales().filtered(lambda move: move.payment_state == "partial")
        )

    def test_two_years_numbered_in_the_order_of_months(self):
        posted = self._sales().filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )
        days = posted.mapped("invoice_date")
        self.assertGreater((max(days) - min(days)).days, 600)
        for moves in (
            posted.filtered(lambda m: not m.coop_quote_id)
            .grouped(lambda move: (move.company_id, move.invoice_date.year))
            .values()
        ):
            months = [
                move.invoice_date.month for move in moves.sorted("sequence_number")
            ]
            self.assertEqual(months, sorted(months))

    def test_something_of_everything(self):
        self.assertTrue(self._sales().filtered("coop_self_posted"))
        self.assertTrue(self._sales().filtered("coop_reminder_count"))
        proofs = set(self._sales().coop_evidence_id.mapped("proof"))
        self.assertEqual(proofs, {"attestation", "mention"})
        reduced = self.env["coop.vat.reduced.line"].search(
            [("company_id", "in", self.coops.ids)]
        )
        self.assertEqual(reduced.company_id, self.coops)
        quotes = self.env["coop.quote"].search([("company_id", "in", self.coops.ids)])
        states = {
            key
            for key, _label in quotes._fields["state"]._description_selection(self.env)
        }
        self.assertEqual(set(quotes.mapped("state")), states)
        self.assertEqual(
            set(quotes.invoice_ids.mapped("coop_quote_kind")),
            {"deposit", "progress", "balance"},
        )
        transfers = self.env["coop.activity.transfer"].search([])
        self.assertEqual(
            set(transfers.mapped("state")), {"draft", "offered", "accepted", "refused"}
        )
        self.assertTrue(transfers.filtered("is_reversed"))
        self.assertTrue(self.env["coop.worked.time"].search([]))

    def test_one_company_is_a_customer_of_two_activities(self):
        contacts = self._sales().partner_id
        shared = contacts.commercial_partner_id.filtered(
            lambda company: len(company.child_ids.coop_activity_id) > 1
        )
        self.assertTrue(shared)

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_billing import BillingCase

#: numbers that check
VAT_FR, SIREN_FR = "FR23334175221", "334175221"
VAT_BE = "BE0477472701"


@tagged("post_install", "-at_install")
class TestCustomer(BillingCase):
    def _company_customer(self, activity, user, name="Acme", **vals):
        return self._customer(name, activity, user, vat=VAT_FR, **vals)

    # -- numbers ----------------------------------------------------------------------

    def test_numbers_are_written_in_one_way(self):
        customer = self._customer("A", vat="fr 23 334.175.221", registry="334 175 221")
        self.assertRecordValues(customer, [{"vat": VAT_FR, "registry": SIREN_FR}])
        customer.write({"vat": "FR 23 334 175 221", "name": "B"})
        self.assertEqual(customer.vat, VAT_FR)

    def test_numbers_are_checked(self):
        belgium = self.env.ref("base.be").id
        for vals, sentence in (
            ({"vat": "FR24334175221"}, "is not a VAT number"),
            ({"vat": "334175221"}, "is not a VAT number"),
            ({"vat": "BE0477472702", "country_id": belgium}, "is not a VAT number"),
            ({"registry": "33417522200012"}, "registry number of France"),
            ({"registry": "0477472702", "country_id": belgium}, "of Belgium"),
            ({"vat": VAT_FR, "registry": "732829320"}, "of two companies"),
            ({"email": "nobody"}, "not an e-mail address"),
            ({"name": "  "}, "Give the customer a name"),
        ):
            with self.subTest(vals=vals), self.assertRefused(sentence):
                self._customer(**{"name": "A"} | vals)

    def test_numbers_that_check_are_kept(self):
        for vals in (
            {"vat": VAT_BE, "country_id": self.env.ref("base.be").id},
            {"registry": "73282932000074"},
            {"vat": "CHE-107.787.577 IVA", "country_id": self.env.ref("base.ch").id},
            {"registry": "anything", "country_id": self.env.ref("base.de").id},
        ):
            with self.subTest(vals=vals):
                self.assertTrue(self._customer("A", **vals))

    def test_ones_own_cooperative_is_no_customer(self):
        self.company.vat = VAT_FR
        with self.assertRefused("charge another activity by a transfer"):
            self._customer("Us", vat=VAT_FR)

    def test_terms_of_another_cooperative(self):
        term = self.env["account.payment.term"].create(
            {"name": "T", "company_id": self.other_company.id}
        )
        with self.assertRefused("another cooperative|Incompatible|belong"):
            self._customer("A", payment_term_id=term.id)

    # -- the partner -------------------------------------------------------------------

    def test_one_company_two_activities(self):
        mine = self._company_customer(self.oak, self.noor_user)
        other = self._company_customer(
            self.kiln, self.ali_user, name="ACME works", street="9 quai Noir"
        )
        ours, theirs = mine._accounting_partner(), other._accounting_partner()
        self.assertEqual(ours.commercial_partner_id, theirs.commercial_partner_id)
        self.assertNotEqual(ours, theirs)
        self.assertEqual(ours.commercial_partner_id.vat, VAT_FR)
        # what is printed is what each wrote
        self.assertEqual(theirs.display_name, "ACME works")
        self.assertEqual((ours.street, theirs.street), ("1 rue du Four", "9 quai Noir"))
        # nor does accounting's own mail go there
        company = ours.commercial_partner_id
        self.assertEqual(company.address_get(["invoice"])["invoice"], company.id)

    def test_accounting_knew_the_company(self):
        known = self.env["res.partner"].create(
            {"name": "ACME SA", "vat": VAT_FR, "is_company": True}
        )
        customer = self._company_customer(self.oak, self.noor_user)
        partner = customer._accounting_partner()
        self.assertEqual(partner.parent_id, known)
        self.assertEqual(customer.name, "Acme")
        self.assertEqual(known.name, "ACME SA")
        self.assertEqual(known.street, False)

    def test_companies_of_another_cooperative_stay_there(self):
        self.env["res.partner"].create(
            {
                "name": "ACME SA",
                "vat": VAT_FR,
                "is_company": True,
                "company_id": self.other_company.id,
            }
        )
        customer = self._company_customer(self.oak, self.noor_user)
        partner = customer._accounting_partner()
        self.assertEqual(partner.commercial_partner_id.company_id, self.company)

    def test_a_person_stands_alone(self):
        customer = self._customer("Léa Petit", is_company=False)
        partner = customer._accounting_partner()
        self.assertRecordValues(
            partner,
            [
                {
                    "parent_id": False,
                    "is_company": False,
                    "coop_activity_id": self.oak.id,
                }
            ],
        )
        self.assertEqual(customer._accounting_partner(), partner)

    def test_the_contact_follows_the_card(self):
        customer = self._company_customer(self.oak, self.noor_user)
        partner = customer._accounting_partner()
        customer.write({"street": "2 rue Neuve", "phone": "+33 1 23 45 67 89"})
        self.assertEqual(partner.street, "2 rue Neuve")
        self.assertFalse(partner.parent_id.phone)
        self.assertEqual(partner.parent_id.street, "1 rue du Four")

    def test_posted_invoices_keep_their_address(self):
        customer = self._company_customer(self.oak, self.noor_user)
        move = self._accepted_invoice(customer=customer)
        contact = move.sudo().partner_id
        customer.street = "2 rue Neuve"
        self.assertEqual(contact.street, "1 rue du Four")
        renewed = self._draft(customer=customer).sudo().partner_id
        self.assertEqual(renewed.street, "2 rue Neuve")
        self.assertEqual(renewed.commercial_partner_id, contact.commercial_partner_id)

    def test_cards_that_accounting_merged(self):
        mine = self._customer("Léa Petit", is_company=False)
        other = self._customer("Léa P", self.kiln, self.ali_user, is_company=False)
        partner = mine._accounting_partner()
        other._as_step().partner_id = partner
        mine.street = "2 rue Neuve"
        self.assertEqual(partner.street, "1 rue du Four")
        self.assertNotEqual(mine._accounting_partner(), partner)

    def test_identity_is_accountings_once_posted(self):
        customer = self._company_customer(self.oak, self.noor_user)
        customer.vat = False
        customer.vat = VAT_FR
        self._accepted_invoice(customer=customer)
        with self.assertRefused("ask accounting"):
            customer.vat = False
        customer.with_user(self.accountant).vat = False
        self.assertFalse(customer.vat)

    # -- rights ------------------------------------------------------------------------

    def test_members_know_no_partner(self):
        self.bakery._accounting_partner()
        with self.assertRaises(AccessError):
            self.bakery.read(["partner_id"])
        with self.assertRaises(AccessError):
            self.bakery.search([("partner_id.name", "ilike", "bakery")])
        with self.assertRaises(AccessError):
            self.bakery.write({"partner_id": self.env.user.partner_id.id})

    def test_a_partner_is_nobodys_to_give(self):
        with self.assertRefused("makes itself"):
            self.bakery.with_user(self.accountant).partner_id = self.env.user.partner_id
        customers = self.bakery.with_user(self.accountant).with_context(
            default_partner_id=self.env.user.partner_id.id
        )
        with self.assertRefused("makes itself"):
            customers.create({"name": "A", "activity_id": self.oak.id})

    def test_address_books_are_apart(self):
        foreign = self.bakery.with_user(self.ali_user)
        self.assertFalse(foreign.search([("name", "ilike", "bakery")]))
        self.assertFalse(foreign.name_search("Bakery"))
        for operation in ("read", "write", "unlink"):
            self.assertFalse(foreign.has_access(operation))
        with self.assertRaises(AccessError):
            self._customer("A", activity=self.kiln)
        with self.assertRefused("stays in the address book"):
            self.bakery.activity_id = self.kiln

    def test_what_has_documents_is_archived(self):
        self._draft()
        with self.assertRefused("archive it instead"):
            self.bakery.unlink()
        self.bakery.action_archive()
        self.assertFalse(self.bakery.active)
        self._customer("B").unlink()

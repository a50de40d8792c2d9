from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain

from ..core.forms import fingerprint
from ..core.gifts import Gift
from ..core.text import clean_line
from .coop_gift_lifecycle import MAX_TEXT


class CoopGift(models.Model):
    """Declarations: of time given or received, with one person or several."""

    _inherit = "coop.gift"

    fingerprint = fields.Char(
        readonly=True, copy=False, help="The same for one form sent twice."
    )

    _fingerprint_unique = models.UniqueIndex(
        "(fingerprint) WHERE fingerprint IS NOT NULL",
        "This gift has already been declared.",
    )

    @api.model
    def _declare(
        self,
        member,
        direction,
        people,
        minutes,
        date,
        category,
        description,
        form_key="",
    ):
        """Declare that ``member`` gave (``direction`` "given") or received
        ("received") ``minutes`` on ``date``: one gift with each of ``people``.

        ``people`` are members, whose ids may come as they are from a browser; None is
        the commons. Whom the gifts concern is told, and asked to confirm.

        Returns (gifts, errors): what is wrong as a sentence by field (``people``,
        ``minutes``, ``date``, ``category``, ``description``); nothing is written
        unless that is empty. What is declared already and still waits is found again
        rather than doubled; so is what the same form (``form_key``) declared before,
        whatever has become of it. Raises AccessError for who neither acts for
        ``member`` nor may declare for others.
        """
        is_own = self._acts_for(member)
        if not is_own:
            self.check_access("create")
        member.check_access("read")
        description = clean_line(description or "")[:MAX_TEXT]
        errors = self._check_words(member, people, category, description)
        if errors:
            return self.browse(), errors
        vals = {
            "company_id": member.company_id.id,
            "declarer_id": member.id if is_own else False,
            "minutes": minutes,
            "date": date,
            "category_id": category.id,
            "description": description,
        }
        people_sudo = [None] if people is None else people.sudo()  # sudo: their stays
        sides = [self._sides(member, direction, person) for person in people_sudo]
        return self._declare_once([one | vals for one in sides], form_key)

    @api.model
    def _declare_once(self, vals_list, form_key):
        """Create the gifts that are not declared already. Returns (gifts, errors), as
        `_declare` does."""
        if form_key:
            for vals in vals_list:
                vals["fingerprint"] = fingerprint((form_key, *vals.values()))
        gifts_sudo = self.sudo()  # sudo: members write no gift themselves
        found = [gifts_sudo._find_declared(vals) for vals in vals_list]
        pairs = zip(found, vals_list, strict=True)
        missing = [vals for gift, vals in pairs if not gift]
        errors = gifts_sudo._check_declared(missing)
        if errors:
            return self.browse(), errors
        declared = gifts_sudo.union(*found, gifts_sudo._create_declared(missing))
        return declared.with_env(self.env), {}

    @api.model
    def _check_words(self, member, people, category, description):
        """What is wrong with whom and what a declaration names, by field."""
        company = member.company_id
        errors = {}
        if people is not None and not self._are_of(company, people):
            errors["people"] = self.env._("Choose members of %s.", company.name)
        if category not in self._offered_categories(company):
            errors["category"] = self.env._("Choose what kind of help it was.")
        if not description:
            errors["description"] = self.env._("Say in one sentence what it was for.")
        return errors

    @api.model
    def _are_of(self, company, people):
        """Whether there are ``people``, and all of them belong to ``company``."""
        members_sudo = self.env["coop.member"].sudo()  # sudo: whether they are there
        found = members_sudo.search_count(
            [("id", "in", people.ids), ("company_id", "=", company.id)]
        )
        return bool(people) and found == len(people)

    @api.model
    def _offered_categories(self, company):
        """Kinds of gifts that members of ``company`` choose from."""
        return self.env["coop.gift.category"].search(
            [("company_id", "in", (False, company.id))]
        )

    @api.model
    def _sides(self, member, direction, person):
        sides = (member, person) if direction == "given" else (person, member)
        giver, receiver = (side.id if side else False for side in sides)
        return {"giver_id": giver, "receiver_id": receiver}

    @api.model
    def _check_declared(self, vals_list):
        """What is wrong with the gifts of a declaration, by field."""
        errors = {}
        for vals in vals_list:
            gift = self.new(vals)
            wrong = self._wrong(
                gift.giver_id._origin, gift.receiver_id._origin, gift.minutes, gift.date
            )
            errors = wrong | errors
        if not errors:
            errors = self._check_not_mirrored(vals_list)
        return errors or self._check_limits_declared(vals_list)

    @api.model
    def _check_not_mirrored(self, vals_list):
        """Refuse what the other side has declared in other words, and waits for us."""
        same = ("giver_id", "receiver_id", "minutes", "date")
        for vals in vals_list:
            mirrored = self.search(
                [
                    *((name, "=", vals[name]) for name in same),
                    ("declarer_id", "not in", (vals["declarer_id"], False)),
                    ("state", "=", "declared"),
                ],
                limit=1,
            )
            if mirrored:
                sentence = self.env._(
                    "%(name)s has declared this already: confirm “%(gift)s” instead.",
                    name=mirrored.declarer_id.display_name,
                    gift=mirrored.description,
                )
                return {"people": sentence}
        return {}

    @api.model
    def _check_limits_declared(self, vals_list):
        members = self.env["coop.member"].browse
        proposed = [
            Gift(
                members(vals["giver_id"] or ()),
                members(vals["receiver_id"] or ()),
                vals["minutes"],
            )
            for vals in vals_list
        ]
        sentence = next(iter(self._limits_passed(proposed)), None)
        return {"minutes": sentence} if sentence else {}

    @api.model
    def _find_declared(self, vals):
        """The gift of these values that waits already, or that the same form made."""
        same = Domain.AND(
            Domain(name, "=", value)
            for name, value in vals.items()
            if name != "fingerprint"
        )
        domain = same & Domain("state", "=", "declared")
        if vals.get("fingerprint"):
            domain |= Domain("fingerprint", "=", vals["fingerprint"])
        return self.search(domain, limit=1)

    @api.model
    def _create_declared(self, vals_list):
        """New declarations, whose other sides are asked."""
        creator = self._as_step().with_context(mail_create_nosubscribe=True)
        try:
            with self.env.cr.savepoint():
                created = creator.create(vals_list).with_env(self.env)
        except UniqueViolation as error:
            # sent twice at the same moment: the second time, the first is found
            raise ConcurrencyError(str(error)) from error
        created._notify_declared()
        return created

from odoo import Command, api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import formatLang

from odoo.addons.coop_member.core.forms import key_of, text_of, whole_number
from odoo.addons.coop_member.core.text import clean_line, clean_text

from ..retry import retry_if_made

MOST_NAME = 100
MOST_TEXT = 4000
MOST_PART = 10_000


class CoopCollaboration(models.Model):
    """Collaborations in the member's space: whoever keeps one together writes it and
    asks others, each of whom agrees or not."""

    _inherit = "coop.collaboration"

    @api.model
    def _portal_read(self, post):
        """(values, sentences by field) of what a form sent."""
        values = {
            "name": clean_line(text_of(post, "name")),
            "purpose": clean_text(text_of(post, "purpose")),
            "page": clean_text(text_of(post, "page")) or False,
            "charter": clean_text(text_of(post, "charter")) or False,
            "is_published": bool(text_of(post, "is_published")),
        }
        sentences = {}
        if not values["name"]:
            sentences["name"] = self.env._("Give it a name.")
        if not values["purpose"]:
            sentences["purpose"] = self.env._("Say what you want to do together.")
        for field, most in (("name", MOST_NAME), ("purpose", MOST_TEXT)):
            if len(values[field]) > most:
                sentences[field] = self.env._("This is too long.")
        for field in ("page", "charter"):
            if len(values[field] or "") > MOST_TEXT:
                sentences[field] = self.env._("This is too long.")
        return values, sentences

    @api.model
    def _portal_start(self, member, post):
        """Prepare a collaboration that ``member`` keeps together. Returns
        (collaboration, sentences by field)."""
        values, sentences = self._portal_read(post)
        if member.state != "active":
            sentences["form"] = self.env._("Only active members work together here.")
        if sentences:
            return self.browse(), sentences
        values |= self._prepare_start(member, self._portal_origin(member, post))
        collaborations_sudo = self.sudo()  # sudo: members write through these steps
        started_sudo = collaborations_sudo._create_once(key_of(post), values)
        return started_sudo.with_env(self.env), {}

    @api.model
    def _prepare_start(self, member, origin):
        """Who is in it from the start: ``member``, and those of its `Origin`."""
        lines = [{"member_id": member.id, "is_host": True, "state": "agreed"}]
        values = {"company_id": member.company_id.id}
        if origin:
            values[origin.field] = origin.record_id
            lines += [{"member_id": person.id} for person in origin.people]
        return {**values, "line_ids": [Command.create(line) for line in lines]}

    def _line_of(self, member):
        self.ensure_one()
        return self.line_ids.filtered(lambda line: line.member_id.id == member.id)

    def _is_host(self, member):
        """Whether ``member`` keeps this together, and may change it."""
        line = self._line_of(member)
        return line.is_host and line.state == "agreed" and self.state != "closed"

    def _portal_change(self, member, post):
        """Write what a form sent; returns sentences by field."""
        values, sentences = self._portal_read(post)
        if not self._is_host(member):
            sentences["form"] = self.env._("Only who keeps it together changes it.")
        if sentences:
            return sentences
        collaboration_sudo = self.sudo()  # sudo: members write through these steps
        changed = {
            name: value
            for name, value in values.items()
            if (collaboration_sudo[name] or False) != (value or False)
        }
        collaboration_sudo.write(changed)
        return {}

    def _portal_ask(self, member, person_id, role=""):
        """Ask an active member of the house to join. Returns a sentence where that
        cannot be."""
        if not self._is_host(member):
            return self.env._("Only who keeps it together asks others.")
        members_sudo = self.env["coop.member"].sudo()  # sudo: who is asked, by id
        person_sudo = members_sudo.search(
            [*member._gift_peers_domain(), ("id", "=", person_id)]
        )
        if not person_sudo:
            return self.env._("Choose a member of the cooperative.")
        collaboration_sudo = self.sudo()  # sudo: members write through these steps
        line_sudo = collaboration_sudo._line_of(person_sudo)
        if line_sudo.state in ("asked", "agreed"):
            return self.env._("This member is in it already.")
        try:
            with retry_if_made(self.env):
                if line_sudo:
                    line_sudo.state = "asked"
                else:
                    line_sudo.create(
                        {
                            "collaboration_id": self.id,
                            "member_id": person_sudo.id,
                            "role": clean_line(role)[:MOST_NAME] or False,
                        }
                    )
        except ValidationError as error:
            return str(error)
        return ""

    def _portal_unask(self, member, line_id):
        """No longer ask somebody who has not agreed: the others may go on. Returns a
        sentence where that cannot be."""
        if not self._is_host(member):
            return self.env._("Only who keeps it together changes it.")
        line = self.line_ids.filtered(
            lambda one: one.id == line_id and one.state == "asked"
        )
        if not line:
            return self.env._("This cannot be done any more.")
        line.sudo().state = "left"  # sudo: members write through these steps
        return ""

    def _portal_answer(self, member, answer):
        """Agree, decline or leave, for oneself. Returns a sentence where that cannot
        be."""
        line = self._line_of(member)
        steps = {
            "agree": ("asked", "agreed"),
            "decline": ("asked", "declined"),
            "leave": ("agreed", "left"),
        }
        before, after = steps[answer]
        if line.state != before or self.state == "closed":
            return self.env._("This cannot be done any more.")
        if answer == "leave" and line.is_host and len(self._current()) > 1:
            return self.env._("Who keeps it together leaves last, or closes it.")
        line.sudo().state = after  # sudo: members answer for themselves
        return ""

    def _portal_parts(self, member, post):
        """Write the parts of all (``part_<line id>``). Returns a sentence where that
        cannot be."""
        if not self._is_host(member):
            return self.env._("Only who keeps it together changes it.")
        parts = {
            line: whole_number(text_of(post, f"part_{line.id}"))
            for line in self._current()
        }
        if any(part is None or part > MOST_PART for part in parts.values()):
            return self.env._("A part is a whole number, such as 1.")
        for line, part in parts.items():
            line_sudo = line.sudo()  # sudo: members write through these steps
            if line_sudo.parts != part:
                line_sudo.parts = part
        return ""

    def _portal_charter(self, member):
        """What they agreed, for who has a place in it; others of the house see what
        the group shows of itself."""
        collaboration_sudo = self.sudo()  # sudo: read by those who agree to it
        return collaboration_sudo.charter if self._line_of(member) else False

    def _portal_typed(self, member):
        """The form about it, as it is now."""
        names = ("name", "purpose", "page", "is_published")
        charter = {"charter": self._portal_charter(member)} if self else {}
        return {name: self[name] for name in names} | charter

    def _portal_percentages(self):
        """The part of each in hundredths, by line, as it is shown."""
        return {
            line: formatLang(self.env, float(part), digits=int(part % 1 > 0))
            + "\N{NO-BREAK SPACE}%"
            for line, part in self._percentages().items()
        }

    def _portal_step(self, member, step):
        """Open, pause or close. Returns a sentence where that cannot be."""
        if not self._is_host(member):
            return self.env._("Only who keeps it together changes it.")
        collaboration_sudo = self.sudo()  # sudo: members write through these steps
        steps = {
            "open": collaboration_sudo.action_open,
            "pause": collaboration_sudo.action_pause,
            "close": collaboration_sudo.action_close,
        }
        try:
            with self.env.cr.savepoint():
                steps[step]()
        except UserError as error:
            self.invalidate_recordset()
            return str(error)
        return ""

import secrets

from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE, CoopPortal
from odoo.addons.coop_member.core.forms import text_of, whole_number

from ..models.coop_collaboration_portal import MOST_NAME, MOST_TEXT
from ..models.coop_member_request import COLLABORATIONS

COLLABORATION = f"{COLLABORATIONS}/<int:collaboration_id>"


class CoopPortalCollaborations(CoopPortal):
    """Working together: preparing, agreeing, opening, closing."""

    @route(COLLABORATIONS, **PAGE)
    def coop_collaborations(self, **_query):
        """Those of the member, and those that are shown to all."""
        return self._coop_page(
            "coop_skill_directory.portal_collaborations", self._collaborations_values
        )

    @route(f"{COLLABORATIONS}/new", **PAGE)
    def coop_collaboration_new(self, **_query):
        """The form of a new one; its address may name where it comes from."""
        return self._collaboration_form()

    @route(f"{COLLABORATIONS}/new", **FORM)
    def coop_collaboration_start(self, **post):
        """Prepare it, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        collaborations = request.env["coop.collaboration"]
        started, errors = collaborations._portal_start(member, post)
        if errors:
            return self._collaboration_form(post, errors)
        return request.redirect(f"{COLLABORATIONS}/{started.id}")

    @route(COLLABORATION, **PAGE)
    def coop_collaboration(self, collaboration_id, who="", done=None, **_query):
        """One collaboration; ``who``: a name to ask."""
        return self._collaboration_page(collaboration_id, who=who, done=done)

    @route(f"{COLLABORATION}/edit", **PAGE)
    def coop_collaboration_edit(self, collaboration_id, **_query):
        """The form of one that is there."""
        return self._collaboration_form(collaboration_id=collaboration_id)

    @route(f"{COLLABORATION}/edit", **FORM)
    def coop_collaboration_change(self, collaboration_id, **post):
        """Keep a change, or show the form again."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        one = self._collaboration_of(member, collaboration_id)
        errors = one._portal_change(member, post)
        if errors:
            return self._collaboration_form(post, errors, collaboration_id)
        return request.redirect(f"{COLLABORATIONS}/{one.id}?done=saved")

    @route(f"{COLLABORATION}/<any(ask,unask,parts):step>", **FORM)
    def coop_collaboration_host(self, collaboration_id, step, **post):
        """Ask somebody to join, no longer ask them, or say which part each has."""

        def take(one, member):
            if step == "parts":
                return one._portal_parts(member, post)
            if step == "unask":
                line_id = whole_number(text_of(post, "line")) or 0
                return one._portal_unask(member, line_id)
            person_id = whole_number(text_of(post, "person")) or 0
            return one._portal_ask(member, person_id, text_of(post, "role"))

        return self._collaboration_step(collaboration_id, take)

    @route(f"{COLLABORATION}/<any(agree,decline,leave):answer>", **FORM)
    def coop_collaboration_answer(self, collaboration_id, answer, **_post):
        """Agree, decline or leave."""
        return self._collaboration_step(
            collaboration_id,
            lambda one, member: one._portal_answer(member, answer),
        )

    @route(f"{COLLABORATION}/<any(open,pause,close):step>", **FORM)
    def coop_collaboration_state(self, collaboration_id, step, **_post):
        """Open, pause or close."""
        return self._collaboration_step(
            collaboration_id, lambda one, member: one._portal_step(member, step)
        )

    # -- values ------------------------------------------------------------------------

    def _collaboration_step(self, collaboration_id, take):
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        sentence = take(self._collaboration_of(member, collaboration_id), member)
        if sentence:
            return self._collaboration_page(collaboration_id, sentence)
        return request.redirect(f"{COLLABORATIONS}/{collaboration_id}?done=done")

    def _collaborations_values(self, member):
        collaborations = request.env["coop.collaboration"]
        house = [("company_id", "=", member.company_id.id)]
        own = collaborations.search([*house, ("line_ids.member_id", "=", member.id)])
        shown = [("is_published", "=", True), ("state", "in", ("open", "paused"))]
        others = collaborations.search([*house, *shown], limit=100) - own
        return {"own": own, "others": others, "may_start": member.state == "active"}

    def _collaboration_form(self, typed=None, errors=None, collaboration_id=None):
        return self._coop_page(
            "coop_skill_directory.portal_collaboration_form",
            lambda member: {
                "typed": typed,
                "errors": errors or {},
                "longest": MOST_NAME,
                "longest_text": MOST_TEXT,
                "key": secrets.token_urlsafe(16),
                **self._collaboration_begun(member, collaboration_id),
            },
        )

    def _collaboration_begun(self, member, collaboration_id):
        """What a form begins with: the collaboration that is there, or the origin of a
        new one."""
        one = self._collaboration_of(member, collaboration_id)
        origin = None if one else one._portal_origin(member, request.params)
        typed = origin.typed if origin else one._portal_typed(member)
        return {"one": one, "origin": origin, "begun": typed}

    def _collaboration_page(self, collaboration_id, sentence="", who="", done=None):
        return self._coop_page(
            "coop_skill_directory.portal_collaboration",
            lambda member: {
                "sentence": sentence,
                "who": who,
                "done": done,
                **self._collaboration_values(member, collaboration_id, who),
            },
        )

    def _collaboration_values(self, member, collaboration_id, who):
        one = self._collaboration_of(member, collaboration_id)
        is_host = one._is_host(member)
        current = one._current()
        return {
            "one": one,
            "line": one._line_of(member),
            "charter": one._portal_charter(member),
            "is_host": is_host,
            "lines": current,
            "names": current._names(),
            "percentages": one._portal_percentages(),
            "people": member._gift_people(who[:60]) if is_host and who else [],
            "states": dict(
                current._fields["state"]._description_selection(request.env)
            ),
        }

    def _collaboration_of(self, member, collaboration_id):
        """The collaboration, as far as the member may see it; an empty one for a new
        one. Raises NotFound for others."""
        collaborations = request.env["coop.collaboration"]
        if not collaboration_id:
            return collaborations
        found = collaborations.search(
            [("id", "=", collaboration_id), ("company_id", "=", member.company_id.id)]
        )
        if not found:
            raise request.not_found()
        return found

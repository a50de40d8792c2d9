import base64
import secrets

from odoo.http import request, route

from odoo.addons.coop_member.controllers.portal import FORM, PAGE, CoopPortal

from ..core.languages import CODES
from ..core.profile_form import MOST_LINE, MOST_STORY, PARTS
from ..models.coop_member_request import PROFILE
from ..photos import MAX_BYTES

#: a form with one picture; more is not read
UPLOAD = FORM | {"max_content_length": MAX_BYTES + 2**20}


class CoopPortalProfile(CoopPortal):
    """The member's profile: what others see of them, and who does."""

    @route(PROFILE, **PAGE)
    def coop_profile(self, done=None, **_query):
        """The form about the profile; ``done`` says what was just done."""
        return self._profile_page(done=done)

    @route(PROFILE, **UPLOAD)
    def coop_profile_send(self, **post):
        """Keep the profile, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        post["languages"] = " ".join(request.httprequest.form.getlist("languages"))
        photo = self._sent_picture("photo_file")
        errors, typed = member._portal_save_profile(post, photo)
        if errors:
            return self._profile_page(typed, errors)
        return request.redirect(f"{PROFILE}?done=saved")

    @route(f"{PROFILE}/references", **PAGE)
    def coop_references(self, done=None, **_query):
        """What the member made, and the form for something more."""
        return self._references_page(done=done)

    @route(f"{PROFILE}/references", **UPLOAD)
    def coop_reference_send(self, **post):
        """Keep a reference, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        picture = self._sent_picture("picture")
        errors, typed = member._portal_add_reference(post, picture)
        if errors:
            return self._references_page(typed, errors)
        return request.redirect(f"{PROFILE}/references?done=saved")

    @route(f"{PROFILE}/references/<int:reference_id>/remove", **FORM)
    def coop_reference_remove(self, reference_id, **_post):
        """Remove a reference."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        member._portal_remove_reference(reference_id)
        return request.redirect(f"{PROFILE}/references?done=removed")

    @route(f"{PROFILE}/references/<int:reference_id>/picture", **PAGE)
    def coop_reference_picture(self, reference_id, **_query):
        """The picture of one's own reference, whoever else sees it."""
        member = self._coop_member()
        references = request.env["coop.member.reference"].search(
            [("id", "=", reference_id), ("member_id", "=", member.id)]
        )
        return self._own_picture(references.picture)

    @route(f"{PROFILE}/photo", **PAGE)
    def coop_profile_photo(self, **_query):
        """One's own portrait, whoever else sees it."""
        return self._own_picture(self._coop_member().directory_photo)

    # -- values ------------------------------------------------------------------------

    def _own_picture(self, encoded):
        if not encoded:
            raise request.not_found()
        headers = [
            ("Content-Type", "image/jpeg"),
            ("Cache-Control", "private, no-cache"),
        ]
        return request.make_response(base64.b64decode(encoded), headers)

    def _sent_picture(self, name):
        """The content of a picture that was sent, one byte too many at most."""
        sent = request.httprequest.files.get(name)
        return sent.read(MAX_BYTES + 1) if sent and sent.filename else b""

    def _profile_page(self, typed=None, errors=None, done=None):
        return self._coop_page(
            "coop_skill_directory.portal_profile",
            lambda member: {
                "typed": typed or member._portal_typed_profile(),
                "errors": errors or {},
                "done": done,
                **self._profile_values(member),
            },
        )

    def _profile_values(self, member):
        cards = request.env["coop.directory.card"]
        labels = member._fields
        return {
            "may_change": member.state == "active",
            "levels": labels["directory_visibility"]._description_selection(
                request.env
            ),
            "notices": labels["request_notice"]._description_selection(request.env),
            "availabilities": labels["availability"]._description_selection(
                request.env
            ),
            "parts": [
                (part, labels[f"{part}_visibility"]._description_string(request.env))
                for part in PARTS
            ],
            "languages": [(code, cards._language_name(code)) for code in CODES],
            "countries": request.env["res.country"].search(
                [("code", "in", ("FR", "BE", "LU", "CH", "NL", "DE", "ES", "IT"))]
            ),
            "lines": member._portal_skill_lines(),
            "longest": MOST_LINE,
            "longest_story": MOST_STORY,
        }

    def _references_page(self, typed=None, errors=None, done=None):
        return self._coop_page(
            "coop_skill_directory.portal_references",
            lambda member: {
                "typed": typed or {},
                "errors": errors or {},
                "done": done,
                "references": member.reference_ids,
                "key": secrets.token_urlsafe(16),
                "may_change": member.state == "active",
                "longest": MOST_LINE,
                "longest_story": MOST_STORY,
            },
        )

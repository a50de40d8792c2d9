import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core.languages import read_codes, unknown_codes
from ..core.profile_form import EMAIL, PHONE, is_web_address
from ..photos import plain_photo

LEVELS = [
    ("private", "Nobody"),
    ("members", "Members of the cooperative"),
    ("network", "Partner cooperatives too"),
    ("public", "Everybody"),
]
#: pixels of the longer side of a portrait
PORTRAIT = 512


class CoopMember(models.Model):
    """The profile that a member shows in the directory, to whom they choose, part by
    part. A part is never shown further than the profile."""

    _inherit = "coop.member"

    directory_visibility = fields.Selection(
        LEVELS, "Profile shown to", required=True, default="private", copy=False
    )
    directory_slug = fields.Char(readonly=True, copy=False)
    headline = fields.Char(help="What they do, in one line.")
    bio = fields.Text("Story")
    directory_photo = fields.Binary("Portrait", attachment=True, copy=False)
    directory_has_photo = fields.Boolean(readonly=True, copy=False)
    directory_city = fields.Char("Works in")
    directory_zip = fields.Char("Postal code of work")
    directory_country_id = fields.Many2one("res.country", "Country of work")
    directory_mobility = fields.Char(
        "Goes to", help="Where they go to work beside: a valley, three departments…"
    )
    directory_remote = fields.Boolean("Works remotely")
    directory_languages = fields.Char(
        "Languages", help="Two-letter codes, such as “fr, nl”."
    )
    availability = fields.Selection(
        [("now", "Has time"), ("soon", "Soon"), ("busy", "Fully booked")]
    )
    available_from = fields.Date()
    directory_email = fields.Char("E-mail shown")
    directory_phone = fields.Char("Phone shown")
    directory_website = fields.Char("Website shown")
    bio_visibility = fields.Selection(LEVELS, "Story shown to", default="public")
    photo_visibility = fields.Selection(LEVELS, "Portrait shown to", default="public")
    learn_visibility = fields.Selection(
        LEVELS, "Skills to learn shown to", default="members"
    )
    place_visibility = fields.Selection(LEVELS, "Place shown to", default="public")
    availability_visibility = fields.Selection(
        LEVELS, "Availability shown to", default="members"
    )
    reference_visibility = fields.Selection(
        LEVELS, "References shown to", default="public"
    )
    email_visibility = fields.Selection(LEVELS, "E-mail shown to", default="members")
    phone_visibility = fields.Selection(LEVELS, "Phone shown to", default="members")
    skill_ids = fields.One2many("coop.member.skill", "member_id", "Skills")
    reference_ids = fields.One2many("coop.member.reference", "member_id", "References")
    request_notice = fields.Selection(
        [("now", "At once"), ("digest", "Once a day"), ("never", "Never")],
        "Hears of requests",
        required=True,
        default="digest",
        copy=False,
    )

    _directory_slug_unique = models.UniqueIndex(
        "(directory_slug) WHERE directory_slug IS NOT NULL"
    )

    @api.constrains("directory_email", "directory_phone", "directory_website")
    def _check_directory_contact(self):
        for member in self:
            email, phone = member.directory_email, member.directory_phone
            website = member.directory_website
            if email and not EMAIL.fullmatch(email):
                raise ValidationError(self.env._("“%s” is no e-mail address.", email))
            if phone and not PHONE.fullmatch(phone):
                raise ValidationError(self.env._("“%s” is no phone number.", phone))
            if website and not is_web_address(website):
                raise ValidationError(
                    self.env._("“%s” is no address of a web page.", website)
                )

    @api.constrains("directory_languages")
    def _check_directory_languages(self):
        for member in self:
            unknown = unknown_codes(member.directory_languages)
            if unknown:
                raise ValidationError(
                    self.env._(
                        "“%s” is not the two-letter code of a language.",
                        ", ".join(unknown),
                    )
                )

    @api.constrains("directory_visibility", "headline")
    def _check_headline(self):
        for member in self:
            if member.directory_visibility != "private" and not member.headline:
                raise ValidationError(
                    self.env._(
                        "Say in one line what %s does, before showing the profile.",
                        member.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create([self._with_portrait(vals) for vals in vals_list])
        shown = members.filtered(lambda one: one.directory_visibility != "private")
        shown._give_slugs()
        shown._refresh_cards()
        return members

    def write(self, vals):
        result = super().write(self._with_portrait(vals))
        if vals.get("directory_visibility", "private") != "private":
            self._give_slugs()
        if self._shown_fields() & vals.keys():
            self._refresh_cards()
        return result

    @api.model
    def _shown_fields(self):
        """Fields whose values decide who is in the directory, and with what."""
        parts = {name for name in self._fields if name.endswith("_visibility")}
        own = {name for name in self._fields if name.startswith("directory_")}
        own.discard("directory_slug")
        others = {"state", "active", "company_id", "partner_id", "name", "headline"}
        return parts | own | others | {"bio", "availability", "available_from"}

    @api.model
    def _with_portrait(self, vals):
        if "directory_photo" not in vals:
            return vals
        photo = vals["directory_photo"]
        photo = photo and plain_photo(self.env, photo, PORTRAIT)
        return {**vals, "directory_photo": photo, "directory_has_photo": bool(photo)}

    def _give_slugs(self):
        """Give who has none the end of the address of their page: their name, and
        letters that cannot be guessed. It stays, whatever they are called later."""
        slugify = self.env["ir.http"]._slugify
        for member in self.filtered(lambda one: not one.directory_slug):
            name = slugify(member.name or "", max_length=40)
            member.directory_slug = f"{name or 'member'}-{secrets.token_hex(3)}"

    def _spoken_languages(self):
        self.ensure_one()
        return read_codes(self.directory_languages)

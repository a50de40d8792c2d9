import re
from urllib.parse import urlsplit

from ..core.join_form import parse
from .common import CoopCase


class JoinCase(CoopCase):
    """Two cooperatives that take applications, and what applicants do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.company"].search([]).coop_join_open = False
        (cls.company + cls.other_company).coop_join_open = True
        cls.company.email = "hello@fabrique.example"
        cls.other_company.email = "dag@atelier.example"
        cls.company.coop_default_adviser_id = cls.adviser
        cls.public_user = cls.env.ref("base.public_user")
        # with everything a visitor has: no rights, and the sudo of the controller
        cls.requests_sudo = (
            cls.env["coop.join.request"].with_user(cls.public_user).sudo()
        )
        cls._speak("en_US", "fr_FR", "nl_NL")

    @classmethod
    def _speak(cls, *codes):
        """Let visitors choose between these languages, with or without a website."""
        for code in codes:
            cls.env["res.lang"]._activate_lang(code)
        if "website" in cls.env:
            langs = cls.env["res.lang"].search([("code", "in", codes)])
            cls.env["website"].search([]).language_ids = langs

    @classmethod
    def _form(cls, **changes):
        """What the form sends; a change to None leaves the field out."""
        form = {
            "college": str(cls.college.id),
            "kind": "person",
            "name": "Camille Martin",
            "email": "camille@example.org",
            "phone": "+33 6 12 34 56 78",
            "motivation": "I would like to bake bread for the whole town.",
            "consent": "1",
            **changes,
        }
        return {name: value for name, value in form.items() if value is not None}

    @classmethod
    def _submitted(cls, lang="en_US", **changes):
        """An application, kept as the controller does."""
        form = cls._form(**changes)
        college = cls.requests_sudo.env["coop.college"].browse(int(form["college"]))
        application, errors = parse(form, college.ids)
        assert not errors, errors
        return cls.requests_sudo._submit(college, application, lang)

    @classmethod
    def _confirmed(cls, **changes):
        """The member that an application becomes, as the adviser sees them."""
        member = cls._submitted(**changes)._confirm()
        return member.with_user(cls.adviser).with_company(member.company_id)

    @classmethod
    def _mails_to(cls, email):
        """Mails queued for an address, the last one first."""
        return cls.env["mail.mail"].search([("email_to", "=", email)], order="id desc")

    @classmethod
    def _link_to(cls, email):
        """Path of the link in the last mail to an address."""
        body = cls._mails_to(email)[0].body_html
        return urlsplit(
            re.search(r'href="([^"]+/coop/join/confirm/[^"]+)"', body)[1]
        ).path

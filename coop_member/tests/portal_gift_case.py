import secrets

from lxml import html

from .common_gift import GiftVerbs
from .portal_case import PortalCase


class PortalGiftCase(GiftVerbs, PortalCase):
    """Time given and received in the members' space: ``ada`` and ``jo`` have portal
    users, as has ``li``, who exchanged with nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.li = cls._member("Li Wang")
        cls.li_user = cls._portal_user(cls.li, "li_wang")

    def send(self, people=None, **changes):
        """The response to the form by which who is signed in gave an hour to Jo,
        followed; what is None is not sent."""
        form = {
            "direction": "given",
            "people": [self.jo.id] if people is None else people,
            "time": "60",
            "date": self.today.isoformat(),
            "category": self.help.id,
            "description": "A hand with the stall",
            "key": secrets.token_urlsafe(16),
            **changes,
        }
        form = {name: value for name, value in form.items() if value is not None}
        return self.post("/my/coop/gifts/declare", **form)

    def answer(self, gift, answer, **values):
        """The response to an answer, followed."""
        return self.post(f"/my/coop/gifts/{gift.id}/{answer}", **values)

    def declared(self):
        """Every gift there is, the last one first, as the adviser sees them."""
        return self.gifts.with_user(self.adviser).search(
            [("company_id", "=", self.company.id)], order="id desc"
        )

    def errors_in(self, response):
        """Sentences beside fields, by field."""
        page = html.fromstring(response.content)
        return {
            node.get("id").split("_")[1]: " ".join(node.text_content().split())
            for node in page.xpath("//*[hasclass('invalid-feedback')]")
        }

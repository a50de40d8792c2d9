import secrets

from odoo import fields
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import pager

from ..core.durations import format_minutes
from ..core.forms import page_number, text_of
from ..core.gift_form import (
    COMMONS,
    MOST_TEXT,
    OTHER_TIME,
    QUICK_MINUTES,
    chosen_ids,
    read_declaration,
)
from ..models.coop_member_gift_account import A_PAGE, SHOWN
from .portal import FORM, PAGE, SESSION_KEY, CoopPortal

GIFTS = "/my/coop/gifts"
GIFT = f"{GIFTS}/<int:gift_id>"
#: names looked up by one user in an hour, and their length
MOST_LOOKUPS = 600
LONGEST_NAME = 60


class CoopPortalGifts(CoopPortal):
    """Time that the member gives and receives: the account, declaring, answering."""

    @route([GIFTS, f"{GIFTS}/page/<int:page>"], **PAGE)
    def coop_gifts(self, page=1, show="all", done=None, **_query):
        """The account and its history; ``done`` says what was just done."""
        show = show if show in SHOWN else "all"
        page = page_number(page)
        return self._coop_page(
            "coop_member.portal_coop_gifts",
            lambda member: self._gifts_values(member, show, page) | {"done": done},
        )

    @route(f"{GIFTS}/declare", **PAGE)
    def coop_gift_declare(self, direction="given", **_query):
        """The form that declares time given or received."""
        return self._declare_page({"direction": direction})

    @route(f"{GIFTS}/declare", **FORM)
    def coop_gift_declare_send(self, **post):
        """Declare, or show the form again with what is wrong with it."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        # several people come under one name
        post["people"] = request.httprequest.form.getlist("people")
        errors = request.env["coop.gift"]._portal_declare(member, post)
        if errors:
            return self._declare_page(post, errors)
        return request.redirect(f"{GIFTS}?done=declare")

    # it counts: not read-only
    @route(f"{GIFTS}/people", type="jsonrpc", auth="user", website=True)
    def coop_gift_people(self, typed="", **_params):
        """Id and name of members that may be meant by what was typed."""
        member = self._coop_member()
        within = request.env["coop.throttle"]._hit(
            f"gift people {request.env.uid}", MOST_LOOKUPS
        )
        if not (member.state == "active" and within and isinstance(typed, str)):
            return []
        people = member._gift_people(typed[:LONGEST_NAME])
        return [{"id": one, "name": name} for one, name in people]

    @route(GIFT, **PAGE)
    def coop_gift(self, gift_id, **_query):
        """One gift, its story, and what can be done with it."""
        return self._gift_page(gift_id)

    @route(f"{GIFT}/<any(confirm,dispute,cancel):answer>", **FORM)
    def coop_gift_answer(self, gift_id, answer, **post):
        """Answer, or show the gift with why that cannot be."""
        self._show_side_of(gift_id)
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        gift = self._gift_of(member, gift_id)
        reason = text_of(post, "reason")
        errors = gift._portal_answer(answer, reason, text_of(post, "shown"))
        if errors:
            return self._gift_page(gift_id, errors, reason)
        return request.redirect(f"{GIFTS}?done={answer}")

    @route(f"{GIFTS}/trade", **PAGE)
    def coop_gift_trade(self, **_query):
        """The form by which members say what they sell."""
        return self._coop_page(
            "coop_member.portal_coop_gift_trade",
            lambda member: {
                "categories": request.env["coop.gift"]._offered_categories(
                    member.company_id
                ),
                "may_change": member.state == "active",
            },
        )

    @route(f"{GIFTS}/trade", **FORM)
    def coop_gift_trade_send(self, **_post):
        """Keep what the member sells."""
        member = self._coop_member()
        if not member:
            return self._coop_no_member()
        chosen = request.httprequest.form.getlist("category")
        if member.state == "active":
            member._set_own_trade(chosen_ids(chosen))
        return request.redirect(f"{GIFTS}?done=trade")

    # -- values ----------------------------------------------------------------------

    def _gifts_values(self, member, show, page):
        values = member._portal_gifts(show, page)
        return {
            **values,
            "show": show,
            "pager": pager(
                GIFTS,
                values["total"],
                page,
                A_PAGE,
                url_args={} if show == "all" else {"show": show},
            ),
        }

    def _declare_page(self, post, errors=None):
        return self._coop_page(
            "coop_member.portal_coop_gift_declare",
            lambda member: self._declare_values(member, post, errors or {}),
        )

    def _declare_values(self, member, post, errors):
        today = fields.Date.context_today(member)
        typed = read_declaration(post)
        typed["date"] = typed["date"] or today.isoformat()
        return {
            "typed": typed,
            "errors": errors,
            **member._portal_choices(typed),
            "may_declare": member.state == "active",
            # what tells this form, sent twice, from another one
            "key": secrets.token_urlsafe(16),
            "today": today,
            "quick": [(time, format_minutes(int(time))) for time in QUICK_MINUTES],
            "other": OTHER_TIME,
            "commons": COMMONS,
            "longest": MOST_TEXT,
        }

    def _gift_page(self, gift_id, errors=None, reason=""):
        self._show_side_of(gift_id)
        return self._coop_page(
            "coop_member.portal_coop_gift",
            lambda member: {
                "gift": self._gift_of(member, gift_id),
                "errors": errors or {},
                "reason": reason,
                "longest": MOST_TEXT,
            },
        )

    def _show_side_of(self, gift_id):
        """Have the membership shown that a gift is about, of several that the user
        has: mails lead to gifts."""
        members = request.env["coop.member"]._of_current_user()
        gift = self._find_gift(members, gift_id)
        sides = members & (gift.giver_id | gift.receiver_id)
        if sides and request.session.get(SESSION_KEY) not in sides.ids:
            request.session[SESSION_KEY] = (gift.awaited_id & sides or sides)[:1].id

    def _gift_of(self, member, gift_id):
        """The gift, of which the member is a side; raises NotFound for any other."""
        gift = self._find_gift(member, gift_id)
        if not gift:
            raise request.not_found()
        return gift

    def _find_gift(self, members, gift_id):
        domain = [("id", "=", gift_id), *members._gift_domain()]
        return members.env["coop.gift"].search(domain)

from datetime import date

from odoo.tests import tagged

from odoo.addons.coop_member.tests.portal_case import PortalCase

from .common import StrategyVerbs

STRATEGY = "/my/coop/strategy"


@tagged("post_install", "-at_install")
class PortalStrategyCase(StrategyVerbs, PortalCase):
    """The strategy over HTTP: ``noor`` and ``ali`` have portal users, ``foreigner``
    is a member of another cooperative."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_strategy()
        cls.ali_user = cls._portal_user(cls.ali, "strategy_ali")
        cls.foreigner = cls._foreign_member()
        cls.foreign_user = cls._portal_user(cls.foreigner, "strategy_jef")
        cls.wiki = cls._project(
            "Wiki",
            strategy_audience="members",
            strategy_summary="All we know in one place",
            date_start=date(cls.today.year, 1, 1),
            date=date(cls.today.year, 12, 31),
        )
        cls.secret = cls._project("Merger", strategy_summary="With whom nobody knows")

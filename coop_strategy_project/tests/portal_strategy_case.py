import gc
from collections import Counter
from datetime import date
from unittest.mock import patch

from lxml.html import fromstring

from odoo.sql_db import Cursor
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

    def typed(self, page, field):
        """What a field of a form holds."""
        page = page if hasattr(page, "xpath") else fromstring(page.content)
        return page.xpath(f"//input[@name='{field}']/@value")

    def statements(self, url):
        """How often each SQL statement, without its values, is run by a page, once
        what is cached has been."""
        for _run in range(2):
            self.page(url)
        gc.collect()
        self.env.invalidate_all()
        found = Counter()
        execute = Cursor.execute

        def note(cursor, query, params=None, **options):
            found[str(getattr(query, "code", query))] += 1
            return execute(cursor, query, params, **options)

        with patch.object(Cursor, "execute", note):
            self.page(url)
        return found

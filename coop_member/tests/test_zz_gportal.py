from .common_gift import GiftVerbs
from .portal_case import PortalCase
from odoo.tests import tagged

@tagged("post_install", "-at_install")
class TestZZ(GiftVerbs, PortalCase):
    def test_base(self):
        import odoo.sql_db as s
        self.sign_in(self.ada_user)
        for url in ("/my/coop/activities", "/my/coop/membership", "/my/coop"):
            print(url, self.read_queries(url))
        self.env.invalidate_all()
        orig = s.Cursor.execute
        def ex(cr, query, params=None, log_exceptions=True):
            print("SQL", str(getattr(query, 'code', query))[:300].replace("\n", " "))
            return orig(cr, query, params, log_exceptions)
        s.Cursor.execute = ex
        try:
            self.page("/my/coop/activities")
        finally:
            s.Cursor.execute = orig

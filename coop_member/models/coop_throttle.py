import hashlib
import hmac

from odoo import api, fields, models
from odoo.tools import SQL


class CoopThrottle(models.Model):
    """Counts attempts by key and hour in the database, so that a limit holds over
    several workers. Keys are kept as keyed hashes: no address is stored."""

    _name = "coop.throttle"
    _description = "Attempt Counter"
    _log_access = False

    key_hash = fields.Char(required=True)
    hour = fields.Datetime(required=True)
    count = fields.Integer(required=True, default=0)

    _key_hour_unique = models.UniqueIndex(
        "(key_hash, hour)", "Attempts are counted once by key and hour."
    )

    @api.model
    def _hit(self, key, limit):
        """Count one attempt for ``key`` (any text: a purpose and an address) in the
        running hour (UTC); False once more than ``limit`` were made.

        The count is committed at once in a transaction of its own: it stands when
        the caller's transaction is rolled back, and makes no other request wait
        longer than the count takes. Odoo runs a request again after a concurrency
        error: a caller that this can happen to asks once a request.
        """
        hour = fields.Datetime.now().replace(minute=0, second=0, microsecond=0)
        key_hash = self._hash(key)
        with self.env.registry.cursor() as cr:
            # Odoo's cursors read a snapshot, in which a row that another worker
            # counts up meanwhile can only be given up. A table lock taken before
            # the first read comes before the snapshot: workers queue, none fails.
            cr.execute("LOCK TABLE coop_throttle IN SHARE ROW EXCLUSIVE MODE")
            cr.execute(self._count_query(key_hash, hour))
            [count] = cr.fetchone()
        return count <= limit

    @api.model
    def _count_query(self, key_hash, hour):
        return SQL(
            """
            INSERT INTO coop_throttle AS throttle (key_hash, hour, count)
            VALUES (%s, %s, 1)
            ON CONFLICT (key_hash, hour)
            DO UPDATE SET count = throttle.count + 1
            RETURNING count
            """,
            key_hash,
            hour,
        )

    @api.model
    def _hash(self, key):
        parameters_sudo = self.env["ir.config_parameter"].sudo()  # secret: system only
        secret = parameters_sudo.get_param("database.secret")
        return hmac.new(secret.encode(), key.encode(), hashlib.sha256).hexdigest()

    @api.autovacuum
    def _gc_old_counts(self):
        yesterday = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        self.search([("hour", "<", yesterday)]).unlink()

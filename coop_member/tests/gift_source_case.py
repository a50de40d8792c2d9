"""For the tests of every module whose documents write gifts."""

from .common_gift import GiftCase


class GiftSourceCase(GiftCase):
    """What is expected of a document that inherits `coop.gift.source.mixin`.

    ``ada`` and ``jo`` are members with portal users, `_member` makes others, ``help``
    and ``advice`` are categories. Gifts are told as (giver, receiver, minutes), None
    being the commons::

        def test_attendance(self):
            session = self._session(speaker=self.ada, attendees=self.jo)
            self.assert_makes_gifts(session, (self.ada, self.jo, 60))
            session.action_cancel()
            self.assert_makes_gifts(session)
    """

    def ledger_of(self, document):
        """Every gift of ``document``: those that count, those that were taken back,
        and what took them back."""
        gifts = self.gifts.sudo()
        return gifts.search(gifts._domain_of(document))

    def assert_makes_gifts(self, document, *expected):
        """``document`` has these gifts, neither more nor less, and syncing it again,
        as often as one likes, writes nothing."""
        ledger = self.ledger_of(document)
        live = ledger.filtered("is_live")
        told = [(g.giver_id or None, g.receiver_id or None, g.minutes) for g in live]
        self.assertCountEqual(told, expected)
        self.assertEqual(sum((ledger - live).mapped("minutes")), 0)
        document._sync_gifts()
        document._sync_gifts()
        self.assertEqual(self.ledger_of(document), ledger)

    def assert_deletion_takes_back(self, document):
        """Deleting ``document`` reverses its gifts."""
        ledger = self.ledger_of(document)
        self.assertTrue(ledger.filtered("is_live"), "no gift to take back")
        document.unlink()
        ledger |= ledger.reversal_ids
        self.assertFalse(ledger.filtered("is_live"))
        self.assertEqual(sum(ledger.mapped("minutes")), 0)

"""Where an invoice stands, for who sent it."""

from dataclasses import dataclass
from datetime import date

DRAFT, SUBMITTED, RETURNED = "draft", "submitted", "returned"
READY, SENT, SEEN, LATE = "ready", "sent", "seen", "late"
PARTIAL, PAID, REVERSED, CANCELLED = "partial", "paid", "reversed", "cancelled"


@dataclass(frozen=True)
class Facts:
    """What is known of an invoice; ``review`` is empty for those nobody reviews, and
    credit notes give back."""

    review: str = ""
    posted: bool = False
    cancelled: bool = False
    payment: str = "not_paid"
    due: date | None = None
    sent: bool = False
    seen: bool = False
    gives_back: bool = False


def status(facts: Facts, today: date) -> str:
    """One word for where an invoice stands; what matters most comes first.

    >>> today, day = date(2026, 3, 10), date(2026, 3, 9)
    >>> status(Facts("submitted"), today), status(Facts(), today)
    ('submitted', 'draft')
    >>> posted = dict(review="accepted", posted=True)
    >>> [status(Facts(**posted, **more), today) for more in (
    ...     {}, {"sent": True}, {"sent": True, "seen": True},
    ...     {"due": day, "seen": True}, {"due": today},
    ...     {"due": day, "payment": "partial"}, {"due": today, "payment": "partial"},
    ...     {"due": day, "payment": "paid"}, {"payment": "in_payment"},
    ...     {"payment": "reversed"})]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['ready', 'sent', 'seen', 'late', 'ready', 'late', 'partial', 'paid', 'paid',
     'reversed']

    A credit note is never late, for nobody is to pay it:

    >>> status(Facts(**posted, due=day, gives_back=True), today)
    'ready'
    >>> status(Facts("accepted", cancelled=True), today)
    'cancelled'
    """
    if facts.cancelled:
        return CANCELLED
    if not facts.posted:
        return facts.review if facts.review in (SUBMITTED, RETURNED) else DRAFT
    if facts.payment in ("paid", "in_payment"):
        return PAID
    if facts.payment == "reversed":
        return REVERSED
    if facts.due and facts.due < today and not facts.gives_back:
        return LATE
    if facts.payment == "partial":
        return PARTIAL
    if facts.seen:
        return SEEN
    return SENT if facts.sent else READY

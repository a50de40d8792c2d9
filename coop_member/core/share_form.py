"""The forms about shares: an applicant's wish, a member's subscription, and shares that
a member gives up.

Each gives what was asked, or the errors: codes of `core.forms` by field. Types of share
and colleges are told apart by their ids, which come as texts from the browser.
"""

from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass

from .forms import (
    INVALID,
    MISSING,
    TOO_LONG,
    choice_error,
    fingerprint,
    key_of,
    number_error,
    text_of,
    whole_number,
)
from .text import clean_line, clean_text

#: more shares than this at once are not a matter for a form
MOST_SHARES = 100_000
MOST_REASON = 1000
#: what an applicant who would like no share yet chooses
NO_SHARE = "none"

SUBSCRIBE_FIELDS = ("share", "quantity", "term", "agree")
REIMBURSE_FIELDS = ("share", "quantity", "reason")


@dataclass(frozen=True)
class Wish:
    """Shares that an applicant would like to hold."""

    share_type_id: int
    quantity: int


@dataclass(frozen=True)
class Subscription:
    """Shares that a member subscribes; no ``term_id``: paid all at once."""

    share_type_id: int
    quantity: int
    term_id: int | None
    key: str

    def fingerprint(self, member_id: int) -> str:
        """The same for this form sent twice by one member."""
        return fingerprint((member_id, *astuple(self)))


@dataclass(frozen=True)
class GivenUp:
    """Shares that a member asks to be paid back."""

    share_type_id: int
    quantity: int
    reason: str


def chosen_id(typed: object, ids: Collection[int]) -> int | None:
    """The id that was chosen, None for one that is not offered.

    >>> chosen_id("3", {3: 5}), chosen_id("4", {3: 5}), chosen_id(None, {3: 5})
    (3, None, None)
    """
    return next((one for one in ids if str(one) == typed), None)


def read_subscription(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text, empty where nothing usable came.

    >>> read_subscription({"share": "3", "quantity": " 12 ", "term": 5})
    {'share': '3', 'quantity': '12', 'term': '', 'agree': ''}
    """
    return {field: clean_line(text_of(post, field)) for field in SUBSCRIBE_FIELDS}


def parse_subscription(
    post: Mapping[str, object], offers: Mapping[int, int], terms: Collection[int]
) -> tuple[Subscription | None, dict[str, str]]:
    """The subscription in a form, or None and the errors; ``form`` stands for one that
    came without its key.

    ``offers`` are the fewest shares that may be subscribed by type, ``terms`` the ids
    of the ways to pay in instalments.

    >>> post = {"share": "3", "quantity": "12", "agree": "1", "key": "k" * 22}
    >>> parse_subscription(post, {3: 5}, [])[0].quantity
    12
    >>> parse_subscription({"share": "4", "quantity": "x", "term": "9"}, {3: 5}, [8])[1]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'share': 'invalid', 'quantity': 'invalid', 'term': 'invalid',
     'agree': 'missing', 'form': 'missing'}
    """
    typed = read_subscription(post)
    key = key_of(post)
    share_type = chosen_id(typed["share"], offers)
    term = chosen_id(typed["term"], terms)
    found = {
        "share": choice_error(typed["share"], share_type),
        "quantity": number_error(
            typed["quantity"], offers.get(share_type, 1), MOST_SHARES
        ),
        "term": INVALID if typed["term"] and term is None else None,
        "agree": None if typed["agree"] == "1" else MISSING,
        "form": None if key else MISSING,
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Subscription(share_type, whole_number(typed["quantity"]), term, key), {}


def read_reimbursement(post: Mapping[str, object]) -> dict[str, str]:
    """Every field of the form as clean text, empty where nothing usable came.

    >>> read_reimbursement({"share": "3", "quantity": "4", "reason": "I move \\nout "})
    {'share': '3', 'quantity': '4', 'reason': 'I move\\nout'}
    """
    typed = {field: clean_line(text_of(post, field)) for field in REIMBURSE_FIELDS}
    typed["reason"] = clean_text(text_of(post, "reason"))
    return typed


def parse_reimbursement(
    post: Mapping[str, object], held: Mapping[int, int]
) -> tuple[GivenUp | None, dict[str, str]]:
    """What a member asks to be paid back, or None and the errors; ``held`` are the
    shares that they hold by type.

    >>> parse_reimbursement({"share": "3", "quantity": "4"}, {3: 10})
    (GivenUp(share_type_id=3, quantity=4, reason=''), {})
    >>> parse_reimbursement({"share": "3", "quantity": "11"}, {3: 10})
    (None, {'quantity': 'too_many'})
    """
    typed = read_reimbursement(post)
    share_type = chosen_id(typed["share"], held)
    found = {
        "share": choice_error(typed["share"], share_type),
        "quantity": number_error(
            typed["quantity"], 1, held.get(share_type, MOST_SHARES)
        ),
        "reason": TOO_LONG if len(typed["reason"]) > MOST_REASON else None,
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return GivenUp(share_type, whole_number(typed["quantity"]), typed["reason"]), {}


def parse_wish(
    typed: Mapping[str, str], offers: Mapping[tuple[int, int], int]
) -> tuple[Wish | None, dict[str, str]]:
    """The shares that an applicant would like, None for no share, and the errors.

    ``typed`` are the fields of the joining form, of which ``college``, ``share`` and
    ``quantity`` are read; ``offers`` the fewest shares by (college, type). Where a
    college is offered one type alone, it need not be chosen.

    >>> offers = {(7, 3): 5, (7, 4): 1, (8, 4): 1}
    >>> parse_wish({"college": "7", "share": "3", "quantity": "12"}, offers)
    (Wish(share_type_id=3, quantity=12), {})
    >>> parse_wish({"college": "7", "share": "none", "quantity": "0"}, offers)
    (None, {})
    >>> parse_wish({"college": "8", "share": "", "quantity": "1"}, offers)
    (Wish(share_type_id=4, quantity=1), {})

    What was typed is never left out in silence.

    >>> parse_wish({"college": "9", "share": "3", "quantity": "1"}, offers)
    (None, {'share': 'invalid'})

    >>> parse_wish({"college": "8", "share": "3", "quantity": "1"}, offers)
    (None, {'share': 'invalid'})
    >>> parse_wish({"college": "7", "share": "none", "quantity": "12"}, offers)
    (None, {'share': 'missing'})
    >>> parse_wish({"college": "7", "share": "3", "quantity": "4"}, offers)
    (None, {'quantity': 'too_few'})
    """
    quantity = typed["quantity"]
    nothing = typed["share"] in ("", NO_SHARE) and whole_number(quantity or "0") == 0
    if not offers or nothing:
        return None, {}
    share, of_college = _wished_type(typed, offers)
    share_type = chosen_id(share, of_college)
    found = {
        "share": choice_error(share, share_type),
        "quantity": number_error(quantity, of_college.get(share_type, 1), MOST_SHARES),
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    return Wish(share_type, whole_number(quantity)), {}


def fewest_wished(
    typed: Mapping[str, str], offers: Mapping[tuple[int, int], int]
) -> int:
    """The fewest shares that may be wished for, after what was chosen.

    >>> offers = {(7, 3): 5, (7, 4): 1}
    >>> fewest_wished({"college": "7", "share": "3"}, offers)
    5
    >>> fewest_wished({"college": "", "share": "none"}, offers)
    1
    """
    share, of_college = _wished_type(typed, offers)
    return of_college.get(chosen_id(share, of_college), 1)


def _wished_type(typed, offers) -> tuple[str, dict[int, int]]:
    """The type that was chosen, or the only one, as it was typed, and the fewest
    shares by type for the college."""
    of_college = _offered_to(typed["college"], offers)
    share = typed["share"]
    if not share and len(of_college) == 1:
        share = str(*of_college)
    return "" if share == NO_SHARE else share, of_college


def _offered_to(college: str, offers: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The fewest shares by type for a college; where none was chosen, which is an
    error of its own, each type that is offered to any."""
    if not college:
        return {kind: 1 for _of, kind in offers}
    return {kind: fewest for (of, kind), fewest in offers.items() if str(of) == college}

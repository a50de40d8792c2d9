"""The form about the evidence for a reduced rate."""

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from odoo.addons.coop_member.core.forms import (
    INVALID,
    MISSING,
    choice_error,
    text_error,
    text_of,
)
from odoo.addons.coop_member.core.text import clean_line

from .billing import read_date
from .expense_form import chosen

ATTESTATION, MENTION = "attestation", "mention"
FIELDS = ("evidence", "reason", "proof", "date", "place")
MOST_PLACE = 200


@dataclass(frozen=True)
class Sent:
    """New evidence; ``document`` is a file in base64."""

    reason_id: int
    proof: str
    day: date
    place: str
    document: bytes
    name: str


def read_evidence(post: Mapping[str, object]) -> dict[str, str]:
    """Every field as clean text."""
    return {field: clean_line(text_of(post, field)) for field in FIELDS}


def parse_evidence(
    typed: Mapping[str, str],
    files: Sequence[tuple[str, bytes]],
    reasons: Collection[int],
) -> tuple[Sent | None, dict[str, str]]:
    """What the form sent, or None and codes by field.

    >>> typed = read_evidence({"reason": "2", "proof": "mention", "place": "1 rue",
    ...                        "date": "2026-03-10"})
    >>> parse_evidence(typed, [], {2})[0].place
    '1 rue'
    >>> parse_evidence(read_evidence({"proof": "attestation"}), [], {2})[1]
    {'reason': 'missing', 'date': 'missing', 'file': 'missing'}
    """
    reason = chosen(typed["reason"], reasons)
    day = read_date(typed["date"])
    proof = typed["proof"]
    found = {
        "reason": choice_error(typed["reason"], reason),
        "date": choice_error(typed["date"], day),
        "proof": None if proof in (ATTESTATION, MENTION) else INVALID,
        "file": MISSING if proof == ATTESTATION and not files else None,
        "place": text_error(typed["place"], MOST_PLACE, proof == MENTION),
    }
    errors = {field: code for field, code in found.items() if code}
    if errors:
        return None, errors
    name, content = files[0] if files else ("", b"")
    return Sent(
        reason_id=reason,
        proof=proof,
        day=day,
        place=typed["place"],
        document=base64.b64encode(content),
        name=name,
    ), {}

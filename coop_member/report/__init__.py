from . import share_workbook
from . import coop_gift_attestation

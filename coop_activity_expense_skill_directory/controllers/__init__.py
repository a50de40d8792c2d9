from . import portal_transfers

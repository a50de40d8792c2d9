from . import coop_expense_refuse
from . import coop_expense_reverse
from . import coop_expense_decide_vat
from . import coop_billing_return
from . import coop_activity_transfer_reverse

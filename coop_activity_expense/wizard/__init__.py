from . import coop_expense_refuse
from . import coop_expense_reverse
from . import coop_expense_decide_vat

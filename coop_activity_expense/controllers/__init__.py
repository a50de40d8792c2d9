from . import portal_expenses
from . import portal_expense_form
from . import portal_receipts

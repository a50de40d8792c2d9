from . import portal_expenses
from . import portal_expense_form
from . import portal_receipts
from . import portal_vehicles
from . import portal_trips

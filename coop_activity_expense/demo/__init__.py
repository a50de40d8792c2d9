from . import coop_demo
from . import coop_demo_claim
from . import coop_demo_pay
from . import coop_demo_billing
from . import coop_demo_invoice
from . import coop_demo_quote

from . import coop_demo
from . import coop_demo_claim
from . import coop_demo_pay

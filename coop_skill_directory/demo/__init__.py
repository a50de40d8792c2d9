from . import coop_demo
from . import coop_demo_together

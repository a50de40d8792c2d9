from . import coop_demo
from . import coop_demo_company
from . import coop_demo_member
from . import coop_demo_history
from . import coop_demo_event
from . import coop_demo_capital
from . import coop_demo_share

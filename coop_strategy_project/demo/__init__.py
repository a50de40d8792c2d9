from . import coop_demo
from . import coop_demo_grant
from . import coop_demo_part
from . import coop_demo_govern

from . import coop_strategy_hide
from . import coop_strategy_report

from . import portal_strategy
from . import portal_strategy_calls
from . import portal_strategy_questions
from . import portal_strategy_ballots
from . import website_strategy

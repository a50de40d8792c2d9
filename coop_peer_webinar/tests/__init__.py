from . import test_queue
from . import test_queue_race
from . import test_proposal
from . import test_gifts

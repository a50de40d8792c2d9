from . import test_ballot
from . import test_call
from . import test_circle
from . import test_cycle
from . import test_grant
from . import test_kpi_source
from . import test_objective
from . import test_question

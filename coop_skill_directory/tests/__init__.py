from . import test_access
from . import test_pages
from . import test_privacy
from . import test_request
from . import test_search_evaluation
from . import test_skill
from . import test_together

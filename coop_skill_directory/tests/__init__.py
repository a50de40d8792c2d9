from . import test_pages
from . import test_search_evaluation

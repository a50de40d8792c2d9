from . import stock_pages
from . import webinars
from . import registrations
from . import portal_webinars
from . import portal_topics

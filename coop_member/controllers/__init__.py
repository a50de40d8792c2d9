from . import join
from . import login
from . import portal
from . import portal_papers
from . import portal_gifts
from . import portal_gift_community
from . import portal_gift_documents
from . import portal_shares

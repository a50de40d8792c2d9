from . import directory
from . import directory_feed
from . import portal_profile
from . import portal_skills
from . import portal_requests
from . import portal_collaborations
from . import portal_referrals

from . import coop_member_leave
from . import coop_member_refuse
from . import coop_contract_end
from . import coop_share_opening
from . import base_import_import

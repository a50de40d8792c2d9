from . import coop_member_leave
from . import coop_member_refuse
from . import coop_contract_end
from . import base_import_import
from . import coop_gift_declare
from . import coop_gift_decide

from . import coop_activity_transfer, coop_skill_request

from . import coop_skill_merge

from . import coop_collaboration

from . import coop_webinar_year

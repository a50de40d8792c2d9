def post_init_hook(env):
    """Give the companies that were there first what new ones get on creation."""
    env["res.company"].search([])._coop_set_up()

{
    "name": "Cooperative: Skills Directory",
    "summary": "Find it inside before going outside: skills, requests, collaborations, "
    "recommendations",
    "version": "19.0.1.0.0",
    "category": "Cooperative",
    "author": "CAE suite contributors",
    "website": "https://example.org/cae-suite",
    "license": "AGPL-3",
    "depends": ["coop_member", "website"],
    "data": [
        "security/ir.model.access.csv",
        "security/coop_skill_directory_rules.xml",
        "data/mail_template_request.xml",
        "data/ir_cron_directory.xml",
        "views/directory_templates.xml",
        "views/portal_profile_templates.xml",
        "views/portal_requests_templates.xml",
        "views/portal_collaborations_templates.xml",
        "views/portal_referrals_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": ["coop_skill_directory/static/src/scss/directory.scss"],
        "web.assets_tests": ["coop_skill_directory/static/tests/tours/**/*"],
    },
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
}

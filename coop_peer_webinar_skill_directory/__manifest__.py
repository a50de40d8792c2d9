{
    "name": "Cooperative: Collaborations from Webinars",
    "summary": "Whoever met at a peer webinar goes on together",
    "version": "19.0.1.0.0",
    "category": "Cooperative",
    "author": "CAE suite contributors",
    "website": "https://example.org/cae-suite",
    "license": "AGPL-3",
    "depends": ["coop_member", "coop_peer_webinar", "coop_skill_directory"],
    "data": [
        "views/coop_collaboration_views.xml",
        "views/webinar_templates.xml",
    ],
    "auto_install": True,
}

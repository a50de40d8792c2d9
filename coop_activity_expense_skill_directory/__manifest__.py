{
    "name": "Cooperative: Charges for Requests",
    "summary": "What is asked inside is charged between activities, and ends so",
    "version": "19.0.1.0.0",
    "category": "Cooperative",
    "author": "CAE suite contributors",
    "website": "https://example.org/cae-suite",
    "license": "AGPL-3",
    "depends": ["coop_member", "coop_activity_expense", "coop_skill_directory"],
    "data": [
        "views/coop_activity_transfer_views.xml",
        "views/coop_skill_request_views.xml",
        "views/portal_transfers_templates.xml",
    ],
    "auto_install": True,
}

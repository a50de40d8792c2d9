{
    "name": "Cooperative: Activity Expenses",
    "summary": "Expenses of hosted activities, from a photo to a posted and "
    "reimbursed entry",
    "version": "19.0.1.1.0",
    "category": "Cooperative",
    "author": "CAE suite contributors",
    "website": "https://example.org/cae-suite",
    "license": "AGPL-3",
    "depends": ["coop_member"],
    "data": [
        "security/ir.model.access.csv",
        "security/coop_activity_expense_rules.xml",
        "security/coop_billing_rules.xml",
        "data/coop_expense_category.xml",
        "data/coop_expense_account.xml",
        "data/coop_expense_tax.xml",
        "data/coop_expense_vat_rule.xml",
        "data/coop_mileage_scale.xml",
        "data/coop_vat_reason.xml",
        "data/mail_template_billing.xml",
    ],
    "post_init_hook": "post_init_hook",
}

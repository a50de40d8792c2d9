from openupgradelib import openupgrade

#: the mail about a movement of shares, which both parties of a transfer could read
REPLACED = "coop_member.mail_template_share_certificate"


@openupgrade.migrate()
def migrate(env, version):
    """Remove the mail that `mail_template_member_certificate` takes the place of."""
    openupgrade.delete_records_safely_by_xml_id(env, [REPLACED])

from odoo import Command, models

from .tables import file_content, read

COLLEGES = ("entrepreneurs", "staff", "clients", "citizens")


class CoopDemo(models.AbstractModel):
    """People and organisations, their hosted activities, papers and job sheets."""

    _inherit = "coop.demo"

    def _load_members(self):
        for row in self._missing("members", "member"):
            self._remember(f"member_{row['ref']}", self._make_member(row))
        for row in self._missing("staff_members", "member"):
            self._remember(f"member_{row['ref']}", self._make_staff_member(row))

    def _make_member(self, row):
        company = self._ref(f"coop_{row['coop']}")
        adviser = row["adviser"] and self._ref(f"user_{row['adviser']}")
        application_date = self._day(row["applied"])
        vals = {
            "company_id": company.id,
            "name": row["name"],
            "is_company": bool(row["contact"]),
            "email": row["email"],
            "phone": row["phone"],
            "street": row["street"],
            "zip": row["zip"],
            "city": row["city"],
            "country_id": company.country_id.id,
            "lang": row["lang"],
            "tz": company.partner_id.tz,
            "birth_date": row["birth"] or False,
            "college_id": self._college(company, row["college"]).id,
            "source": row["source"],
            "consent_date": row["source"] == "form" and application_date,
            "application_date": application_date,
            "stage_id": self._stage(row["stage"] or "decision").id,
            "priority": row["priority"] or "0",
            "motivation": row["motivation"],
        }
        if adviser:
            vals["adviser_id"] = adviser.id
        member = self.env["coop.member"].with_company(company).create(vals)
        if row["contact"]:
            member.representative_id = self._make_representative(member, row)
        return member

    def _make_representative(self, member, row):
        return self.env["res.partner"].create(
            {
                "name": row["contact"],
                "parent_id": member.partner_id.id,
                "email": row["email"],
                "lang": row["lang"],
                "company_id": member.company_id.id,
            }
        )

    def _make_staff_member(self, row):
        company = self._ref(f"coop_{row['coop']}")
        return self.env["coop.member"].create(
            {
                "company_id": company.id,
                "partner_id": self._ref(f"user_{row['ref']}").partner_id.id,
                "college_id": self._college(company, row["college"]).id,
                "application_date": self._day(row["applied"]),
                "stage_id": self._stage("decision").id,
            }
        )

    def _college(self, company, key):
        """The college ``key`` among those a company starts with."""
        colleges = self.env["coop.college"].search([("company_id", "=", company.id)])
        return colleges[COLLEGES.index(key)]

    def _stage(self, key):
        return self.env.ref(f"coop_member.stage_{key}")

    def _load_activities(self):
        for row in self._missing("activities", "activity"):
            members = self.env["coop.member"].union(
                *(self._ref(f"member_{ref}") for ref in row["members"].split())
            )
            activity = self._as_adviser(self.env["coop.activity"], members[0]).create(
                {
                    "name": row["name"],
                    "company_id": self._ref(f"coop_{row['coop']}").id,
                    "description": row["description"],
                    "member_ids": [Command.set(members.ids)],
                }
            )
            self._remember(f"activity_{row['ref']}", activity)

    def _load_papers(self):
        for position, row in enumerate(read("papers")):
            name = f"paper_{row['member']}_{position}"
            if not self._ref(name):
                self._remember(name, self._make_paper(row))

    def _make_paper(self, row):
        member = self._ref(f"member_{row['member']}")
        paper_type = self.env.ref(f"coop_member.paper_{row['type']}")
        paper = self._as_adviser(self.env["coop.paper"], member).create(
            {
                "member_id": member.id,
                "type_id": paper_type.id,
                "document": file_content("specimen.pdf"),
                "document_name": f"{row['type']}.pdf",
                "date_expiry": self._day(row["expires"]),
                "rejection_note": row["text"],
                "sent_by_member": row["state"] != "accepted",
            }
        )
        if row["state"] == "accepted":
            paper.action_accept()
        elif row["state"] == "rejected":
            paper.action_reject()
        else:
            paper._notify_received()
        return paper

    def _load_volunteers(self):
        for row in self._missing("volunteers", "volunteer", "member"):
            self._remember(f"volunteer_{row['member']}", self._make_job_sheet(row))

    def _make_job_sheet(self, row):
        member = self._ref(f"member_{row['member']}")
        goals = [goal for goal in read("goals") if goal["member"] == row["member"]]
        return self._as_adviser(self.env["coop.volunteer.job"], member).create(
            {
                "name": row["name"],
                "contract_id": member.contract_ids.filtered("is_volunteer")[:1].id,
                "organisation": row["organisation"],
                "missions": row["missions"],
                "goal_ids": [
                    Command.create(self._prepare_goal(goal)) for goal in goals
                ],
                "counterpart": row["counterpart"],
                "framework": row["framework"],
                "referent_id": member.adviser_id.id,
                "stage": row["stage"],
            }
        )

    def _prepare_goal(self, row):
        return {
            "name": row["name"],
            "target": float(row["target"]),
            "achieved": float(row["achieved"]),
            "unit": row["unit"],
            "date_due": self._day(row["due"]),
        }

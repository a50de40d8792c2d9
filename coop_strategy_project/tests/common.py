from datetime import date, timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.coop_member.tests.common import CoopCase


class StrategyVerbs:
    """What tests of the strategy have and say; ``strategist`` is a coordinator,
    ``teammate`` of a project's team, and records come in the strategist's
    environment."""

    @classmethod
    def _set_up_strategy(cls):
        cls.today = fields.Date.context_today(cls.env["coop.member"])
        cls.strategist = cls._new_user(
            "strategist", "coop_strategy_project.group_strategy_coordinator"
        )
        cls.teammate = cls._new_user(
            "teammate", "coop_strategy_project.group_strategy_team"
        )
        year = cls.today.year
        cls.cycle = cls._cycle("Together", date(year - 1, 1, 1), date(year + 2, 12, 31))
        cls.axis = cls._axis("Practices")
        cls._vote(cls.cycle)

    @classmethod
    def _new(cls, model, user=None, **vals):
        return cls.env[model].with_user(user or cls.strategist).create(vals)

    @classmethod
    def _cycle(cls, name, start, end, **vals):
        return cls._new(
            "coop.strategy.cycle",
            name=name,
            date_start=start,
            date_end=end,
            **{"company_id": cls.company.id, **vals},
        )

    @classmethod
    def _vote(cls, cycle):
        cycle.write(
            {
                "meeting_name": "General assembly",
                "meeting_date": cycle.date_start,
                "votes_for": 120,
                "votes_against": 8,
                "votes_abstained": 4,
            }
        )
        cycle.action_vote()

    @classmethod
    def _axis(cls, name, cycle=None, **vals):
        cycle = cycle or cls.cycle
        return cls._new("coop.strategy.axis", name=name, cycle_id=cycle.id, **vals)

    @classmethod
    def _objective_vals(cls, **vals):
        return {
            "name": "Claims paid in time",
            "axis_id": cls.axis.id,
            "description": "Every expense claim is paid within a week",
            "indicator": "Claims paid within a week",
            "unit": "%",
            "baseline": 40,
            "baseline_date": cls.today - timedelta(100),
            "target": 90,
            "date_due": cls.today + timedelta(100),
            "resources": "A day a week of the accountants",
            "owner_id": cls.strategist.id,
            **vals,
        }

    @classmethod
    def _objective(cls, **vals):
        return cls._new("coop.strategy.objective", **cls._objective_vals(**vals))

    @classmethod
    def _kpi(cls, **vals):
        return cls._new(
            "coop.strategy.kpi",
            **{
                "axis_id": cls.axis.id,
                "indicator": "Members",
                "unit": "members",
                **vals,
            },
        )

    @classmethod
    def _project(cls, name, **vals):
        return cls._new(
            "project.project",
            name=name,
            **{
                "strategy_cycle_id": cls.cycle.id,
                "strategy_axis_ids": [Command.set(cls.axis.ids)],
                "company_id": cls.company.id,
                "strategy_stage": "running",
                **vals,
            },
        )

    @classmethod
    def _update(cls, project, name, audience="team", text="", **vals):
        return cls._new(
            "project.update",
            project_id=project.id,
            name=name,
            audience=audience,
            public_text=text,
            **{"status": "on_track", "progress": 40, "description": "<p/>", **vals},
        )

    @classmethod
    def _ballot(cls, projects, user=None, **vals):
        return cls._new(
            "coop.strategy.ballot",
            user,
            **{
                "name": "Seminar",
                "cycle_id": cls.cycle.id,
                "dots": 5,
                "closes_at": fields.Datetime.now() + timedelta(hours=2),
                "option_ids": [
                    Command.create({"project_id": project.id}) for project in projects
                ],
                **vals,
            },
        )

    @classmethod
    def _call(cls, project, name="Who has set up a wiki?", is_open=True, **vals):
        call = cls._new(
            "coop.strategy.call",
            name=name,
            project_id=project.id,
            **{"company_id": cls.company.id, **vals},
        )
        if is_open:
            call.action_open()
        return call

    @classmethod
    def _question(cls, member, name="When will the wiki open?", **vals):
        return cls._new(
            "coop.strategy.question",
            name=name,
            member_id=member.id,
            company_id=member.company_id.id,
            **vals,
        )

    def counted(self, ballot):
        """Dots of each option, told or not."""
        options = ballot.option_ids.sudo()
        options.invalidate_recordset(["tally"])
        return options.mapped("tally")

    def messages_seen(self, record, user):
        """Messages beside ``record`` that ``user`` finds."""
        own = [("model", "=", record._name), ("res_id", "=", record.id)]
        return self.env["mail.message"].with_user(user).search(own)

    def assert_backstage(self, record, user):
        """What the team writes to each other beside ``record``, ``user`` does not
        read, though they read the record; nor do they write there."""
        said = record.message_post(
            body="Between us", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertTrue(record.with_user(user).has_access("read"))
        self.assertFalse(self.messages_seen(record, user))
        with self.assertRaises(AccessError):
            said.with_user(user).read(["body"])
        with self.assertRaises(AccessError):
            record.with_user(user).message_post(body="Me, too")
        self.assertIn(said, self.messages_seen(record, self.teammate))

    def cast(self, ballot, user, *dots):
        """``user`` gives ``dots`` to the ballot's options, in their order; returns the
        sentence of what is wrong."""
        given = {
            option.id: number
            for option, number in zip(ballot.option_ids, dots, strict=False)
            if number
        }
        return ballot.with_user(user)._cast(given)


@tagged("post_install", "-at_install")
class StrategyCase(StrategyVerbs, CoopCase):
    """A cooperative with a voted strategy, its people, and two members, ``noor`` and
    ``ali``, who have portal users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_strategy()
        cls.noor = cls._member("Noor Vidal")
        cls.ali = cls._member("Ali Roche")
        cls.noor_user = cls._portal_user(cls.noor, "strategy_noor")
        cls.ali_user = cls._portal_user(cls.ali, "strategy_ali")

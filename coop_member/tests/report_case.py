from .share_case import ShareCase


class ReportCase(ShareCase):
    """The reports of the capital, read as rows by title of table."""

    @classmethod
    def _wizard(cls, kind, user=None, **vals):
        """The window that asks for a report, of today unless told otherwise."""
        return (
            cls.env["coop.share.report"]
            .with_user(user or cls.accountant)
            .with_context(allowed_company_ids=cls.company.ids)
            .create({"kind": kind, "company_id": cls.company.id, **vals})
        )

    @classmethod
    def _tables(cls, kind, user=None, **vals):
        """Rows of a report by title of table."""
        report = cls._wizard(kind, user, **vals)._report()
        return {table.title: list(table) for table in report.tables}

    def _column(self, rows, position):
        return [row[position] for row in rows]

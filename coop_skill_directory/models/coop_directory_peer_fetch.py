import logging
import time

import psycopg2

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..core.feed import A_PAGE, BadFeed, read_page
from ..core.hosts import BadAddress
from ..fetching import FetchError, fetch

_logger = logging.getLogger(__name__)

#: people of one house that are read, on pages as large as ours, and seconds for all
MOST_PEOPLE = 20_000
MOST_PAGES = MOST_PEOPLE // A_PAGE
SECONDS = 300


class CoopDirectoryPeer(models.Model):
    """Reads the feeds of partners. Whatever a feed does, nothing happens but that its
    last good state stays, and the team reads what was wrong."""

    _inherit = "coop.directory.peer"

    @api.model
    def _cron_refresh(self):
        """Read every feed, house by house."""
        peers = self.search([("feed_url", "!=", False)], order="last_try, id")
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(peers))
        for peer in peers:
            free = peer.try_lock_for_update(allow_referencing=True)
            if free:
                free._refresh()
            cron._commit_progress(1)

    def _refresh(self):
        """Read the feed and show what it has, or leave what there is; returns what was
        wrong, as a sentence. What cannot be read for long is forgotten: its house may
        have withdrawn it."""
        self.ensure_one()
        peer_sudo = self.sudo()  # sudo: the token of a manager, read by a job
        sentence = ""
        try:
            with self.env.cr.savepoint():
                peer_sudo._read_feed()
        except (FetchError, BadFeed, BadAddress) as error:
            sentence = self._sentence(error)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except (psycopg2.Error, ValueError) as error:
            # nobody should be able to send what cannot be kept: if they can, it is told
            _logger.warning("Feed of %s: %s", peer_sudo.name, error)
            sentence = self.env._("What it sends cannot be kept.")
        values = {"last_try": fields.Datetime.now(), "last_error": sentence}
        if not sentence:
            values["last_success"] = values["last_try"]
        peer_sudo.write(values)
        if (
            sentence
            and (peer_sudo.last_success or self._long_ago()) <= self._long_ago()
        ):
            peer_sudo._forget()
        return sentence

    def _read_feed(self):
        """Read all pages, then put what they have in place of what there was."""
        deadline = time.monotonic() + SECONDS
        etag, people, number = self.etag, {}, 0
        while number < MOST_PAGES:
            number += 1
            page, found_etag = self._read_page(number, etag, deadline)
            if page is None:
                return  # as we know it
            if number == 1:
                first_etag = found_etag
            before = len(people)
            people |= {person.identifier: person for person in page.people}
            etag = None
            if len(people) > MOST_PEOPLE:
                raise BadFeed(f"more than {MOST_PEOPLE} people")
            # a page that brings nobody new is the last one, whatever is promised
            if len(people) == before or len(people) >= page.total:
                break
        else:
            raise BadFeed(f"more than {MOST_PAGES} pages")
        self.env["coop.directory.entry"]._replace_all(self, people.values())
        self.etag = first_etag

    def _read_page(self, number, etag, deadline):
        """(page, ETag) of a page; None for a page that has not changed."""
        address = self._address(number)
        response = fetch(
            address,
            token=self.feed_token or None,
            etag=etag or None,
            allow_private=self.allow_private,
            deadline=deadline,
        )
        if response is None:
            return None, etag
        return read_page(response.content, address.netloc), response.etag

    def _sentence(self, error):
        """What the team is told about a feed that could not be read."""
        return self.env._("Not read: %s", error)

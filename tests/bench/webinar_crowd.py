"""People who register for one webinar, each on a phone of their own, by the link that
they were sent."""

import http.client
import re
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

#: connections at the same moment, as a proxy keeps them: two workers let sixteen wait.
#: Who has to wait for a connection waits for an answer, and it counts
MOST_AT_ONCE = 16
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Crowd:
    """Guests at ``address``, each with one of ``paths``; ``times`` are the seconds that
    each waited for an answer, ``failures`` what went wrong."""

    def __init__(self, address, paths):
        self.address = address
        self.paths = paths
        self.people = range(len(paths))
        self.phones = {}
        self.times = []
        self.failures = []

    def open_the_page(self):
        """Everybody opens their link, which takes the time that it takes."""
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self._open, self.people))

    def register(self, seconds):
        """Everybody registers, evenly over so many seconds; how long it took."""
        start = time.monotonic()
        pause = seconds / len(self.people)
        with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
            for position in self.people:
                time.sleep(max(start + position * pause - time.monotonic(), 0))
                pool.submit(self._register, position, time.monotonic())
        return time.monotonic() - start

    def _headers(self, position):
        return {
            "X-Forwarded-For": f"10.{position // 250}.1.{position % 250}",
            "X-Forwarded-Host": "webinars.example.org",
            "X-Forwarded-Proto": "http",
            "Connection": "close",
        }

    def _open(self, position):
        connection = http.client.HTTPConnection(*self.address, timeout=120)
        connection.request("GET", self.paths[position], headers=self._headers(position))
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        cookies = [
            value.split(";")[0]
            for name, value in answer.getheaders()
            if name.lower() == "set-cookie"
        ]
        [session] = [one for one in cookies if one.startswith("session_id")]
        self.phones[position] = session, TOKEN.search(page).group(1)

    def _register(self, position, start):
        session, token = self.phones[position]
        headers = self._headers(position) | {
            "Cookie": session,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection = http.client.HTTPConnection(*self.address, timeout=120)
            form = urlencode({"csrf_token": token})
            connection.request("POST", self.paths[position], form, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status != 303:
                self.failures.append(f"{position}: {answer.status}")
        except OSError as error:
            self.failures.append(f"{position}: {error}")
        self.times.append(time.monotonic() - start)

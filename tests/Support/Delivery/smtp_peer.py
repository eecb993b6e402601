"""A real SMTP server for specs, on aiosmtpd. Keeps each mail it accepts as a file, and behaves as the recipient's name asks:
refused@ never, busy-once@ not the first time, hang-up-once@ keeps the first copy but hangs up before saying so.
A line on its standard input is its mood from then on: "well", "busy" (nobody's mail is taken), "silent" (nothing is
said until the next mood), "hanging-up" (every mail is kept and nobody told).
Ends when its standard input closes, so that it never outlives the test process."""
import argparse
import asyncio
import logging
import pathlib
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


class Keeper:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.met = set()
        self.count = len(list(self.folder.glob("*.eml")))
        self.mood = "well"

    def _first(self, what):
        new = what not in self.met
        self.met.add(what)
        return new

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("refused@"):
            return "550 5.1.1 No such user here: " + address
        if address.startswith("busy-once@") and self._first(address):
            return "451 4.3.2 Come back later, " + address
        while self.mood == "silent":
            await asyncio.sleep(0.1)
        if self.mood == "busy":
            return "451 4.3.2 Come back later, all of you"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = f"{self.count:04d}.eml"
        partial = self.folder / (name + ".tmp")
        security = b"tls" if session.ssl is not None else b"plain"
        login = session.auth_data.login if session.authenticated and session.auth_data else b""
        partial.write_bytes(b"X-Peer-Session: " + security + b" " + login + b"\r\n" + envelope.content)
        partial.rename(self.folder / name)
        if self.mood == "hanging-up" or any(to.startswith("hang-up-once@") and self._first(to) for to in envelope.rcpt_tos):
            server.transport.abort()
        return "250 OK"


def main():
    logging.disable(logging.WARNING)  # aiosmtpd warns of its own past
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--folder", required=True)
    options.add_argument("--certificate")
    options.add_argument("--key")
    options.add_argument("--user")
    options.add_argument("--password")
    given = options.parse_args()

    settings = {}
    if given.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(given.certificate, given.key)
        settings["tls_context"] = context
        settings["require_starttls"] = True
    if given.user:
        def authenticate(server, session, envelope, mechanism, data):
            right = isinstance(data, LoginPassword) and data == LoginPassword(given.user.encode(), given.password.encode())
            return AuthResult(success=right, handled=right, auth_data=data)
        settings["authenticator"] = authenticate
        settings["auth_required"] = True

    keeper = Keeper(given.folder)
    # A busy machine needs longer than the five seconds that it is given otherwise.
    controller = Controller(keeper, hostname="127.0.0.1", port=given.port, ready_timeout=60, **settings)
    controller.start()
    print("ready", flush=True)
    for line in sys.stdin:
        keeper.mood = line.strip()
    controller.stop(no_assert=True)


main()

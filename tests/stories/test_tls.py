"""TLS: an own authority, given files, what is refused without, and whom the proxy's word is taken from."""

from __future__ import annotations

import signal
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from petroverse.app import Home, Settings, fresh_link
from petroverse.app.tls import authority_of, certificate_of
from petroverse.database import EngineSettings, forget_engine
from platform_process import Running, petroverse, running_role, running_up


def context_of(home: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=authority_of(Home(home)))


def serial(address: str) -> bytes:
    host, port = address.removeprefix("https://").split(":")
    unverified = ssl._create_unverified_context()
    with socket.create_connection((host, int(port))) as raw, unverified.wrap_socket(raw) as tls:
        return tls.getpeercert(binary_form=True)


def test_a_platform_of_its_own_authority_is_reached_only_by_who_trusts_it(own_home: Path):
    with running_up(own_home, "--empty", "--tls", "local") as up:
        assert up.address.startswith("https://127.0.0.1:")
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(f"{up.address}/healthz")
        with httpx.Client(verify=context_of(own_home)) as client:
            landed = client.get(up.link, follow_redirects=False)
            assert "max-age" in landed.headers["strict-transport-security"]
            assert "Secure" in landed.headers["set-cookie"]
            assert client.get(f"{up.address}/api/session").status_code == 200
        assert fresh_link(Home(own_home)).startswith(up.address)
        assert "update-ca-certificates" in up.said()


def test_given_files_are_used_and_read_again_on_a_hang_up(own_home: Path, tmp_path: Path):
    own = Settings(home=tmp_path / "authority", tls="local")
    files = certificate_of(own, Home(own.home))
    more = ["--empty", "--tls-cert", str(files.chain), "--tls-key", str(files.key)]
    with running_up(own_home, *more) as up:
        before = serial(up.address)
        later = datetime.now(UTC) + timedelta(days=380)
        certificate_of(own, Home(own.home), now=later)
        up.process.send_signal(signal.SIGHUP)
        until = time.monotonic() + 10
        while serial(up.address) == before and time.monotonic() < until:
            time.sleep(0.1)
        assert serial(up.address) != before
        assert up.process.poll() is None


def test_a_certificate_that_cannot_be_used_is_named(tmp_path: Path):
    (tmp_path / "cert.pem").write_text("nothing")
    more = ["--tls-cert", tmp_path / "cert.pem", "--tls-key", tmp_path / "cert.pem", "--no-browser", "--empty"]
    refused = petroverse("up", "--port", "0", *more, home=tmp_path / "home")
    assert refused.returncode == 2
    assert "cert.pem" in refused.stderr
    forget_engine(EngineSettings(tmp_path / "home"))


def test_behind_a_trusted_proxy_its_word_counts_and_nobody_elses(own_home: Path):
    more = ["--host", "0.0.0.0", "--url", "https://fuel.example", "--trusted-proxy", "127.0.0.1"]
    with running_role("api", own_home, *more, settings={"log_format": "json"}) as api:
        port = listening_port(api)
        here = f"http://127.0.0.1:{port}"
        through = {"X-Forwarded-Host": "fuel.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
        page = httpx.get(f"{here}/", headers=through)
        assert page.status_code == 200
        assert "strict-transport-security" in page.headers
        assert httpx.get(f"{here}/", headers={**through, "X-Forwarded-Host": "evil.example"}).status_code == 421
        assert httpx.get(f"{here}/metrics", headers={"Host": "127.0.0.1"}).status_code == 403
        elsewhere = f"http://{own_address()}:{port}"
        past = httpx.get(f"{elsewhere}/", headers=through)
        assert past.status_code == 403
        assert past.json()["type"].endswith("ProxyNeeded")
        assert httpx.get(f"{elsewhere}/healthz").status_code == 200


def listening_port(role: Running) -> int:
    """The port that a role's process listens on."""
    import psutil

    listening = psutil.Process(role.process.pid).net_connections("tcp")
    return next(each.laddr.port for each in listening if each.status == psutil.CONN_LISTEN)


def own_address() -> str:
    """An address of this machine that is not loopback."""
    import psutil

    found = [
        each.address
        for of in psutil.net_if_addrs().values()
        for each in of
        if each.family == socket.AF_INET and not each.address.startswith("127.")
    ]
    return found[0] if found else pytest.skip("this machine has no address but loopback")

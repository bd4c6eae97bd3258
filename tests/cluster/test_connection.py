"""Connecting to real API servers: exec plug-ins, service accounts, and all that can go wrong with credentials."""

import json
import socket

import pytest

from deckgen.cluster import connection
from deckgen.cluster.collect import collect, connect
from deckgen.errors import ClusterError

pytestmark = pytest.mark.bed
CREDENTIAL = {"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential"}


@pytest.fixture
def changed(newest_server, tmp_path):
    """Gives a kubeconfig of the admin's with another cluster or user entry."""

    def change(cluster=None, user=None):
        config = json.loads(newest_server.kubeconfig("admin").read_text())
        config["clusters"][0]["cluster"] |= cluster or {}
        if user:
            config["users"][0]["user"] = user
        file = tmp_path / "config"
        file.write_text(json.dumps(config))
        return file

    return change


def plugin(folder, script, **more):
    """A user entry whose exec plug-in is the shell script."""
    file = folder / "plugin"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return {"exec": {"apiVersion": CREDENTIAL["apiVersion"], "command": str(file), "interactiveMode": "Never", **more}}


def token_of(server, user):
    return json.loads(server.kubeconfig(user).read_text())["users"][0]["user"]["token"]


def failure(path):
    with pytest.raises(ClusterError) as caught:
        collect(connect(path))
    return f"{caught.value}; {caught.value.hint}"


def test_an_exec_plugin_gives_the_token(newest_server, changed, tmp_path):
    credential = CREDENTIAL | {"status": {"token": token_of(newest_server, "viewer")}}
    snapshot = collect(connect(changed(user=plugin(tmp_path, f"echo '{json.dumps(credential)}'"))))
    assert "pods" in snapshot.resources
    assert snapshot.origins[0].name == "bed"


def test_a_failing_exec_plugin_is_quoted(changed, tmp_path, capfd):
    said = failure(changed(user=plugin(tmp_path, "echo please log in first >&2; exit 3")))
    assert "its exec plug-in gave no credentials" in said
    assert "please log in first" in said
    assert capfd.readouterr().err == ""


def test_a_missing_exec_plugin_is_named_with_how_to_get_it(changed):
    user = {"exec": {"apiVersion": CREDENTIAL["apiVersion"], "command": "no-such-plugin", "installHint": "apt get it"}}
    said = failure(changed(user=user))
    assert "no-such-plugin" in said
    assert "apt get it" in said


def test_an_exec_plugin_that_prints_something_else_is_said_to(changed, tmp_path):
    assert "its exec plug-in gave no credentials" in failure(changed(user=plugin(tmp_path, "echo hello")))


def test_a_wrong_token_is_not_accepted(changed):
    said = failure(changed(user={"token": "wrong"}))
    assert "does not accept the credentials" in said
    assert "log in again" in said


def test_without_credentials_nothing_can_be_read(changed):
    assert "deckgen manifests rbac" in failure(changed(user={"username": "nobody"}))
    assert "lets 'bed' read nothing" in failure(changed(user={"username": "nobody"}))


def test_a_port_where_nothing_listens_is_said_to_refuse(changed):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    said = failure(changed(cluster={"server": f"https://127.0.0.1:{port}"}))
    assert f"https://127.0.0.1:{port} cannot be read: connection refused" in said
    assert "reached from here" in said


def test_a_name_that_nobody_knows_is_said_to_be_unknown(changed):
    assert "unknown host name" in failure(changed(cluster={"server": "https://no-such-host.invalid"}))


def test_a_certificate_of_another_authority_is_not_trusted(changed, newest_server):
    config = changed(cluster={"certificate-authority-data": None, "certificate-authority": None})
    known = json.loads(config.read_text())
    known["clusters"][0]["cluster"] = {"server": newest_server.url}
    config.write_text(json.dumps(known))
    said = failure(config)
    assert "TLS failed" in said
    assert "certificate-authority" in said


def test_a_missing_certificate_file_is_named(changed):
    said = failure(changed(user={"client-certificate": "/no/such/file", "client-key": "/no/such/key"}))
    assert "/no/such/file" in said


def test_another_kind_of_server_is_said_to_be_none(changed, newest_server):
    said = failure(changed(cluster={"server": f"{newest_server.url}/no/such/path"}))
    assert "cannot be read" in said


def test_in_a_pod_its_own_service_account_is_used(newest_server, tmp_path, monkeypatch):
    config = json.loads(newest_server.kubeconfig("viewer").read_text())
    import base64

    from kubernetes.config import incluster_config

    (tmp_path / "token").write_text(token_of(newest_server, "viewer"))
    authority = base64.b64decode(config["clusters"][0]["cluster"]["certificate-authority-data"])
    (tmp_path / "ca.crt").write_bytes(authority)
    (tmp_path / "namespace").write_text("shop")
    monkeypatch.setattr(connection, "OWN_NAMESPACE", tmp_path / "namespace")
    monkeypatch.setattr(incluster_config, "SERVICE_TOKEN_FILENAME", str(tmp_path / "token"))
    monkeypatch.setattr(incluster_config, "SERVICE_CERT_FILENAME", str(tmp_path / "ca.crt"))
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "127.0.0.1")
    monkeypatch.setenv("KUBERNETES_SERVICE_PORT", str(newest_server.port))
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "none"))

    target = connect()

    assert (target.name, target.namespace) == ("in-cluster", "shop")
    assert "pods" in collect(target).resources

"""Addresses, ids and secrets are known by their looks, and examples, versions and PowerPoint's own ids are not."""

import pytest

from deckgen.audit.markup import pieces
from deckgen.audit.pattern import looks
from deckgen.audit.piece import Content, Piece

UUID = "7f3c9a1e-5b2d-4860-a1c4-e7d90b3f6a25"
TOKEN = "A1b2C3d4E5f6G7h8I9j0"


def found(text):
    return [(pattern.name, value) for pattern, value in looks(Piece("", text))]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("API at 10.20.4.20:6443", "IPv4 address", "10.20.4.20"),
        ("pods 10.42.0.0/16.", "IPv4 address", "10.42.0.0"),
        ("8.8.4.4, then", "IPv4 address", "8.8.4.4"),
        ("a network 10.42.0.0 of ours", "IPv4 address", "10.42.0.0"),
        ("at fd00:10:42::7 now", "IPv6 address", "fd00:10:42::7"),
        ("[2a00:1450:4001:81b:0:0:0:200e]:443", "IPv6 address", "2a00:1450:4001:81b:0:0:0:200e"),
        ("mail zora@shop.io.", "e-mail address", "zora@shop.io"),
        ("zora.kruel+k8s@mail.shop.co.uk", "e-mail address", "zora.kruel+k8s@mail.shop.co.uk"),
        (f"server {UUID}", "UUID", UUID),
        ("project 7f3c9a1e5b2d4860a1c4e7d90b3f6a25", "OpenStack id", "7f3c9a1e5b2d4860a1c4e7d90b3f6a25"),
        (f"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6b3JhIn0.{TOKEN}", "JSON web token", None),
        (f"Authorization: Bearer {TOKEN}", "bearer token", TOKEN),
        ("X-Auth-Token: gAAAAABm" + TOKEN * 3, "Fernet token", None),
        ("AKIA" + "Q" * 16, "access key", "AKIA" + "Q" * 16),
        ("ghp_" + "q" * 36, "access key", "ghp_" + "q" * 36),
        ("glpat-" + TOKEN, "access key", "glpat-" + TOKEN),
        ("-----BEGIN RSA PRIVATE KEY-----", "private key", None),
        ("-----BEGIN PRIVATE KEY-----", "private key", None),
        ("amqp://nova:s3cr3t@rabbit:5672", "password in a URL", "s3cr3t"),
    ],
)
def test_what_looks_like_a_value_is_one(text, name, value):
    assert [one for one in found(text) if one[0] == name] == [(name, value or found(text)[0][1])]


@pytest.mark.parametrize(
    "text",
    [
        *("Kubernetes 1.33.4", "1.33.4.0", "v1.33.4.7", "version 8.1.33.4", "chart: 4.12.1.3", "release-8.1.33.4"),
        *("192.0.2.1", "198.51.100.7/24", "203.0.113.255", "2001:db8::1", "3fff:1::1"),
        *("0.0.0.0/0", "127.0.0.1:8080", "255.255.255.0", "169.254.169.254", "224.0.0.1", "::1", "::/0", "ff02::1"),
        *("300.1.1.1", "1.3.6.1.4.1.311", "01.02.03.04", "1.2.3", "12:34:56", "std::vector", "a::before", "10:42"),
        *("jo@example.com", "ops@mail.example.org", "a@cluster.test", "registry/app@sha256:abc", "@example"),
        *("00000000-0000-0000-0000-000000000000", "0" * 32, "sha256:" + "ab" * 32, "1" * 32, f"x{UUID}"),
        *("https://user:password@shop", "https://user:<secret>@shop", "https://user:$TOKEN@shop", "http://shop:80/a@b"),
        *("Bearer $TOKEN", "Bearer <your token>", "eyJust.words.here", "-----BEGIN CERTIFICATE-----"),
    ],
)
def test_what_only_looks_like_one_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "markup",
    [
        f'<a16:creationId xmlns:a16="x" id="{{{UUID.upper()}}}"/>',
        f'<p14:section name="Words" id="{{{UUID}}}"/>',
        f"<a:tableStyleId>{{{UUID}}}</a:tableStyleId>",
        f'<a:ext uri="{{{UUID}}}"/>',
        f'<worksheet xr:uid="{{{UUID}}}"/>',
        f'<property fmtid="{{{UUID}}}" pid="2" name="words"/>',
        '<path d="M1.2.3.4 10.20.4.20z"/>',
    ],
)
def test_ids_that_office_writes_and_drawn_lines_are_no_values(markup):
    assert [hit for piece in pieces(Content("", b""), markup) for hit in looks(piece)] == []


@pytest.mark.parametrize(
    "markup",
    [
        f"<a:t>{{{UUID}}}</a:t>",
        f'<p:cNvPr descr="{UUID}"/>',
        f'<a:ext uri="x" note="{UUID}"/>',
        f'<property name="MSIP_Label_{{{UUID}}}"/>',
        f'<g id="{UUID}"/>',
    ],
)
def test_an_id_anywhere_else_is_a_value(markup):
    assert [hit[1] for piece in pieces(Content("", b""), markup) for hit in looks(piece)] == [UUID]

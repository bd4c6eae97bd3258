"""A profile with something of its own in each field, and slides that a customer's own script would add."""

import struct
import zlib

from deckgen.customer import Customer
from deckgen.fact import Holds
from tests.canaries.planted import ZONE

PHONE = "+49 7734 555 8812"


def planted(planter, folder):
    """Give the profile and the file beside which its logo lies, and note in ``planter`` what was planted."""

    def name(where, holds=Holds.FREE_TEXT):
        return planter.word(holds, where)

    def contact(who):
        return {
            "name": name(f"{who}, the name", Holds.PERSON),
            "role": name(f"{who}, the role"),
            "email": f"{name(f'{who}, the address', Holds.EMAIL)}@{ZONE}",
            "phone": planter.note(PHONE, Holds.PHONE, f"{who}, the telephone"),
        }

    logo = f"{name('brand.logo')}.png"
    (folder / logo).write_bytes(_picture(name("brand.logo, a text in the picture", Holds.CUSTOMER)))
    profile = Customer.model_validate(
        {
            "name": f"{name('name', Holds.CUSTOMER)} Handel",
            "cluster": name("cluster", Holds.CUSTOMER),
            "also_called": [name("also_called", Holds.CUSTOMER)],
            "contacts": [contact("contacts"), contact("contacts, another")],
            "support": [contact("support")],
            "needs": [f"The {name('needs')} keeps selling", f"A release of {name('needs')} takes minutes"],
            "solved": [f"Nobody knew where {name('solved')} ran"],
            "declared": {
                "access.control_panel.name": f"{name('declared, access.control_panel.name')} Panel",
                "access.control_panel.url": f"https://{name('declared, access.control_panel.url')}.{ZONE}",
                "compute.anti_affinity": f"soft, as {name('declared, compute.anti_affinity')} asked",
                "etcd.backup.place": f"swift container {name('declared, etcd.backup.place')}",
                "etcd.backup.keep": f"5 days, says {name('declared, etcd.backup.keep')}",
                "identity.provider": f"keystone of {name('declared, identity.provider')}",
                "rbac.initial_account": name("declared, rbac.initial_account"),
                "logging.url": f"https://{name('declared, logging.url')}.{ZONE}",
                "nodes.os_images": [f"{name('declared, nodes.os_images')} Linux"],
            },
            "promises": {
                "control-plane-nodes": {"value": 1, "because": f"a test, agreed with {name('promises, because')}"},
                "registry-runs": {"waived": f"images come from {name('promises, waived')}"},
            },
            "brand": {"logo": logo, "accent": "0B6E4F"},
        }
    )
    return profile, folder / "customer.yaml"


def sections(profile, read):
    """Give a section for the call alone, and one for the customer as well, with names that a person typed."""
    words = [profile.name, profile.cluster, profile.contacts[0].name, profile.contacts[0].email, PHONE]
    names = [read.nodes[-1].name, read.namespaces[-1].name, read.storage_classes[-1].name, read.pods[-1].name]
    ours = sorted(read.nodes[-1].addresses.values())
    return f"""
name: own
title: What a person typed
occasion: canaries
sections:
  - id: own-call
    title: For the call
    short: Call
    audiences: [call]
    slides:
      - id: typed
        kind: statement
        title: "We look at {" and ".join(words[:2])}"
        points: ["{'", "'.join([*words[2:], *names, *ours])}"]
        notes: {{say: ["Ask {words[2]} about {names[0]}"]}}
  - id: own-both
    title: For the customer, too
    short: Both
    audiences: [call, customer]
    slides:
      - id: typed
        kind: statement
        title: "{words[0]} looks at {names[1]}"
        points: ["{'", "'.join([*words[1:], *names])}"]
        notes: {{say: ["Greet {words[2]}"]}}
"""


def _picture(text):
    """Give a PNG of one pixel with a text in it."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    told = chunk(b"tEXt", b"Comment\0" + text.encode())
    pixels = chunk(b"IDAT", zlib.compress(b"\0\x20\x40\x60"))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + told + pixels + chunk(b"IEND", b"")

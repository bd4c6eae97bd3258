"""Icons: what stands in a box for its role, a family of our own.

Every one is drawn with strokes of one width and round ends on a grid of 24 by 24, in one colour, the box's ink. Both
renderers draw the same strokes. No vendor's mark is among them.
"""

from collections.abc import Mapping

from deckgen.render.stroke import Stroke, arc, bow, dot, frame, line, oval, polygon, ring, trace
from deckgen.scene import Role

Icon = tuple[Stroke, ...]
"""An icon: its strokes on the grid."""

PARTS: Mapping[Role, Icon] = {
    # an opening and a closing bracket
    "api": (line(7.5, 6, 2.5, 12, 7.5, 18), line(16.5, 6, 21.5, 12, 16.5, 18), line(13.8, 4, 10.2, 20)),
    # round and round: compare, then change
    "controller": (
        arc(12, 12, 8.5, 195, 345),
        line(20.6, 4.2, 20.2, 9.8, 14.8, 9.4),
        arc(12, 12, 8.5, 15, 165),
        line(3.4, 19.8, 3.8, 14.2, 9.2, 14.6),
    ),
    # one of three places is chosen
    "scheduler": (
        line(12, 2.5, 12, 11),
        line(8.5, 7.8, 12, 11.3, 15.5, 7.8),
        line(2.5, 14.5, 2.5, 21, 21.5, 21, 21.5, 14.5),
        line(8.8, 14.5, 8.8, 21),
        line(15.2, 14.5, 15.2, 21),
    ),
    # a database
    "etcd": (
        oval(12, 5.5, 8.5, 3),
        line(3.5, 5.5, 3.5, 18.5),
        line(20.5, 5.5, 20.5, 18.5),
        bow(12, 12, 8.5, 3),
        bow(12, 18.5, 8.5, 3),
    ),
    # three controls, each set
    "control-plane": (
        *(line(x, 2.5, x, y - 2.6) for x, y in ((4.5, 14.5), (12, 8), (19.5, 16))),
        *(line(x, y + 2.6, x, 21.5) for x, y in ((4.5, 14.5), (12, 8), (19.5, 16))),
        *(ring(x, y, 2.6) for x, y in ((4.5, 14.5), (12, 8), (19.5, 16))),
    ),
    # a computer
    "node": (frame(2.5, 3.5, 19, 13), line(12, 16.5, 12, 20.5), line(7.5, 20.5, 16.5, 20.5)),
    # an agent: a robot's head
    "kubelet": (
        frame(4, 8.5, 16, 12.5, 3),
        line(12, 8.5, 12, 5),
        dot(12, 3.6, 1.8),
        dot(9, 14, 1.6),
        dot(15, 14, 1.6),
        line(1.5, 13, 1.5, 16.5),
        line(22.5, 13, 22.5, 16.5),
    ),
    # a plug
    "plug-in": (
        line(8.5, 2.5, 8.5, 7.5),
        line(15.5, 2.5, 15.5, 7.5),
        trace(
            (4.5, 7.5), (19.5, 7.5), (19.5, 10.5), (19.5, 14.6, 16.2, 17, 12, 17), (7.8, 17, 4.5, 14.6, 4.5, 10.5),
            closed=True,
        ),
        line(12, 17, 12, 21.5),
    ),
}  # fmt: skip

RESOURCES: Mapping[Role, Icon] = {
    # what belongs together, in one shell
    "pod": (ring(12, 12, 9.7), dot(12, 7.9, 2.1), dot(8, 14.3, 2.1), dot(16, 14.3, 2.1)),
    # a container as ships carry it
    "container": (frame(1.5, 5.5, 21, 13, 1), *(line(x, 9, x, 15) for x in (6.6, 12, 17.4))),
    # copies of one thing
    "deployment": (
        frame(9, 9, 12.5, 12.5),
        line(5.7, 17.6, 5.7, 5.7, 17.6, 5.7),
        line(2.4, 14.2, 2.4, 2.4, 14.2, 2.4),
    ),
    # one address for many
    "service": (
        ring(5.2, 12, 3.2),
        line(8.4, 12, 18, 12),
        line(7.9, 10.2, 17.6, 4.8),
        line(7.9, 13.8, 17.6, 19.2),
        dot(19.6, 4.2, 2.2),
        dot(20, 12, 2.2),
        dot(19.6, 19.8, 2.2),
    ),
    # the way in
    "ingress": (
        line(2, 12, 14.5, 12),
        line(10.3, 7.5, 14.8, 12, 10.3, 16.5),
        trace(
            (10, 2.5), (19, 2.5), (20.4, 2.5, 21.5, 3.6, 21.5, 5),
            (21.5, 19), (21.5, 20.4, 20.4, 21.5, 19, 21.5), (10, 21.5),
        ),
    ),
    # a border that holds names apart
    "namespace": (
        *(line(x, y + dy, x, y, x + dx, y) for x, dx in ((3, 3.5), (21, -3.5)) for y, dy in ((3, 3.5), (21, -3.5))),
        *(line(10.5, y, 13.5, y) for y in (3, 21)),
        *(line(x, 10.5, x, 13.5) for x in (3, 21)),
        dot(12, 12, 2.2),
    ),
    # a shield
    "policy": (
        trace(
            (12, 2), (20, 5), (20, 11.5), (20, 16.3, 16.8, 20, 12, 22), (7.2, 20, 4, 16.3, 4, 11.5), (4, 5),
            closed=True,
        ),
        line(8.3, 11.8, 11, 14.5, 15.8, 9.2),
    ),
    # a paper with its seal
    "certificate": (
        trace((10, 17), (3, 17), (3, 3), (21, 3), (21, 8)),
        line(7, 7.5, 14, 7.5),
        line(7, 12, 10.5, 12),
        ring(17, 13.5, 3.7),
        line(14.8, 16.8, 14.8, 22, 17, 20.4, 19.2, 22, 19.2, 16.8),
    ),
}  # fmt: skip

WAYS: Mapping[Role, Icon] = {
    # one above, three below
    "load-balancer": (
        frame(8, 1.5, 8, 6, 1.5),
        line(12, 7.5, 12, 15.5),
        trace((4, 15.5), (4, 11.5), (20, 11.5), (20, 15.5)),
        *(ring(x, 18.6, 2.9) for x in (4, 12, 20)),
    ),
    # three that reach one another
    "network": (
        ring(12, 5, 3.2),
        ring(4.8, 18.3, 3.2),
        ring(19.2, 18.3, 3.2),
        line(10.4, 7.9, 6.4, 15.4),
        line(13.6, 7.9, 17.6, 15.4),
        line(8, 18.3, 16, 18.3),
    ),
    # a letter
    "packet": (frame(2, 4.5, 20, 15), line(2.8, 6, 12, 13, 21.2, 6)),
    # a signpost
    "dns": (
        *(line(12, top, 12, bottom) for top, bottom in ((1.5, 4), (9.4, 12), (17.4, 22.5))),
        polygon(4.5, 4, 17.5, 4, 20.5, 6.7, 17.5, 9.4, 4.5, 9.4),
        polygon(19.5, 12, 6.5, 12, 3.5, 14.7, 6.5, 17.4, 19.5, 17.4),
    ),
    # the globe
    "internet": (ring(12, 12, 9.7), oval(12, 12, 4.3, 9.7), line(2.3, 12, 21.7, 12)),
}  # fmt: skip

STORAGE: Mapping[Role, Icon] = {
    # a ticket to be redeemed
    "claim": (
        trace(
            (2, 5.5), (22, 5.5), (22, 9), (20.3, 9, 19, 10.3, 19, 12), (19, 13.7, 20.3, 15, 22, 15), (22, 18.5),
            (2, 18.5), (2, 15), (3.7, 15, 5, 13.7, 5, 12), (5, 10.3, 3.7, 9, 2, 9), closed=True,
        ),
        line(12, 9, 12, 10),
        line(12, 14, 12, 15),
    ),
    # kinds in layers
    "storage-class": (
        polygon(12, 2.5, 22, 7.5, 12, 12.5, 2, 7.5),
        line(2, 12.2, 12, 17.2, 22, 12.2),
        line(2, 16.9, 12, 21.9, 22, 16.9),
    ),
    # a disk in its housing
    "volume": (
        frame(2, 12.5, 20, 8.5),
        line(2.6, 13.2, 6, 4, 18, 4, 21.4, 13.2),
        dot(17.6, 16.8, 1.6),
        line(6, 16.8, 11, 16.8),
    ),
    # a bucket
    "object-storage": (
        oval(12, 5.5, 9.3, 3),
        line(2.7, 5.5, 6.3, 19.4),
        line(21.3, 5.5, 17.7, 19.4),
        bow(12, 19.4, 5.7, 2.3),
    ),
}  # fmt: skip

ACCESS: Mapping[Role, Icon] = {
    # a person
    "user": (ring(12, 7, 4.7), trace((3, 21.5), (3, 16.7, 7, 14.8, 12, 14.8), (17, 14.8, 21, 16.7, 21, 21.5))),
    # a card that says who one is
    "identity": (
        frame(1.5, 4, 21, 16),
        ring(7.8, 9.8, 2.4),
        trace((3.9, 16.6), (3.9, 14.6, 5.5, 13.9, 7.8, 13.9), (10.1, 13.9, 11.7, 14.6, 11.7, 16.6)),
        line(14.8, 9.5, 19, 9.5),
        line(14.8, 14, 19, 14),
    ),
    # a key
    "role": (ring(7, 16.5, 4.7), line(10.5, 13, 20.5, 3), line(16, 7.5, 19.5, 11), line(19.5, 4, 22, 6.5)),
}

RUNNING: Mapping[Role, Icon] = {
    # a warehouse
    "registry": (
        line(2, 21.5, 2, 9, 12, 2.5, 22, 9, 22, 21.5),
        frame(7, 11.5, 10, 10, 0.6),
        line(7, 16.5, 17, 16.5),
    ),
    # a parcel
    "image": (
        polygon(12, 1.8, 21, 6.8, 21, 17.2, 12, 22.2, 3, 17.2, 3, 6.8),
        line(3, 6.8, 12, 11.9, 21, 6.8),
        line(12, 11.9, 12, 22.2),
    ),
    # looked at through a glass
    "scanner": (ring(10, 10, 7.7), line(15.6, 15.6, 21.8, 21.8), line(6.8, 10.2, 9.2, 12.6, 13.4, 7.8)),
    # a paper full of lines
    "logs": (
        frame(4, 2, 16, 20),
        *(line(8, y, end, y) for y, end in ((7, 16), (11.7, 16), (16.4, 12.5))),
    ),
    # a curve over its axes
    "metrics": (line(2.5, 2.5, 2.5, 21.5, 21.5, 21.5), line(6.5, 16.5, 11, 10.5, 15, 13.5, 21, 5.5)),
    # a bell
    "alert": (
        trace(
            (2.8, 17.5), (4.9, 15.5, 5.2, 13.4, 5.2, 9.3), (5.2, 5.3, 8, 2.5, 12, 2.5), (16, 2.5, 18.8, 5.3, 18.8, 9.3),
            (18.8, 13.4, 19.1, 15.5, 21.2, 17.5), closed=True,
        ),
        arc(12, 18.3, 3.2, 20, 160),
    ),
    # a gauge
    "dashboard": (
        trace((3.8, 19.5), (20.2, 19.5)),
        arc(12, 14, 9.8, 146, 394),
        line(12, 14, 16.2, 8.6),
        dot(12, 14, 2),
    ),
}  # fmt: skip

AROUND: Mapping[Role, Icon] = {
    # a clock
    "schedule": (ring(12, 12, 9.7), line(12, 6.2, 12, 12, 16.2, 14.4)),
    # put away into its box
    "backup": (
        frame(1.8, 3, 20.4, 5, 1.2),
        trace(
            (3.6, 8), (3.6, 19), (3.6, 20.4, 4.4, 21.2, 5.8, 21.2),
            (18.2, 21.2), (19.6, 21.2, 20.4, 20.4, 20.4, 19), (20.4, 8),
        ),
        line(12, 10.6, 12, 17.3),
        line(9, 14.5, 12, 17.5, 15, 14.5),
    ),
    # units in a rack
    "server": (
        *(frame(2.5, y, 19, 5.6, 1.4) for y in (2, 9.2, 16.4)),
        *(dot(6.4, y, 1.25) for y in (4.8, 12, 19.2)),
        *(line(12.5, y, 17.8, y) for y in (4.8, 12, 19.2)),
    ),
    # a processor
    "flavor": (
        frame(5.5, 5.5, 13, 13),
        frame(9.5, 9.5, 5, 5, 0.6),
        *(line(x, y, x, y + 3) for x in (9, 15) for y in (2, 19)),
        *(line(x, y, x + 3, y) for y in (9, 15) for x in (2, 19)),
    ),
    # a place on the map
    "zone": (
        trace(
            (12, 22.2), (7.5, 17.6, 4.2, 13.8, 4.2, 9.6), (4.2, 5.1, 7.6, 1.8, 12, 1.8),
            (16.4, 1.8, 19.8, 5.1, 19.8, 9.6), (19.8, 13.8, 16.5, 17.6, 12, 22.2), closed=True,
        ),
        ring(12, 9.6, 3),
    ),
}  # fmt: skip

ICONS: Mapping[Role, Icon] = {**PARTS, **RESOURCES, **WAYS, **STORAGE, **ACCESS, **RUNNING, **AROUND}
"""The icon of every role."""

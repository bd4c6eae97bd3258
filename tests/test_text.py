from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from pydantic import BaseModel, ValidationError

from deckgen.audience import AUDIENCES
from deckgen.brief import Brief
from deckgen.customer import Contact, Customer
from deckgen.deck import Run
from deckgen.errors import InputError
from deckgen.fact import Fact, Facts, Source
from deckgen.factname import FACTS
from deckgen.placed import Placed, Position
from deckgen.script import Alternative
from deckgen.text import Expression, NotVisible, Template, evaluate, holds, render, verbatim
from deckgen.wording import shown

NODES = [{"name": "cp-1", "count": 3, "items": 1}, {"name": "w-1", "count": 2, "items": 4}]


def fact(name, value, source=Source.OBSERVED, **more):
    return Fact(name, value, source if value is not None else Source.NOT_VISIBLE, **more)


def brief(**values):
    facts = [
        fact("nodes.control_plane.count", 3),
        fact("nodes.count", 9, standard=8),
        fact("nodes.not_ready", ["w-1"]),
        fact("nodes.not_ready.count", 1),
        fact("nodes.list", NODES),
        fact("etcd.members.count", 5, Source.DOCUMENTED),
        fact("etcd.version", None, reason="forbidden"),
        *(fact(f"x.{name}", value) for name, value in values.items()),
    ]
    customer = Customer(name="Example Retail", contacts=(Contact(name="Anna"),))
    taken = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)
    return Brief(customer, Facts({one.name: one for one in facts}), AUDIENCES["call"], taken)


def written(source, **values):
    return str(render(Template(source), brief(**values)))


def failure(source, item=None, **values):
    with pytest.raises(InputError) as caught:
        render(Template(source), brief(**values), item)
    return f"{caught.value} {caught.value.hint}"


def refusal(source, kind=Template):
    with pytest.raises(ValueError, match=r".+") as caught:
        kind(source)
    return f"{caught.value.context['message']} {caught.value.context['allowed']}"


def test_a_fact_stands_in_a_sentence_by_its_dotted_name():
    assert written("{{ nodes.control_plane.count | words | cap }} nodes keep it up") == "Three nodes keep it up"


def test_a_fact_whose_name_goes_on_is_still_a_fact():
    assert written("{{ nodes.not_ready }}: {{ nodes.not_ready.count }}") == "w-1: 1"


def test_profile_time_audience_and_item_have_names():
    text = render(Template("{{ customer.name }}, {{ as_of }}, {{ audience }}, {{ item.zone }}"), brief(), {"zone": "a"})
    assert str(text) == "Example Retail, 14 May 2026, call, a"


def test_a_row_gives_its_columns_before_what_python_has_under_that_name():
    source = "{% for n in nodes.list %}{{ n.name }} {{ n.items }}{{ ', ' if not loop.last else '' }}{% endfor %}"
    assert written(source) == "cp-1 1, w-1 4"


def test_a_contact_gives_its_fields_and_no_methods():
    assert written("{% for c in customer.contacts %}{{ c.name }}{% endfor %}") == "Anna"
    assert "there is no 'model_dump'" in failure("{% for c in customer.contacts %}{{ c.model_dump }}{% endfor %}")


def test_a_text_over_a_fact_that_is_not_visible_is_not_written():
    assert render(Template("etcd {{ etcd.version }}"), brief()) is None


def test_what_the_profile_leaves_open_is_not_written():
    assert render(Template("your cluster {{ customer.cluster }}"), brief()) is None
    assert not holds(Expression("customer.cluster"), brief())
    assert holds(Expression("not customer.cluster"), brief())


def test_the_first_alternative_that_holds_and_is_visible_is_taken():
    words = (
        Alternative(text=Template("etcd {{ etcd.version }}")),
        Alternative(when=Expression("nodes.count < 3"), text=Template("small")),
        Alternative(when=Expression("etcd.version == '3.5'"), text=Template("old")),
        Template("{{ nodes.count }} nodes"),
        Template("never"),
    )
    assert str(render(words, brief())) == "9 nodes"
    assert render(words[:3], brief()) is None


def test_a_text_is_as_sure_as_the_least_sure_fact_in_it():
    assert render(Template("{{ nodes.control_plane.count }}"), brief()).source is Source.OBSERVED
    mixed = render(Template("{{ nodes.control_plane.count }} {{ etcd.members.count }}"), brief())
    assert mixed.source is Source.DOCUMENTED
    assert render(Template("no fact"), brief()).source is None


def test_what_is_said_because_of_a_fact_is_no_surer_than_that_fact():
    told = (Alternative(when=Expression("etcd.members.count"), text=Template("{{ nodes.control_plane.count }}")),)
    assert render(told, brief()).source is Source.DOCUMENTED
    asked = (Alternative(when=Expression("visible('etcd.members.count')"), text=Template("kept apart")),)
    assert render(asked, brief()).source is Source.DOCUMENTED


def test_an_observed_fact_that_only_picks_the_words_leaves_them_as_they_are():
    words = (Alternative(when=Expression("nodes.control_plane.count"), text=Template("a general truth")),)
    assert render(words, brief()).source is None


def test_a_text_differs_when_a_fact_in_it_does():
    assert render(Template("{{ nodes.count }}"), brief()).differs
    assert not render(Template("{{ nodes.control_plane.count }}"), brief()).differs


def test_visible_and_source_can_be_asked_of_any_fact():
    source = "{{ visible('etcd.version') }} {{ source('etcd.members.count') }} {{ source('etcd.version') }}"
    assert written(source) == "no documented not visible"


def test_authored_markup_becomes_runs():
    runs = render(
        Template("a **b {{ nodes.count }}** `c` [d](https://e.example/{{ nodes.count }}) \\*\\*f"), brief()
    ).runs
    assert runs == (
        Run("a "),
        Run("b 9", "strong"),
        Run(" "),
        Run("c", "code"),
        Run(" "),
        Run("d", href="https://e.example/9"),
        Run(" **f"),
    )


@pytest.mark.parametrize("value", ["**w** `x` [a](https://b.example)", "a*b", "\\*", "{{ nodes.count }}", "](x)"])
def test_a_value_is_never_read_as_markup_or_template(value):
    assert render(Template("{{ x.value }}"), brief(value=value)).runs == (Run(value),)


def test_a_value_that_is_no_address_makes_no_link():
    source = "[console]({{ x.url }})"
    assert render(Template(source), brief(url="javascript:alert(1)")).runs == (Run("console"),)
    assert render(Template(source), brief(url="https://g.example/a)b")).runs == (
        Run("console", href="https://g.example/a)b"),
    )


@given(st.text(min_size=1))
def test_any_value_comes_out_as_one_plain_printable_run(value):
    text = render(Template("<{{ x.value }}>"), brief(value=value))
    assert len(text.runs) == 1
    assert "\x1b" not in str(text)
    assert "\x02" not in str(text)


def test_terminal_codes_and_control_characters_are_taken_out_of_values():
    assert written("{{ x.value }}", value="\x1b[31mred\x1b[0m\x00 \x1b]8;;u\x07x\u202e") == "red x"
    assert evaluate(Expression("x.rows"), brief(rows=[{"a\x07": ["\x1b[1mb"]}])) == [{"a\x07": ["b"]}]


def test_verbatim_keeps_lines_and_markup():
    source = "kubectl get **x**\n  -o {{ nodes.count }}"
    assert verbatim(Template(source), brief()) == "kubectl get **x**\n  -o 9"
    assert verbatim(Template("{{ etcd.version }}"), brief()) is None


def test_a_condition_over_a_fact_that_is_not_visible_does_not_hold():
    assert holds(None, brief())
    assert holds(Expression("nodes.control_plane.count >= 3"), brief())
    assert not holds(Expression("etcd.version != '1'"), brief())
    with pytest.raises(NotVisible, match="forbidden"):
        evaluate(Expression("etcd.version"), brief())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ nodes.cuont }}", "there is no fact called 'nodes.cuont'"),
        ("{{ nodes.cuont }}", "did you mean 'nodes.count'?"),
        ("{{ nodes.control_plane }}", "there are nodes.control_plane.count"),
        ("{{ foo }}", "there is no fact called 'foo'"),
        ("{{ visible('nodes.cuont') }}", "did you mean 'nodes.count'?"),
        ("{{ customer }}", "which field of the customer"),
        ("{{ customer.nme }}", "did you mean 'name'?"),
        ("{{ item }}", "there is no item here"),
        ("{{ nodes.list }}", "name one of name, count or items"),
        ("{{ nodes.list[0].nme }}", "did you mean 'name'?"),
        ("{{ nodes.count.x }}", "'x' cannot be taken of a number"),
        ("{{ nodes.list | map(attribute='nme') | series }}", "there is no 'nme'"),
        ("{{ nodes.count | series }}", "not iterable"),
        ("{{ customer.name | words }}", "a number is needed here"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ 'a' * 100000000 }}", "* is for numbers only"),
        ("{{ '%1000000000d' % 1 }}", "% is for numbers only"),
        ("{{ ('a' | replace('a', nodes.text)) }}", "there is no fact"),
        ("{{ ''['__class__'] }}", "unsafe"),
    ],
)
def test_a_template_that_fails_says_why(source, words):
    assert words in failure(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ nodes.count", "unexpected end of template"),
        ("{{ nodes.count | wrds }}", "did you mean 'words'?"),
        ("{% if false %}{{ nodes.count | wrds }}{% endif %}", "did you mean 'words'?"),
        ("{{ 1 if nodes.count is ood }}", "No test named 'ood'"),
        ("{{ nodes.count | round(precision=1, precision=2) }}", "a second time"),
        ("{% for loop in nodes.list %}{% endfor %}", "special loop variable"),
        ("{{ x.__class__ }}", "cannot begin with an underscore"),
        ("{{ _read('nodes.count') }}", "nothing else can be called"),
        ("{{ nodes.list.append(1) }}", "nothing else can be called"),
        ("{{ visible(nodes.count) }}", "takes one fact name in quotes"),
        ("{{ visible('nodes.count', 1) }}", "takes one fact name in quotes"),
        ("{{ visible('nodes.count', name='x') }}", "takes one fact name in quotes"),
        ("{{ nodes.list | series(*nodes.list) }}", "each argument is written out"),
        ("{{ 9 ** 9 ** 9 }}", "** is not allowed"),
        ("{% set a = 1 %}", "statements: if, for"),
        ("{% include 'x' %}", "statements: if, for"),
        ("{% macro m() %}{% endmacro %}", "statements: if, for"),
        ("{% for a in nodes.list recursive %}{% endfor %}", "recursive"),
        ("  ", "must not be empty"),
        ("a" * 10_001, "longer than 10000 characters"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "too deeply nested"),
        ("{% for n in nodes.list %}" * 60 + "{% endfor %}" * 60, "too deeply nested"),
        ("{{ nodes.count" + " + nodes.count" * 250 + " }}", "too deeply nested"),
        ("{{ " + "9" * 5000 + " }}", "too deeply nested, or a number too long"),
    ],
)
def test_a_template_that_cannot_be_read_is_refused_when_it_is_made(source, words):
    assert words in refusal(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in [1, 2, 3] if a != 2 %}{{ loop.index }}/{{ loop.length }}: {{ a }}{% endfor %}",
        "{% for a in [1, 2, 3] %}{{ a }}{{ '' if loop.last else ', ' }}{% endfor %}",
        "{% for a, (b, c) in [(1, (2, 3)), (4, (5, 6))] %}{{ a }}{{ b }}{{ c }} {% else %}none{% endfor %}",
        "{% for a in [] %}some{% else %}none{% endfor %}",
        "{% for a in [1, 2] %}{% for a in 'xy' %}{{ a }}{{ loop.index }}{% endfor %}{{ a }}{% endfor %}",
        "{% if 1 > 2 %}a{% elif 2 > 3 %}b{% elif 3 > 2 %}c{% else %}d{% endif %}",
        "{% if 0 %}a{% elif '' %}b{% else %}d{% endif %}",
        "{{ 'abcdef'[1:4] }}{{ 'abcdef'[::2] }}{{ [1, 2][-1] }}{{ (1, 2)[0] }}",
        "{{ 1 < 2 < 3 }} {{ 1 < 2 > 3 }} {{ 2 in [1, 2] }} {{ 'x' not in 'abc' }} {{ 1 == 1.0 }}",
        "{{ not 0 }} {{ 0 or 'x' }} {{ 1 and 0 }} {{ -3 + +1 }} {{ 7 // 2 }} {{ 7 % 4 }} {{ 2 * 3 - 1 }} {{ 7 / 2 }}",
        "{{ 'a' ~ 1 ~ none }} {{ 'yes' if true else 'no' }} {{ {'a': 1}.a }} {{ 3 is odd }} {{ 4 is divisibleby 2 }}",
        "{{ ['b', 'a'] | sort | first | upper }} {{ [1, 2, 3] | select('odd') | sum }} {{ 2.345 | round(1) }}",
        "{{ [{'n': 2}, {'n': 1}] | map(attribute='n') | max }} {{ 'x' | lower | length }}",
        "  {% if true %}\n  x\n  {% endif %}\n{# remark #}y\n",
    ],
)
def test_a_template_says_what_it_would_say_in_jinja(source):
    jinja = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, finalize=shown)
    assert verbatim(Template(source), brief()) == jinja.from_string(source).render()


def test_an_expression_is_one_expression():
    assert "is one too many" in refusal("nodes.count nodes.count", Expression)
    assert "must not be empty" in refusal("", Expression)


def test_no_template_runs_for_ever_or_fills_the_memory():
    many = [str(number) for number in range(1000)]
    assert "more than 10000 steps" in failure(
        "{% for a in x.many %}{% for b in x.many %}{% endfor %}{% endfor %}", many=many
    )
    assert "grows past" in failure("{% for a in x.many %}{{ x.many }}{% endfor %}", many=many)
    assert "grows past" in failure("{{ x.many | join(x.many | join(x.many | join)) }}", many=many)
    assert "grows past" in failure("{{ (x.many | join) | replace('1', x.many | join) }}", many=many)


@given(st.text(max_size=60))
def test_any_string_is_a_template_or_is_refused(source):
    for kind in (Template, Expression):
        try:
            made = kind(source)
        except ValueError:
            continue
        with suppress(InputError, NotVisible):
            render(made, brief()) if kind is Template else evaluate(made, brief())


WORDS = [
    "{{",
    "}}",
    "{%",
    "%}",
    "nodes.count",
    "nodes.list",
    "etcd.version",
    "if",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "n",
    "|",
    "words",
    "series",
    "(",
    ")",
    "[",
    "]",
    "'",
    "~",
    "+",
    ".",
    "0",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_row_of_template_words_is_written_or_refused(source):
    with suppress(ValueError, InputError):
        render(Template(source), brief())


def placed(text, raw=""):
    return Placed(text, Position("s.yaml", 10, 5), raw)


class Page(BaseModel):
    title: Template


def test_a_failing_template_is_found_at_its_line_in_the_file():
    page = Page(title=placed("one\n\n{{ nodes.cuont }}\n"))
    with pytest.raises(InputError) as caught:
        render(page.title, brief())
    assert str(caught.value).startswith("s.yaml:12:1: there is no fact called 'nodes.cuont'")


def test_a_failing_template_is_found_at_its_line_where_yaml_folded_the_lines():
    page = Page(title=placed("one two {{ nodes.cuont }}", "one\ntwo\n{{ nodes.cuont }}"))
    with pytest.raises(InputError) as caught:
        render(page.title, brief())
    assert str(caught.value).startswith("s.yaml:12:1: there is no fact called 'nodes.cuont'")


def test_a_template_that_cannot_be_read_tells_its_line():
    with pytest.raises(ValidationError) as caught:
        Page(title=placed("one {{ | }}", "one\n{{ | }}"))
    assert caught.value.errors()[0]["ctx"]["line"] == 1


def test_names_are_checked_where_the_facts_are_known():
    known = {FACTS: {"nodes.count": None}}
    assert Page.model_validate({"title": "{{ nodes.count }} {{ item.x }} {{ customer.name }}"}, context=known)
    for wrong in ("{{ nodes.cuont }}", "{{ source('nodes.cuont') }}", "{{ customer.nme }}"):
        with pytest.raises(ValidationError, match=r"there is no fact called|has no field"):
            Page.model_validate({"title": wrong}, context=known)


def test_a_loop_variable_is_no_fact():
    assert Page.model_validate(
        {"title": "{% for n in nodes.list %}{{ n }}{% endfor %}"}, context={FACTS: {"nodes.list": 1}}
    )


def test_a_template_takes_nothing_but_a_text():
    with pytest.raises(ValidationError, match="valid string"):
        Page(title=3)


def test_true_and_false_are_expressions():
    class Slide(BaseModel):
        when: Expression

    assert holds(Slide(when=True).when, brief())
    assert not holds(Slide(when=False).when, brief())

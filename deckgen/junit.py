"""A report as JUnit XML, as CI systems read it.

Source of the form: the schema of Jenkins' xUnit plug-in (jenkinsci/xunit-plugin, junit-10.xsd), which others follow:
``testsuites`` > ``testsuite`` > ``testcase``, and in a case at most one ``failure`` or ``skipped``, then
``system-out``. Characters: https://www.w3.org/TR/xml/#charsets.
"""

import re
from datetime import UTC
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from deckgen.report import Report, explained, fails, to_do
from deckgen.verdict import State, Verdict
from deckgen.wording import clean

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report, *, strict: bool) -> bytes:
    """Give the report as XML in UTF-8: a case for each promise.

    What is not met is a failure; what is not visible, by hand or waived is skipped, with a message.

    Args:
        report: the report.
        strict: what is not visible is a failure too.
    """
    failures = sum(fails(one, strict=strict) for one in report.verdicts)
    skipped = sum(one.state is not State.MET for one in report.verdicts) - failures
    counts = {"tests": str(len(report.verdicts)), "failures": str(failures), "errors": "0", "skipped": str(skipped)}
    suites = Element("testsuites", {"name": "deckgen check", **counts, "time": "0"})
    taken = report.snapshot.taken.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    suite = SubElement(
        suites, "testsuite", {"name": f"deckgen.{report.script}", **counts, "time": "0", "timestamp": taken}
    )
    for verdict in report.verdicts:
        suite.append(_case(verdict, report, strict=strict))
    indent(suites)
    written: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _case(verdict: Verdict, report: Report, *, strict: bool) -> Element:
    name = _legal(f"{verdict.id}: {verdict.label}")
    case = Element("testcase", {"classname": f"deckgen.{report.script}", "name": name, "time": "0"})
    lines = _legal("\n".join(explained(verdict, report.snapshot)))
    if fails(verdict, strict=strict):
        message = _legal(_message(verdict, report))
        SubElement(case, "failure", {"type": verdict.state.value, "message": message}).text = lines
    elif verdict.state is not State.MET:
        SubElement(case, "skipped", {"message": _legal(_message(verdict, report))})
    SubElement(case, "system-out").text = lines
    return case


def _message(verdict: Verdict, report: Report) -> str:
    promised = f"promised: {verdict.promised}" if verdict.state is State.NOT_MET and verdict.promised else ""
    said = (str(verdict.found), promised, verdict.reason, verdict.because, *to_do(verdict, report.snapshot))
    return f"{verdict.state}: " + "; ".join(one for one in said if one)


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", clean(text))

from __future__ import annotations

from cocreate.agents.findings import Finding, name_lines, worth_saying


def test_few_findings_are_told_in_the_order_of_the_text():
    findings = [Finding(at, at + 1, str(at), weight=at % 7) for at in range(100)]
    told = worth_saying(findings, 6_000)
    assert [finding.start for finding in told] == [6, 13, 20, 27, 34]


def test_a_long_text_bears_more_but_never_hundreds():
    findings = [Finding(at, at + 1, "", 1.0) for at in range(1000)]
    assert len(worth_saying(findings, 10_000_000)) == 20
    assert len(worth_saying(findings, 10)) == 4


def test_two_remarks_on_one_long_stretch_become_one():
    findings = [Finding(0, 200, "less", 1.0), Finding(10, 210, "more", 2.0)]
    assert [finding.note for finding in worth_saying(findings, 1000)] == ["more"]


def test_lines_are_named_in_words():
    assert name_lines([3, 3]) == "line 3"
    assert name_lines([3, 8, 11]) == "lines 3, 8 and 11"
    assert name_lines(list(range(1, 10))) == "lines 1, 2, 3, 4, 5, 6 and 3 more"

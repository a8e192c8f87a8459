"""Sums of what calls cost."""

from __future__ import annotations

from dataclasses import replace

from cocreate.core.state import CallRecord, RunState
from cocreate.core.usage import Money, Usage
from cocreate.metrics.cost import CostRow, CostTable, tabulate

CALL = CallRecord("r1", "home", "m/1", Usage(10, 5), 100, Money(7, "USD"), "", "", 0, "one")
RUNS = {
    "r1": RunState("r1", "line-editor", "Line editor", "", "home/m/1", "s1", "", None, "one", 0),
    "r2": RunState("r2", "estranger", "Estranger", "", "home/m/1", "s2", "", None, "two", 0),
}
CALLS = [
    CALL,
    replace(CALL, run="r2", cost=Money(4, "EUR"), session="two"),
    replace(CALL, run="r2", cost=None, usage=Usage(1, 2, is_estimated=True), model="m2"),
    replace(CALL, run="gone", cost=Money(0, "USD")),
]


def test_all_calls_are_summed_by_currency_and_unpriced_ones_are_never_free():
    table = tabulate(CALLS)
    assert table.total == CostRow("", 4, 31, 17, {"USD": 7, "EUR": 4}, 1, 1)
    assert (table.calls, table.input_tokens, table.output_tokens) == (4, 31, 17)
    assert (table.known, table.unpriced_calls) == ({"USD": 7, "EUR": 4}, 1)


def test_calls_are_divided_by_agent_model_scene_and_sitting():
    table = tabulate(iter(CALLS), RUNS)
    assert [(row.name, row.calls) for row in table.by_agent] == [
        ("", 1),
        ("estranger", 2),
        ("line-editor", 1),
    ]
    assert [(row.name, row.calls) for row in table.by_model] == [("home/m/1", 3), ("home/m2", 1)]
    assert [(row.name, row.known) for row in table.by_scene] == [
        ("", {"USD": 0}),
        ("s1", {"USD": 7}),
        ("s2", {"EUR": 4}),
    ]
    assert [(row.name, row.calls) for row in table.by_session] == [("one", 3), ("two", 1)]


def test_no_calls_cost_nothing_and_have_no_rows():
    assert tabulate([]) == CostTable()

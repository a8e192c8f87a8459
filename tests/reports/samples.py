"""Reports made up for tests: a long novel, an untouched project, one right to left."""

from __future__ import annotations

from datetime import date, timedelta

from cocreate.core.origin import Contributor, Method
from cocreate.core.usage import Money
from cocreate.reports.report import (
    AgentRow,
    ClassRow,
    Cost,
    CostRow,
    Curation,
    DayRow,
    Effort,
    KeptRow,
    Lineage,
    Matches,
    Range,
    Report,
    SceneRow,
    Surviving,
    TextFacts,
    Work,
    WorkRow,
)

HUMAN, AI, TOOL, UNKNOWN = Contributor.HUMAN, Contributor.AI, Contributor.TOOL, Contributor.UNKNOWN
HEAD = "sha256:9f2c1b7e55d0a4c3e8f6170b2d94ac6e03b58f7719cd42ea8b6d5f0c3a1e7d28"
SHA = "3b7f0e2a91c64d58b0e7fa2c6d135e984a7b20cf61d8e3954f0a7c21b86ed93f"
TITLES = (
    ("Part One: The Lamp", "Arrivals"),
    ("Part One: The Lamp", "What the keeper's daughter said about the drowned bell"),
    ("Part One: The Lamp", "A letter from Trieste"),
    ("Part One: The Lamp", "Night watch"),
    ("Part One: The Lamp", "The second boat"),
    ("Part Two: Salt", "Inventory"),
    (
        "Part Two: Salt",
        (
            "In which Mr Ferris explains, at greater length than anyone had asked for, the "
            "principles of the Fresnel lens and of his own marriage"
        ),
    ),
    ("Part Two: Salt", "Fog"),
    ("Part Two: Salt", "<script>alert('scene')</script>"),
    ("Part Two: Salt", "Low water"),
    ("Part Three: The Long Glass", "אור בחלון"),
    ("Part Three: The Long Glass", "The inspector's tea"),
    ("Part Three: The Long Glass", "Untying"),
    ("Part Three: The Long Glass", "The sea was calm"),
)


def share(*rows: tuple[Contributor, Method, int, int], mixed: int = 0) -> Surviving:
    """Return a share of these classes (contributor, method, characters, words)."""
    classes = tuple(ClassRow(*row) for row in rows if row[2] or row[3])
    total = sum(row.characters for row in classes)
    if not total:
        return Surviving()
    sums = {who: sum(row.characters for row in classes if row.contributor is who) for who in HUES}
    unknown = sums[UNKNOWN]
    return Surviving(
        total,
        1 - unknown / total,
        mixed,
        classes,
        Range(sums[HUMAN] / total, (sums[HUMAN] + unknown) / total),
        Range(sums[AI] / total, (sums[AI] + unknown) / total),
    )


HUES = (HUMAN, AI, TOOL, UNKNOWN)


def scene_rows() -> tuple[SceneRow, ...]:
    """Return fourteen scenes of differing make."""
    rows = []
    for number, (chapter, title) in enumerate(TITLES):
        size = 6200 + (number * 2711) % 9100
        ai = size * ((number * 7) % 10) // 24 if number % 4 else 0
        unknown = size * 3 // 10 if number in {2, 9} else size // 40 * (number % 3 == 1)
        tool = size // 90 if number % 2 else 0
        human = size - ai - unknown - tool
        surviving = share(
            (HUMAN, Method.TYPED, human - human // 9 * (number == 4), human // 5),
            (HUMAN, Method.DECLARED, human // 9 * (number == 4), human // 45 * (number == 4)),
            (AI, Method.ACCEPTED, ai, ai // 5),
            (TOOL, Method.ACCEPTED, tool, tool // 6),
            (UNKNOWN, Method.PASTED, unknown, unknown // 5),
            mixed=number % 5,
        )
        rows.append(SceneRow(f"scene-{number}", chapter, title, surviving))
    rows[7] = SceneRow("scene-7", rows[7].chapter, rows[7].title, Surviving())
    return tuple(rows)


def days() -> tuple[DayRow, ...]:
    """Return forty days of work with pauses."""
    first = date(2026, 10, 1)
    rows = [DayRow(first, 1, 1500, {HUMAN: 900}, 28_400)]
    for step in range(1, 48):
        if (step * step * 5 + step) % 11 in {2, 4, 6}:
            continue
        human = 700 + (step * 1733) % 4100
        made = {
            HUMAN: human,
            AI: (step * 977) % 1500 if step % 3 == 0 else 0,
            TOOL: 40 if step % 5 == 0 else 0,
            UNKNOWN: 1900 if step in {17, 31} else 0,
        }
        rows.append(DayRow(first + timedelta(days=step), 1 + step % 2, human * 1.9, made))
    return tuple(rows)


def novel() -> Report:
    """Return the report of a long project with everything in it."""
    usd = (Money(4_812_700, "USD"),)
    return Report(
        title="The Long Glass",
        writer="Ada Quill",
        made="2026-11-24T21:05:00.000Z",
        app_version="0.1.0",
        observed=("2026-10-01T08:12:44.120Z", "2026-11-17T22:40:01.004Z"),
        text=TextFacts(SHA, 174_205, 29_877),
        surviving=share(
            (HUMAN, Method.TYPED, 99_310, 20_871),
            (HUMAN, Method.DECLARED, 4_120, 862),
            (AI, Method.ACCEPTED, 24_480, 5_011),
            (AI, Method.DECLARED, 610, 122),
            (TOOL, Method.ACCEPTED, 702, 131),
            (UNKNOWN, Method.PASTED, 2_940, 590),
            (UNKNOWN, Method.IMPORTED, 8_340, 1_760),
            mixed=530,
        ),
        characters={HUMAN: 127_140, AI: 30_551, TOOL: 871, UNKNOWN: 15_643},
        scenes=scene_rows(),
        work=Work(
            (
                WorkRow(HUMAN, Method.TYPED, 236_704, 104_118),
                WorkRow(HUMAN, Method.DECLARED, 5_200, 480),
                WorkRow(AI, Method.ACCEPTED, 41_377, 12_406),
                WorkRow(AI, Method.DECLARED, 760, 0),
                WorkRow(TOOL, Method.ACCEPTED, 1_104, 233),
                WorkRow(UNKNOWN, Method.PASTED, 4_020, 450),
                WorkRow(UNKNOWN, Method.IMPORTED, 28_400, 18_220),
            ),
            undone_inserted=3_102,
            undone_removed=2_977,
            moves=14,
            moved_characters=6_250,
        ),
        lineage=Lineage(
            2_114,
            512,
            tuple(
                KeptRow(f"hunk-{step}", agent, TITLES[step][1], 96 - 5 * step, 90 - 6 * step)
                for step, agent in enumerate(
                    ("Line editor", "Estranger", "Copy editor", "Tightener", "Line editor") * 3
                )
                if step < 14
            ),
        ),
        matches=Matches(),
        curation=Curation(331, 148, 22, 37, 98, 11, 9, 6, opened=254),
        effort=Effort(120, 213_480, 151_200, 32_460, 9_900, 19_920, 4_260),
        cost=Cost(
            CostRow("", 412, 1_204_310, 190_442, usd, 12),
            by_agent=(
                CostRow("Line editor", 120, 610_200, 91_000, (Money(3_900_000, "USD"),)),
                CostRow("Copy editor", 210, 402_110, 68_442, (Money(0, "USD"),), 0, is_local=True),
                CostRow("Estranger", 70, 180_000, 29_000, (Money(912_700, "USD"),)),
                CostRow("Brainstormer", 12, 12_000, 2_000, (), 12),
            ),
            by_model=(
                CostRow("openrouter/qwen-max", 190, 790_200, 120_000, usd),
                CostRow(
                    "built-in/smollm2-135m-instruct",
                    210,
                    402_110,
                    68_442,
                    (Money(0, "USD"),),
                    0,
                    is_local=True,
                ),
                CostRow("office/house-model", 12, 12_000, 2_000, (), 12),
            ),
            by_scene=tuple(
                CostRow(title, 30 - step, 90_000 - 900 * step, 14_000, (Money(350_000, "USD"),))
                for step, (_, title) in enumerate(TITLES)
            ),
            prices=("genai-prices 0.2.3 as of 2026-10-28", "your price table as of 2026-11-01"),
        ),
        agents=(
            AgentRow(
                "line-editor", "Line editor", "line_edit", "openrouter/qwen-max", 88, 140, 92, 31, 0
            ),
            AgentRow(
                "copy-editor",
                "Copy editor",
                "spelling_grammar",
                "built-in/smollm2-135m-instruct",
                120,
                151,
                97,
                48,
                0,
            ),
            AgentRow("estranger", "Estranger", "rewrite", "openrouter/qwen-max", 30, 40, 18, 19, 0),
            AgentRow(
                "first-reader", "First reader", "critique", "openrouter/qwen-max", 9, 0, 0, 0, 61
            ),
            AgentRow(
                "brainstormer", "Brainstormer", "brainstorm", "office/house-model", 12, 0, 0, 0, 0
            ),
        ),
        days=days(),
        sittings=51,
        events=41_877,
        head=HEAD,
    )


def untouched() -> Report:
    """Return the report of a project in which nothing was written."""
    return Report(
        title="",
        writer="",
        made="2026-11-24T21:05:00.000Z",
        app_version="0.1.0",
        observed=("", ""),
        text=TextFacts("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        surviving=Surviving(),
        characters=dict.fromkeys(HUES, 0),
        scenes=(),
        work=Work(),
        lineage=Lineage(),
        matches=Matches(),
        curation=Curation(),
        effort=Effort(),
        cost=Cost(),
        agents=(),
        days=(),
        sittings=0,
        events=0,
        head="",
    )


def imported() -> Report:
    """Return the report of an imported Hebrew book, of which little was observed."""
    surviving = share(
        (HUMAN, Method.TYPED, 1_200, 240),
        (AI, Method.ACCEPTED, 300, 60),
        (UNKNOWN, Method.IMPORTED, 9_000, 1_800),
    )
    return Report(
        title="האור האחרון במגדלור: רומן בשלושה חלקים ובאחרית דבר קצרה מאת הסופרת",
        writer="נועה <b>כהן</b>",
        made="2026-11-24T21:05:00.000Z",
        app_version="0.1.0",
        observed=("2026-11-23T23:59:00.000Z", "2026-11-24T01:00:00.000Z"),
        text=TextFacts(SHA, 12_900, 2_100),
        surviving=surviving,
        characters={HUMAN: 1_500, AI: 380, TOOL: 0, UNKNOWN: 11_020},
        scenes=(SceneRow("scene-1", "", "פרק ראשון", surviving),),
        work=Work(
            (
                WorkRow(HUMAN, Method.TYPED, 1_900, 300),
                WorkRow(AI, Method.ACCEPTED, 400, 10),
                WorkRow(UNKNOWN, Method.IMPORTED, 11_500, 480),
            )
        ),
        lineage=Lineage(140, 9, (KeptRow("hunk-1", "עורכת", "פרק ראשון", 60, 51),)),
        matches=Matches(1, 2, 0, is_checked=True),
        curation=Curation(2, 1, 0, 0, 1),
        effort=Effort(120, 1_800, 1_500, 200, 50, 50, 12),
        cost=Cost(CostRow("", 2, 900, 100, (Money(4_200, "USD"),))),
        agents=(AgentRow("x", "עורכת", "line_edit", "here/model|`x`", 2, 2, 1, 1, 0),),
        days=(
            DayRow(date(2026, 11, 23), 1, 60.0, {HUMAN: 100}, 11500),
            DayRow(date(2026, 11, 24), 1, 1740.0, {HUMAN: 1800, AI: 400}),
        ),
        sittings=1,
        events=44,
        head=HEAD,
    )

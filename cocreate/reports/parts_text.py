"""The parts of the HTML report about the text itself: the two figures and the scenes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from cocreate.core.origin import Contributor, Method
from cocreate.reports.drawing import range_bar, share_bar, swatch, work_bars
from cocreate.reports.markup import cells, name, section, table
from cocreate.reports.report import ClassRow, Report, SceneRow, Surviving, Work
from cocreate.reports.wording import (
    CONTRIBUTORS,
    ORDER,
    clean,
    counted,
    method_words,
    number,
    percent,
    percent_range,
)

_TOO_LITTLE = (
    "Less than half of the text was observed while it was written, so no share is given as a "
    "headline; the table says what is known."
)


def surviving(report: Report) -> str:
    """Return the first figure: whose text stands."""
    share = report.surviving
    if not share.total:
        body = '<p class="cr-lead">The manuscript holds no text yet.</p>\n'
    elif report.has_headline:
        body = f"{_headline(share)}{range_bar(share)}{_classes(share)}{_declared(report)}"
    else:
        body = f'<p class="cr-lead">{_TOO_LITTLE}</p>\n{_classes(share)}{_declared(report)}'
    return section(
        "cr-figure cr-surviving",
        "The text as it stands",
        body,
        "Of every character in the manuscript now, who put it there. White space and Markdown "
        "signs are left out.",
    )


def _headline(share: Surviving) -> str:
    return (
        '<div class="cr-numbers">\n'
        f'<div class="cr-human"><span class="cr-number">{escape(percent_range(share.human))}</span>'
        f'<span class="cr-small">human{_why_range(share)}</span></div>\n'
        f'<div class="cr-ai"><span class="cr-number">{escape(percent_range(share.ai))}</span>'
        '<span class="cr-small">AI, accepted or declared</span></div>\n</div>\n'
    )


def _why_range(share: Surviving) -> str:
    if not share.of(Contributor.UNKNOWN):
        return ""
    return "; the dotted part is of unknown origin"


def _classes(share: Surviving) -> str:
    rows = "".join(_class(row, share.total) for row in share.classes if row.characters or row.words)
    mixed = (
        f'<tr><th scope="row">Words of more than one hand</th><td></td><td></td>'
        f'<td class="cr-n">{number(share.mixed_words)}</td></tr>\n'
        if share.mixed_words
        else ""
    )
    return (
        '<div class="cr-scroll"><table class="cr-classes">\n<thead><tr><th scope="col">Origin</th>'
        '<th scope="col" class="cr-n">Share</th><th scope="col" class="cr-n">Characters</th>'
        '<th scope="col" class="cr-n">Words</th></tr></thead>\n'
        f"<tbody>\n{rows}{mixed}"
        f'<tr class="cr-sum"><th scope="row">Whole manuscript</th><td></td>'
        f'<td class="cr-n">{number(share.total)}</td>'
        f'<td class="cr-n">{number(share.words)}</td></tr>\n</tbody></table></div>\n'
    )


def _declared(report: Report) -> str:
    """Return what the writer said of passages from outside, in the writer's own words."""
    if not report.declarations:
        return ""
    rows = (
        cells(
            (
                f"“{name(row.explanation)}”",
                f"{CONTRIBUTORS[row.contributor]}, declared",
                number(row.passages),
                number(row.characters),
            ),
            ("", "", "cr-n", "cr-n"),
        )
        for row in report.declarations
    )
    heads = ("The writer's explanation", "Declared as", "Passages", "Characters")
    return table("cr-declared", heads, ("", "", "cr-n", "cr-n"), rows)


def _class(row: ClassRow, total: int) -> str:
    share = escape(percent(row.characters / total)) if total else ""
    return (
        f'<tr><th scope="row">{swatch(row.contributor, row.method)}'
        f"{method_words(row.contributor, row.method)}</th>"
        f'<td class="cr-n">{share}</td><td class="cr-n">{number(row.characters)}</td>'
        f'<td class="cr-n">{number(row.words)}</td></tr>\n'
    )


def work(report: Report) -> str:
    """Return the second figure: everything that was ever put in and taken out."""
    done = report.work
    if done.rows:
        body = (
            '<div class="cr-scroll"><table class="cr-worked">\n<thead><tr>'
            '<th scope="col">Origin</th><th scope="col" class="cr-n">Taken out</th>'
            '<th scope="col"></th><th scope="col" class="cr-n">Put in</th></tr></thead>\n'
            f"<tbody>\n{work_bars(done.rows)}</tbody></table></div>\n"
        )
    else:
        body = '<p class="cr-lead">Nothing was put in or taken out yet.</p>\n'
    beside = (
        ""
        if done == Work()
        else f"Not counted above: {counted(done.undone_inserted, 'character')} put in and "
        f"{number(done.undone_removed)} taken out by undo and redo; {counted(done.moves, 'move')} "
        f"of {counted(done.moved_characters, 'character')} within the project."
    )
    return section(
        "cr-figure cr-worked-all",
        "The work behind it",
        f'{body}<p class="cr-small cr-note">{beside}</p>\n',
        "Everything that was ever put in and taken out, in characters, drafts and dead ends "
        "included. What is taken out counts under the origin it had.",
    )


def scenes(report: Report) -> str:
    """Return one bar for each scene, under its chapter."""
    if not report.scenes:
        return ""
    has_chapters = any(row.chapter.strip() for row in report.scenes)
    rows = "".join(_scene_rows(report.scenes, has_chapters=has_chapters))
    kinds = {
        (row.contributor, row.method is Method.DECLARED)
        for scene in report.scenes
        for row in scene.surviving.classes
    }
    legend = "".join(
        f"<li>{swatch(who, Method.DECLARED if is_declared else None)}{CONTRIBUTORS[who]}"
        f"{', declared' if is_declared else ''}</li>"
        for who in ORDER
        for is_declared in (False, True)
        if (who, is_declared) in kinds
    )
    body = (
        '<div class="cr-scroll"><table class="cr-scenes">\n<thead><tr><th scope="col">Scene</th>'
        '<th scope="col">Whose text stands</th><th scope="col" class="cr-n">Human</th>'
        '<th scope="col" class="cr-n">AI</th><th scope="col" class="cr-n">Words</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table></div>\n"
        f'<ul class="cr-legend">{legend}</ul>\n'
    )
    return section("cr-scene-list", "Scene by scene", body)


def _scene_rows(rows: tuple[SceneRow, ...], *, has_chapters: bool) -> Iterator[str]:
    chapter = ""
    for row in rows:
        if clean(row.chapter) != chapter:
            chapter = clean(row.chapter)
            if chapter:
                yield (
                    '<tr class="cr-chapter"><th colspan="5" scope="rowgroup">'
                    f"{name(chapter)}</th></tr>\n"
                )
        yield _scene(row, is_inside=has_chapters and bool(chapter))


def _scene(row: SceneRow, *, is_inside: bool) -> str:
    share = row.surviving
    kind = ' class="cr-in"' if is_inside else ""
    shows = share.total > 0
    human = escape(percent_range(share.human)) if shows else "–"
    ai = escape(percent_range(share.ai)) if shows else "–"
    return (
        f'<tr{kind}><th scope="row">{name(row.title)}</th>'
        f'<td class="cr-share">{share_bar(share)}</td><td class="cr-n">{human}</td>'
        f'<td class="cr-n">{ai}</td><td class="cr-n">{number(share.words)}</td></tr>\n'
    )

"""Assets, architecture and decomposition."""

from collections.abc import Iterator, Mapping

from facilitator.model.records.architecture import Boundary, Component, EntryPoint, Flow, Technology
from facilitator.model.records.assets import Asset
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.session import Session
from facilitator.report.diagram import flowchart
from facilitator.report.markdown_text import cell, fenced, table
from facilitator.report.naming import all_named, named
from facilitator.report.section import shows
from facilitator.report.words import all_words, number, words


@shows(Asset, FailureMode)
def assets(session: Session, stage_titles: Mapping[str, str]) -> Iterator[str]:
    """The assets, and the failure modes that were looked at."""
    yield "## Assets"
    yield (
        table(
            ("Asset", "Category", "Description", "Owner", "Stages", "Value", "Properties"),
            [
                (
                    named(session, asset.id),
                    words(asset.category),
                    cell(asset.description),
                    cell(asset.owner),
                    cell(", ".join(stage_titles.get(stage, stage) for stage in asset.stages)),
                    cell(asset.value),
                    cell(all_words(asset.properties)),
                )
                for asset in session.all(Asset)
            ],
        )
        or "No asset is named yet."
    )
    if session.all(FailureMode):
        yield "### Failure modes"
        yield _failure_modes(session)


@shows(Component, Flow)
def architecture(session: Session) -> Iterator[str]:
    """Components and flows, as tables and as a picture."""
    yield "## Architecture"
    components = [
        (
            named(session, component.id),
            words(component.component_kind),
            cell(component.description),
            all_named(session, component.assets),
        )
        for component in session.all(Component)
    ]
    if not components:
        yield "No component is drawn yet."
        return
    yield table(("Component", "Kind", "Description", "Assets"), components)
    yield (
        table(
            ("Flow", "From", "To", "Protocol", "Assets"),
            [
                (
                    named(session, flow.id),
                    named(session, flow.source),
                    named(session, flow.target),
                    cell(flow.protocol),
                    all_named(session, flow.assets),
                )
                for flow in session.all(Flow)
            ],
        )
        or "No data flow is drawn yet."
    )
    yield fenced(flowchart(session), "mermaid")


@shows(Boundary, EntryPoint, Technology)
def decomposition(session: Session) -> Iterator[str]:
    """What protects each flow, the trust boundaries, the entry points and the technologies."""
    yield "## Decomposition"
    yield (
        table(
            ("Flow", "Authentication", "Authorization", "Encryption"),
            [
                (
                    named(session, flow.id),
                    _with_detail(flow.authentication, flow.authentication_detail),
                    _with_detail(flow.authorization, flow.authorization_detail),
                    words(flow.encryption),
                )
                for flow in session.all(Flow)
            ],
        )
        or "There is no data flow to look into yet."
    )
    yield from _boundaries(session)
    yield from _entry_points(session)
    yield from _technologies(session)


def _with_detail(value: str, detail: str) -> str:
    return f"{words(value)}: {cell(detail)}" if detail.strip() else words(value)


def _failure_modes(session: Session) -> str:
    return table(
        ("Failure mode", "Asset", "Outlook", "Reason", "Cause", "Effect", "Severity", "Threats"),
        [
            (
                named(session, mode.id),
                named(session, mode.asset),
                words(mode.outlook),
                cell(mode.reason),
                cell(mode.cause),
                cell(mode.effect),
                number(mode.severity),
                all_named(session, mode.threats),
            )
            for mode in session.all(FailureMode)
        ],
    )


def _boundaries(session: Session) -> Iterator[str]:
    yield "### Trust boundaries"
    yield (
        table(
            ("Boundary", "Description", "Components inside", "Lies within"),
            [
                (
                    named(session, boundary.id),
                    cell(boundary.description),
                    all_named(session, boundary.components),
                    named(session, boundary.inside),
                )
                for boundary in session.all(Boundary)
            ],
        )
        or "No trust boundary is drawn yet."
    )


def _entry_points(session: Session) -> Iterator[str]:
    yield "### Entry points"
    yield (
        table(
            ("Entry point", "Description", "Component", "Flows", "Reachable by"),
            [
                (
                    named(session, entry.id),
                    cell(entry.description),
                    named(session, entry.component),
                    all_named(session, entry.flows),
                    cell(entry.reachable_by),
                )
                for entry in session.all(EntryPoint)
            ],
        )
        or "No entry point is named yet."
    )


def _technologies(session: Session) -> Iterator[str]:
    yield "### Technologies"
    yield (
        table(
            ("Technology", "Version", "Components"),
            [
                (named(session, item.id), cell(item.version), all_named(session, item.components))
                for item in session.all(Technology)
            ],
        )
        or "No technology is named yet."
    )

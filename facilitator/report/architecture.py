"""The sections on assets, architecture and decomposition."""

from facilitator.model.records import Asset, Boundary, Component, EntryPoint, Flow, Technology
from facilitator.model.session import Session
from facilitator.report.layout import named, named_all, section, table
from facilitator.report.markdown_text import cell, fenced, inline, mermaid_label
from facilitator.report.words import words


def assets_section(session: Session, stage_titles: dict[str, str]) -> str:
    """What is to be protected."""
    rows = [
        (
            asset.id,
            cell(asset.name),
            cell(" ".join(filter(None, (words(asset.category), asset.catalogue)))),
            cell(asset.owner),
            ", ".join(words(item) for item in asset.properties) or "–",
            cell(asset.value),
        )
        for asset in session.all(Asset)
    ]
    details = [
        f"- **{asset.id}** {inline(asset.description)}" + _stages(asset, stage_titles)
        for asset in session.all(Asset)
        if asset.description or asset.stages
    ]
    headings = ("Id", "Asset", "Kind", "Owner", "Properties that matter", "Value")
    return section("Assets", table(headings, rows), "\n".join(details))


def architecture_section(session: Session) -> str:
    """What the system is made of, as a diagram and as tables."""
    components = [
        (c.id, cell(c.name), words(c.component_kind), named_all(session, c.assets), cell(c.description))
        for c in session.all(Component)
    ]
    flows = [
        (
            f.id,
            cell(f.name),
            named(session, f.source) or "–",
            named(session, f.target) or "–",
            named_all(session, f.assets),
            cell(f.protocol),
        )
        for f in session.all(Flow)
    ]
    return section(
        "Architecture",
        fenced(_diagram(session), "mermaid") if components else "",
        table(("Id", "Component", "Kind", "Assets that live there", "Description"), components),
        table(("Id", "What flows", "From", "To", "Assets carried", "Protocol"), flows),
    )


def decomposition_section(session: Session) -> str:
    """How flows are protected, where trust ends, where one gets in, on what it is built."""
    protection = [
        (
            f.id,
            cell(f.name),
            _protection(f.authentication, f.authentication_detail),
            _protection(f.authorization, f.authorization_detail),
            words(f.encryption),
        )
        for f in session.all(Flow)
    ]
    boundaries = [
        (b.id, cell(b.name), named_all(session, b.components), cell(b.description)) for b in session.all(Boundary)
    ]
    entries = [
        (
            e.id,
            cell(e.name),
            named_all(session, filter(None, (e.component, *e.flows))),
            cell(e.reachable_by),
            cell(e.description),
        )
        for e in session.all(EntryPoint)
    ]
    technologies = [
        (t.id, cell(t.name), cell(t.version), named_all(session, t.components)) for t in session.all(Technology)
    ]
    parts = (
        (
            "Protection of the flows",
            ("Id", "What flows", "Authentication", "Authorization", "Encryption"),
            protection,
        ),
        ("Trust boundaries", ("Id", "Boundary", "Inside", "Description"), boundaries),
        ("Entry points", ("Id", "Entry point", "Leads to", "Reachable by", "Description"), entries),
        ("Technologies", ("Id", "Technology", "Version", "Used by"), technologies),
    )
    filled = [f"### {title}\n\n{table(headings, rows)}" for title, headings, rows in parts if rows]
    return section("Decomposition", *filled)


def _stages(asset: Asset, titles: dict[str, str]) -> str:
    named_stages = ", ".join(inline(titles.get(stage, stage)) for stage in asset.stages)
    return f" Stages: {named_stages}." if named_stages else ""


def _protection(level: str, detail: str) -> str:
    return f"{words(level)}: {inline(detail)}" if detail else words(level)


def _diagram(session: Session) -> list[str]:
    lines = ["flowchart LR"]
    framed: set[str] = set()
    for boundary in session.all(Boundary):
        lines.append(f'  subgraph {boundary.id}["{boundary.id} {mermaid_label(boundary.name)}"]')
        for component_id in boundary.components:
            if component_id not in framed:
                framed.add(component_id)
                lines.append(f"    {_box(session.get(Component, component_id))}")
        lines.append("  end")
    lines += [f"  {_box(item)}" for item in session.all(Component) if item.id not in framed]
    lines += [
        f'  {flow.source} -->|"{flow.id} {mermaid_label(flow.name)}"| {flow.target}'
        for flow in session.all(Flow)
        if flow.source and flow.target
    ]
    return lines


def _box(component: Component) -> str:
    left, right = {"store": ("[(", ")]"), "actor": ("([", "])"), "external": ("[[", "]]")}.get(
        component.component_kind.value, ("[", "]")
    )
    return f'{component.id}{left}"{component.id} {mermaid_label(component.name)}"{right}'

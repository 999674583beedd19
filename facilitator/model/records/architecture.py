"""The architecture: components and flows, and what the decomposition adds to them."""

from dataclasses import dataclass

from facilitator.model.fields import declare
from facilitator.model.kind import Kind, declared
from facilitator.model.part import Record
from facilitator.model.vocabulary import ComponentKind, Protection, Step


@declared(
    Kind(
        name="component",
        prefix="C",
        noun="component",
        plural="Components",
        step=Step.ARCHITECTURE,
        hint="Name the parts: who acts, what computes, where data rests, what lies outside.",
        form=("name", "component_kind", "assets", "description"),
        columns=("name", "component_kind", "assets"),
        report=("name", "component_kind", "description", "assets"),
        asked_about=True,
        element=True,
        counted=True,
        from_note=6,
        terms=("component", "data-flow"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Record):
    """A box of the architecture."""

    name: str = declare.text("Name", required=True)
    component_kind: ComponentKind = declare.choice("Kind", ComponentKind.PROCESS)
    description: str = declare.long_text("Description")
    assets: tuple[str, ...] = declare.references("asset", label="Assets that live here", heading="Assets")


@declared(
    Kind(
        name="flow",
        prefix="F",
        noun="data flow",
        plural="Data flows",
        step=Step.ARCHITECTURE,
        also_in=(Step.DECOMPOSE,),
        hint="Follow one item from where it arises to where it is used; each hop is a flow.",
        form=(
            "name",
            "source",
            "target",
            "assets",
            "protocol",
            "authentication",
            "authentication_detail",
            "authorization",
            "authorization_detail",
            "encryption",
        ),
        columns=("name", "source", "target", "authentication", "authorization", "encryption"),
        report=("name", "source", "target", "protocol", "assets"),
        asked_about=True,
        element=True,
        counted=True,
        terms=("data-flow", "authentication", "authorization", "trust-boundary"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Record):
    """Data that goes from one component to another."""

    name: str = declare.text("What flows", required=True)
    source: str = declare.reference("component", label="From", titles_only=True)
    target: str = declare.explained(
        declare.reference("component", label="To", titles_only=True), "attack-surface", "component"
    )
    assets: tuple[str, ...] = declare.references("asset", label="Assets carried", heading="Assets")
    protocol: str = declare.text("Protocol", help="such as HTTPS, MQTT, Modbus")
    authentication: Protection = declare.explained(
        declare.choice("Authentication", Protection.UNKNOWN, heading="Authn"), "authentication"
    )
    authentication_detail: str = declare.explained(declare.text("How, by which means"), "authentication")
    authorization: Protection = declare.explained(
        declare.choice("Authorization", Protection.UNKNOWN, heading="Authz"), "authorization", "least-privilege"
    )
    authorization_detail: str = declare.explained(declare.text("Who may do what"), "authorization", "least-privilege")
    encryption: Protection = declare.explained(
        declare.choice("Encryption", Protection.UNKNOWN, heading="Encr"), "encryption"
    )


@declared(
    Kind(
        name="boundary",
        prefix="B",
        noun="trust boundary",
        plural="Trust boundaries",
        step=Step.DECOMPOSE,
        hint="Draw a line where one party stops trusting another: a site, a cloud, a supplier.",
        form=("name", "components", "inside", "description"),
        columns=("name", "components"),
        report=("name", "description", "components", "inside"),
        asked_about=True,
        terms=("trust-boundary",),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary(Record):
    """A trust boundary: the components on its inside, and optionally the boundary around it."""

    name: str = declare.text("Name", required=True)
    description: str = declare.long_text("Description")
    components: tuple[str, ...] = declare.references("component", label="Components inside", heading="Inside")
    inside: str = declare.explained(declare.reference("boundary", label="Inside of"), "trust-boundary")


@declared(
    Kind(
        name="entry_point",
        prefix="E",
        noun="entry point",
        plural="Entry points",
        step=Step.DECOMPOSE,
        hint="List where something from outside can get in, people and cables included.",
        form=("name", "component", "flows", "reachable_by", "description"),
        columns=("name", "component", "reachable_by"),
        report=("name", "description", "component", "flows", "reachable_by"),
        asked_about=True,
        element=True,
        from_note=5,
        terms=("attack-surface",),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPoint(Record):
    """A place where something from outside can get in."""

    name: str = declare.text("Name", required=True)
    description: str = declare.long_text("Description")
    component: str = declare.reference("component", label="Component")
    flows: tuple[str, ...] = declare.references("flow", label="Flows")
    reachable_by: str = declare.explained(
        declare.text("Reachable by", help="who can get to it"), "attack-surface", "attacker"
    )


@declared(
    Kind(
        name="technology",
        prefix="K",
        noun="technology",
        plural="Technologies",
        step=Step.DECOMPOSE,
        hint="Name products and libraries that the parts are built on.",
        form=("name", "version", "components"),
        columns=("name", "version", "components"),
        report=("name", "version", "components"),
        asked_about=True,
        terms=("component", "vulnerability", "supply-chain"),
    )
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Technology(Record):
    """A product, library or protocol that a component is built on."""

    name: str = declare.text("Name", required=True)
    version: str = declare.text("Version")
    components: tuple[str, ...] = declare.references("component", label="Used by")

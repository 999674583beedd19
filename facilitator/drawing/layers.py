"""In which column each component stands, and in which order, so that flows run from left to right."""

from collections.abc import Iterable, Sequence


def layers_of(components: Sequence[str], flows: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The components by column, few lines crossing (Sugiyama, Tagawa and Toda 1981).

    flows: source and target of each; what does not join two different components is left out.
    """
    from grandalf.graphs import Edge, Graph, Vertex
    from grandalf.layouts import SugiyamaLayout, VertexViewer

    vertices = {name: Vertex(name) for name in components}
    for vertex in vertices.values():
        vertex.view = VertexViewer(w=1, h=1)
    joined: dict[tuple[str, str], None] = {}
    for source, target in flows:
        if source != target and source in vertices and target in vertices:
            joined[source, target] = None
    edges = [Edge(vertices[source], vertices[target]) for source, target in joined]
    layers: list[list[str]] = []
    for part in Graph(list(vertices.values()), edges).C:
        layout = SugiyamaLayout(part)
        layout.init_all()
        layout.draw(3)
        for place, layer in enumerate(layout.layers):
            if len(layers) <= place:
                layers.append([])
            names = [getattr(vertex, "data", None) for vertex in layer]
            layers[place] += [name for name in names if name in vertices]
    return [layer for layer in layers if layer]

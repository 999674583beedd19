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
    pairs = dict.fromkeys((one, other) for one, other in flows if one != other and {one, other} <= vertices.keys())
    edges = [Edge(vertices[one], vertices[other]) for one, other in pairs]
    layers: list[list[str]] = []
    for part in Graph(list(vertices.values()), edges).C:
        layout = SugiyamaLayout(part)
        layout.init_all()
        layout.draw(3)
        for place, layer in enumerate(layout.layers):
            names = [vertex.data for vertex in layer if getattr(vertex, "data", None) in vertices]
            if len(layers) <= place:
                layers.append([])
            layers[place] += names
    return [layer for layer in layers if layer]

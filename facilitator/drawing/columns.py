"""The columns of boxes, and the channels between them in which flows go up and down."""

from collections.abc import Mapping, Sequence

from facilitator.model.records.architecture import Flow

LABEL = 10
"""How many columns of the sheet are kept free for the words of a flow, where it leaves its box."""

INSET = 2
"""How many columns of the sheet lie between a frame and the next one inside it."""

_TRACK = 2


class Columns:
    """The columns and channels of a sheet. Channel n is at the left of column n, the last channel right of all columns.

    Each flow that turns in a channel has a track of its own there, so that no two run on top of each other.
    """

    def __init__(self, column_of: Mapping[str, int], flows: Sequence[Flow], box_width: int, frames: int) -> None:
        """Lay columns and channels out. frames: how many frames are drawn around one another at most."""
        self._column_of = column_of
        self._box_width = box_width
        self._margin = frames * INSET
        self._count = max(column_of.values()) + 1
        self._tracks = self._tracks_of(flows)
        self._starts = self._starts_of_columns()

    @property
    def first(self) -> int:
        """Where the first column of boxes begins."""
        return self._starts[0]

    @property
    def width(self) -> int:
        """The width of the sheet."""
        return self._starts[-1]

    def start_of(self, component: str) -> int:
        """Where the boxes of a component's column begin."""
        column = self._column_of[component]
        return self._starts[column]

    def channels(self, flow: Flow) -> tuple[int, int]:
        """The channel in which a flow leaves its source, and the one from which it enters its target."""
        source = self._column_of[flow.source]
        target = self._column_of[flow.target]
        return source + 1, target

    def track(self, channel: int, flow: Flow) -> int:
        """Where a flow goes up or down in a channel."""
        before = self._tracks[channel].index(flow.id)
        return self._first_track(channel) + before * _TRACK

    def _first_track(self, channel: int) -> int:
        if channel == 0:
            return self._margin + 1
        return self._starts[channel - 1] + self._box_width + LABEL

    def _tracks_of(self, flows: Sequence[Flow]) -> list[list[str]]:
        """The flows that turn in each channel."""
        tracks: list[list[str]] = [[] for _ in range(self._count + 1)]
        for flow in flows:
            for channel in set(self.channels(flow)):
                tracks[channel].append(flow.id)
        return tracks

    def _starts_of_columns(self) -> list[int]:
        """Where each column of boxes begins; last, the width of the sheet."""
        starts: list[int] = []
        x = self._margin + 1
        for column in range(self._count):
            x += self._channel_width(column)
            starts.append(x)
            x += self._box_width
        width = x + self._channel_width(self._count) + self._margin
        return [*starts, width]

    def _channel_width(self, channel: int) -> int:
        tracks = len(self._tracks[channel]) * _TRACK
        label = LABEL if channel else 0
        return tracks + 2 + label

"""The keys of a table of records that do more than move its cursor."""

from facilitator.app.key import Help, Key, Place

FILTER = "table.filter"
OPEN = Help(Place.TABLE, "open it", beside="workshop.edit")
MARK = Help(
    Place.TABLE, "mark a row; `e` and `x` then change or remove all marked rows as one act, which ends the marks"
)

TABLE_KEYS = (
    Key("enter", "open", "Open the row", show=False, id="table.open", help=(OPEN,)),
    Key("space", "mark", "Mark the row", show=False, id="table.mark", help=(MARK,)),
    Key("F", "filter", "Filter the table", show=False, id=FILTER, help=(Help(Place.TABLE, "filter"),)),
    Key(
        "O",
        "by_next_column('order')",
        "Order the table by the next column",
        show=False,
        id="table.order",
        help=(Help(Place.TABLE, "order", beside=FILTER),),
    ),
    Key(
        "G",
        "by_next_column('group')",
        "Group the table by the next column",
        show=False,
        id="table.group",
        help=(Help(Place.TABLE, "group the table", beside=FILTER),),
    ),
)

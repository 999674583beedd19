"""What a person did or a file holds that cannot be taken, told in one sentence that says how to mend it."""


class UserError(ValueError):
    """Something that cannot be taken as it was entered; the text says why and how to mend it.

    field: the field that is meant, or "".
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field

"""One run of the application, with the person's own preferences."""

from pathlib import Path

from facilitator.app.application import FacilitatorApp
from facilitator.app.preferences import preferences_path, read_preferences
from facilitator.workshop.workshop import Workshop


def run_app(
    folder: Path,
    *,
    opened: Workshop | None = None,
    step: str = "",
    extra_banks: Path | None = None,
    demo: bool = False,
    introduction: bool = False,
) -> FacilitatorApp:
    """Run the application until the person quits; the application, for what it has to say in the end.

    Raises PreferencesError.
    """
    preferences = read_preferences(preferences_path(), _binding_ids)
    app = FacilitatorApp(
        folder,
        opened=opened,
        step=step,
        extra_banks=extra_banks,
        demo=demo,
        preferences=preferences,
        introduction=introduction,
    )
    app.run()
    return app


def _binding_ids() -> list[str]:
    """The ids of all keys, from all screens; most people have no keys of their own, and need not wait for it."""
    from facilitator.app.keymap import binding_ids

    return binding_ids()

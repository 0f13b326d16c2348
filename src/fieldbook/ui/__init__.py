"""The screens, and all that is drawn on them."""

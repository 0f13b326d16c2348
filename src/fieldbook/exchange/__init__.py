"""A branch's books come together: who belongs to it, and bundles that a carrier takes."""

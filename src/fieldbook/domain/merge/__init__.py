"""How the books of a branch come together: documents joined, what goes to whom, what a partner has."""

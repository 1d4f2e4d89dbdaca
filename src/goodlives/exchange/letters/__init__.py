"""The letter that tells somebody a decision: one structure, drawn as a page and as a tagged PDF."""

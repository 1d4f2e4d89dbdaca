"""Pages of the official measures: what the council's own file gives, beside what England has published."""

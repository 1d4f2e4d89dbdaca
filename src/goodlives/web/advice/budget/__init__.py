"""How would my budget be worked out? Help needed in each part of life, and the published table from needs to money."""

"""The ten measures counted a second time: plain Python, slow, line by line, sharing nothing with `goodlives.measures`.

Written from the published method alone, so that where the two counts differ one of them has misread it.
"""

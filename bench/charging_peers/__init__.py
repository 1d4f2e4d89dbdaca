"""The weekly charge at home as others would write it. Each gives a function that works it out for everybody."""

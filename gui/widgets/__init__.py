"""The parts that pages are made of. Each takes the `Theme` it is painted with."""

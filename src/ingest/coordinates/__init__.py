"""How far two roles are from each other, by their place in the taxonomy and by level."""

from ingest.coordinates.distance import Distance, Measure
from ingest.coordinates.place import Coordinates, coordinates_of_code, coordinates_of_columns, order_of, read_level

__all__ = [
    "Coordinates",
    "Distance",
    "Measure",
    "coordinates_of_code",
    "coordinates_of_columns",
    "order_of",
    "read_level",
]

"""Job-profile dumps to typed tables in which every value names its lines."""


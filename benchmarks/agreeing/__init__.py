"""Forms of one page held against each other: which texts they claim as something else."""

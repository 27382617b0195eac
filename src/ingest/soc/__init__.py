"""The Standard Occupational Classification of 2018: its codes as pages write them, its occupations by its own table.

Source of the table: U.S. Bureau of Labor Statistics, 2018 Standard Occupational Classification System,
https://www.bls.gov/soc/2018/. O*NET-SOC 2019 builds on it: its codes add two digits to those of the SOC.
"""

from ingest.soc.codes import SocCode, read_code
from ingest.soc.mappings import occupation_of
from ingest.soc.occupations import GROUPS, Occupation, find_occupation, groups_of
from ingest.soc.schemes import Edition, edition_of

__all__ = [
    "GROUPS",
    "Edition",
    "Occupation",
    "SocCode",
    "edition_of",
    "find_occupation",
    "groups_of",
    "occupation_of",
    "read_code",
]

"""Answers over a published dataset."""

from ingest.catalogue.dataset import Dataset, open_dataset
from ingest.catalogue.result_rows import Rows

__all__ = ["Dataset", "Rows", "open_dataset"]

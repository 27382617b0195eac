"""Records held against truth that people have written: how much of a page was read, and what was missed."""

from ingest.scoring.figures import VERDICTS as VERDICTS
from ingest.scoring.figures import Figures as Figures
from ingest.scoring.pages import Scored as Scored
from ingest.scoring.pages import score_pages as score_pages
from ingest.scoring.truth import labelled_pages as labelled_pages
from ingest.scoring.truth import negative_pages as negative_pages
from ingest.scoring.value_verdicts import Miss as Miss

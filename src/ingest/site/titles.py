"""What pages call the attributes of a level and the dimensions of guidelines."""

from __future__ import annotations

from ingest.render.level import ATTRIBUTES

__all__ = ["ATTRIBUTES", "DIMENSIONS"]

DIMENSIONS = {
    "knowledge_application": "Knowledge and application",
    "complexity_problem_solving": "Complexity and problem solving",
    "collaboration_interaction": "Collaboration and interaction",
    "degree_experience": "Degree and experience",
}
"""Of a row of guidelines, in the order of its columns."""

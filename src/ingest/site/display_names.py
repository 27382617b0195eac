"""The names that pages show for the attributes of a level and the dimensions of guidelines."""

from __future__ import annotations

ATTRIBUTES = {
    "scope": "Scope",
    "autonomy": "Autonomy",
    "complexity": "Complexity",
    "impact": "Impact",
    "decision_rights": "Decision rights",
    "leadership": "Leadership",
}
"""Of a level, in the order of its fields."""

DIMENSIONS = {
    "knowledge_application": "Knowledge and application",
    "complexity_problem_solving": "Complexity and problem solving",
    "collaboration_interaction": "Collaboration and interaction",
    "degree_experience": "Degree and experience",
}
"""Of a row of guidelines, in the order of its columns."""

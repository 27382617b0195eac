"""Invented words and sentences, with the shapes that real ones have and readers stumble over."""

from __future__ import annotations

from pages.dice import Dice

FAMILIES = (
    "Harbour Logistics", "Grid Operations", "Orchard Science", "Archive & Records", "Tram Maintenance",
    "iOS Crafts", "Mühlenbetrieb", "R&D Glassworks", "Customer Letters", "Tide Forecasting", "Œuvre Licensing",
    "Market Stalls",
)  # fmt: skip
FOCUSES = (
    "Berth Planning", "Crane Dispatch (Night)", "Meter Reading", "Tier 2 Switching", "Seed Storage",
    "Pest Watch / Pollination", "Deed Indexing", "Parchment Repair", "Bogie Overhaul", "Overhead Line – Urban",
    "Push Notification Design", "Web3 Ticketing", "Mahlwerk & Lagerung", "Kiln Control",
    "Annealing, Cutting and Edge Finishing of Laminated Panes", "Complaint Answering", "Condolence Writing",
    "Surge Modelling", "Buoy Telemetry", "Rights Clearance", "Café Concessions", "Stall Allocation",
    "O*Ring Tooling", "Night-Market Safety", "S3 Cold Storage", "GIS",
    "Long-Haul Freight Consolidation and Customs Pre-Clearance for Perishable Goods", "Q&A Moderation",
)  # fmt: skip
TOPICS = (
    "berth", "ledger", "sluice", "orchard", "beacon", "kiln", "parchment", "bogie", "tariff", "pollen", "winch",
    "ballast", "almanac", "lantern", "viaduct", "compost", "archive", "buoy", "gantry", "loom", "quarry",
    "silo", "turbine", "ferry", "mortar", "cistern", "harness", "barometer", "granary", "trellis", "foundry",
    "pontoon", "dovetail", "aqueduct", "millstone", "signal box", "weir", "tannery", "culvert", "hopper",
    "switchyard", "tide table", "manifest", "permit",
)  # fmt: skip
OBJECTS = (
    "handover notes", "weekly counts", "inspection slips", "repair orders", "supplier letters", "delay reports",
    "spare-part lists", "visitor complaints", "training drills", "calibration sheets", "night logs",
    "loading plans", "version 2 templates", "the 24-hour roster", "risk registers", "C++ tooling",
    "change requests", "stock take results",
)  # fmt: skip
VERBS = {
    1: ("Checks", "Copies", "Sorts", "Records", "Collects", "Labels", "Files", "Measures"),
    2: ("Prepares", "Compares", "Repairs", "Answers", "Tests", "Schedules", "Traces", "Updates"),
    3: ("Plans", "Designs", "Investigates", "Coordinates", "Explains", "Improves", "Reviews", "Balances"),
    4: ("Leads", "Negotiates", "Rebuilds", "Decides", "Audits", "Arbitrates", "Redesigns", "Guides"),
    5: ("Sets", "Founds", "Represents", "Anticipates", "Shapes", "Commissions", "Persuades", "Underwrites"),
}  # fmt: skip
ENDINGS = (
    "before the early shift begins", "with the people at the next desk",
    "and tells the requester what is still missing", "so that nobody has to ask twice", "under close guidance",
    "across two regions", "for all 14 sites", "without a written procedure", "within 3 working days",
    "in at least 95 % of cases", "with partners abroad", "until the cause is known and written down",
    "when weather, tide or traffic change the plan at short notice", "following the 2019 rules (as amended)",
    "e.g. after a storm warning", "at 10:30 and 16:45", "— including holidays —",
    "and/or hands them to the duty lead", "for 3–5 teams", "using P2 tickets and 8+ years of data",
)  # fmt: skip
SKILLS = (
    "Knot tying", "SQL", "Tide reading", "C#", "Active listening", "Radio discipline", "Go",
    "Technical drawing", "First aid", "R", "Route planning", "Public speaking", "Soil analysis", "Welding",
    "Bookkeeping", "Cartography", "Negotiating with people who would rather not", "ISO 9001",
    "Conflict resolution", "Node.js", "Customs law", "5S", "Écriture claire", "Lagerführung",
    "Data modelling & lineage", "Print/Pre-press", "Excel: pivot tables",
    "Estimating effort, cost and risk for work nobody has done before at this site", "24/7 readiness",
)  # fmt: skip
QUALIFIERS = ("two languages", "basic", "Level B2", "read only", "ISO 9001", "indoor & outdoor")
LEVEL_NAMES = (
    "Entry", "Associate", "Professional", "Senior Professional", "Principal", "Distinguished Expert", "Fellow",
)  # fmt: skip
SUMMARIES = (
    "Learns the craft on small tasks; asks often and early",
    "Works alone on known tasks, with help close by",
    "Carries whole assignments and shows others how.",
    "Takes on what nobody has solved here before; may lead small groups",
    "Sets the direction for a discipline. Is heard outside it",
    "Changes what the house believes to be possible",
    "Known in the trade",
)
ATTRIBUTE_TEXTS = {
    "scope": (
        "One task at a time",
        "A set of related tasks",
        "A site, 2–3 crews",
        "Several sites and their suppliers",
        "The house",
    ),
    "autonomy": (
        "Close guidance",
        "Reviewed weekly",
        "Self-directed; reviewed at turning points",
        "Sets own goals",
        "None above but the board",
    ),
    "complexity": (
        "Routine",
        "Known patterns with variations",
        "Tangled problems; finds new ways",
        "Problems without precedent",
        "Open questions",
    ),
    "impact": (
        "Own work",
        "Team outcomes",
        "Multi-team / site outcomes",
        "Region",
        "The trade as a whole. Abroad too.",
    ),
    "decision_rights": (
        "Proposes",
        "Decides within a task",
        "Owns decisions for a site; advises the next",
        "Settles disputes",
        "Final",
    ),
    "leadership": (
        "None",
        "Helps newcomers",
        "Heads efforts with a fixed end; mentors 2",
        "Leads leads",
        "Raises successors",
    ),
}
ALIASES = (
    "Berth Clerk", "Dispatcher II", "Senior Meter Reader", "Seed Keeper, Night", "Records & Deeds Officer",
    "Kiln Master", "Line Fitter – Urban", "P4 Fitter", "Notification Designer", "Lagerverwalter",
    "Answer Writer (Letters)", "VP Tides",
)  # fmt: skip
EXTRAS = {
    "Working conditions": ("Shifts rotate every 4 weeks.", "Outdoor work in all weather", "Travel up to 20 %."),
    "Certifications": ("Crane licence class 2", "Radio certificate", "First aid within the last 2 years"),
    "Success in the first 90 days": (
        "Knows every berth by name",
        "Has closed three cases alone and explained one to others.",
    ),
    "Why this role?": ("Ships do not wait, and neither do the people who unload them.",),
    "Tools you will meet": ("TideDesk 4", "a paper almanac", "the red telephone"),
}
INTROS = {
    "responsibilities": "What a person in this focus does at each level, from the first step to the last. "
    "Your level is highlighted.",
    "guidelines": "One yardstick for all focuses — how knowledge, problems, contacts and experience grow "
    "from level to level.",
    "skills": "Focus-specific skills this work asks for, beyond what any office expects.",
    "adjacent_roles": "Nearest roles by place in the catalogue. Distance 0 → 1; each card shows its match band.",
}
STATEMENTS = (  # each with how many numbers it states; none: no scale
    (
        "Each layer of this page names its source; {n} reviewers score it on a scale "
        "({a}–{b}; passes at ≥{p} in the weakest dimension).",
        3,
    ),
    ("The evidence behind this page, scored {a} to {b} by a panel; the pass mark is {p} on the lowest dimension.", 3),
    ("Reviewed in 2024 by 7 people (scale {a}-{b}, threshold {p}).", 3),
    ("Written by the people who do the work, and read by those who plan it.", 0),
)
_GERMAN = (
    ("Prüft", "Plant", "Ordnet", "Verhandelt", "Übergibt"),
    ("die Übergabezettel", "Größenangaben der Wägezelle", "Lieferscheine für die Mühle", "Störungsmeldungen"),
    (
        "vor Beginn der Frühschicht",
        "gemeinsam mit der Nachbarabteilung",
        "bis die Ursache geklärt ist",
        "für alle 14 Standorte",
    ),
)
_FRENCH = (
    ("Vérifie", "Prépare", "Négocie", "Archive", "Évalue"),
    ("les bordereaux d’arrivée", "les relevés de marée", "le registre n° 7", "les plaintes des visiteurs"),
    ("avant l’ouverture du quai", "à la demande du chef d’équipe", "dans un délai de 3 jours"),
)
_JAPANESE = (
    ("港の日誌を", "潮位表を", "引き継ぎ書を", "部品一覧を"),
    ("毎朝", "担当者と一緒に", "三日以内に", "現場で"),
    ("確認し、必要なら修正する。", "整理して共有する。", "作成する", "点検し、結果を報告する。"),
)


def topics(dice: Dice, count: int) -> list[str]:
    """Nouns that belong to one focus, `count` of them."""
    return dice.some(TOPICS, count)


def duty(dice: Dice, rank: int, nouns: list[str], language: str) -> str:
    """A sentence on work at a rank; one in six has no final stop, one in eight is short."""
    if language != "en":
        return foreign(dice, language)
    verb = dice.pick(VERBS[min(rank, 5)])
    noun = dice.pick(nouns)
    if dice.maybe(0.12):
        return f"{verb} the {noun}{dice.pick(['.', ''])}"
    joint = dice.pick(["for the {n}", "around each {n}", "of the {n} crew", "that the {n} team sends"]).format(n=noun)
    text = f"{verb} {dice.pick(OBJECTS)} {joint} {dice.pick(ENDINGS)}"
    if dice.maybe(0.25):
        what = dice.pick(("record", "plan", "map"))
        text += f", {dice.pick(('keeps', 'checks', 'shares'))} the {dice.pick(nouns)} {what} in step"
    if text.endswith("—"):
        return text + "."
    return text + ("" if dice.maybe(0.17) else dice.pick((".", ".", ".", "!")))


def foreign(dice: Dice, language: str) -> str:
    """A sentence in German, French or Japanese."""
    pools = {"de": _GERMAN, "fr": _FRENCH, "ja": _JAPANESE}[language]
    words = [dice.pick(pool) for pool in pools]
    if language == "ja":
        return "".join(words)
    return " ".join(words) + dice.pick([".", ".", ""])


def paragraph(dice: Dice, name: str, nouns: list[str], language: str) -> str:
    """The text of a focus: one to four sentences; sometimes a short one without a stop."""
    if language != "en":
        stop = "。" if language == "ja" else "."
        return " ".join(foreign(dice, language).rstrip(stop) + stop for _ in range(dice.between(2, 4)))
    if dice.maybe(0.08):
        noun = nouns[0]
        return dice.pick([f"Everything about the {noun}", f"Keeps each {noun} running.", f"{name} for 3 regions"])
    sentences = [
        f"{name} work that keeps every {nouns[0]}, {nouns[1]} and {nouns[2]} in order {dice.pick(ENDINGS)}",
        f"It is not general clerical work (no {nouns[3]}, no front desk), and it does not own the {nouns[0]} budget",
        f"People come here with {dice.pick(OBJECTS)} and leave with an answer they can use",
        f"Since 1998 the crew has kept its own {nouns[1]} — one page a day — and reads it before deciding",
    ]
    return ". ".join(sentences[: dice.between(1, 4)]) + "."


def cell(dice: Dice, column: int, rank: int, nouns: list[str], language: str) -> str:
    """A cell of the guidelines: a sentence on one dimension, one in five without a final stop."""
    if language != "en":
        return foreign(dice, language)
    noun, other = dice.pick(nouns), dice.pick(nouns)
    depth = ("basic", "working", "deep", "expert", "authoritative")[min(rank, 5) - 1]
    kind = ("routine", "known", "diverse", "entangled", "unprecedented")[min(rank, 5) - 1]
    texts = (
        (
            f"Applies {depth} knowledge of {noun} and {other} practice",
            f"Knows the {noun} rules; uses {dice.pick(OBJECTS)} daily",
        ),
        (
            f"Handles {kind} {noun} problems; escalates the rest",
            f"Weighs {noun} against {other}, e.g. in a storm (category 3+)",
            f"{noun.capitalize()} cases",
        ),
        (
            f"Works with the {noun} crew, suppliers and {dice.between(2, 9)} neighbouring teams",
            f"Speaks for the {noun} side in front of {other} owners, partners and guests",
        ),
    )
    return dice.pick(texts[column]) + ("" if dice.maybe(0.2) else ".")


def describe_skill(dice: Dice, nouns: list[str], language: str) -> str:
    """A skill's description; some are short and have no stop."""
    if language != "en":
        return foreign(dice, language)
    noun = dice.pick(nouns)
    if dice.maybe(0.12):
        return dice.pick([f"Reads a {noun} at a glance", "Daily use", f"Knows {noun} limits.", "Used at 3 of 14 sites"])
    aim = dice.pick(("find", "explain", "settle"))
    ending = dice.pick(ENDINGS) + dice.pick((".", ".", ".", ""))
    return f"Uses {dice.pick(OBJECTS)} and the {noun} plan to {aim} what others overlook, {ending}"

"""Which figures stand together, on the page and on paper."""

from collections.abc import Mapping

from crm.i18n import N_

GROUPS: Mapping[str, tuple[str, ...]] = {
    N_("Members"): tuple(f"K{number:02}" for number in range(1, 10)),
    N_("Contact with members"): ("K10", "K11", "K12", "K13", "K14"),
    N_("Activities"): ("K15", "K16", "K17", "K18", "K19", "K25"),
    N_("Projects"): ("K20", "K21", "K22", "K23", "K24", "K37"),
    N_("Results and visibility"): ("K26", "K27", "K28", "K33", "K35"),
    N_("Money"): ("K29", "K30", "K31", "K32", "K38", "K39"),
    N_("How the cluster is run"): ("K34", "K36", "K40"),
}
"""Which figures stand together; others stand below, in an order of their own."""

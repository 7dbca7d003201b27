"""A plan as data, for a program that asked for it."""

from typing import Any

from crm.exchange import meetings
from crm.exchange.plan import Plan


def of(plan: Plan, batch: int | None) -> dict[str, Any]:
    """What `import --json` prints; `batch` is None for a dry run."""
    counts = plan.counts._asdict()
    attendance = meetings.told(plan.attendance)
    return {
        "batch": batch,
        "format": plan.format,
        "encoding": plan.encoding,
        "sheet": plan.sheet,
        "header_row": plan.header_row,
        "mapping": dict(plan.mapping),
        **counts,
        **({"meeting": attendance} if attendance else {}),
        "rejections": [{"row": line.row, "reason": line.reason} for line in plan.rows if line.action == "rejected"],
    }

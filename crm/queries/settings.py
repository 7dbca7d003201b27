"""What is true of the cluster: each setting with its default (DOMAIN.md 6.1)."""

from crm.store.database import rows

# The hour rates rest on an undated page (DOMAIN.md 1.1 no. 16), which is why they are settings; kroner and hours.
DEFAULTS = {
    "cluster_name": "",
    "cluster_org_number": "",
    "hq_municipality_code": "5501",
    "county_codes": "55",
    "programme_level": "",
    "contract_start": "",
    "contract_end": "",
    "hour_rate_cap": "1200",
    "hour_rate_cap_ordinary": "600",
    "hour_rate_cap_sole": "350",
    "hours_cap_year": "1850",
    "contact_every_days": "180",
    "retention_inactive_months": "24",
    "retention_import_months": "6",
    "language": "nb",
}


def values() -> dict[str, str]:
    """Every setting by key; what was never set has its default."""
    return DEFAULTS | dict(rows("SELECT key, value FROM setting"))


def get(key: str) -> str:
    """One setting; "" for a key that has neither value nor default."""
    return values().get(key, "")

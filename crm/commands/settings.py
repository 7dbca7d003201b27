"""What is true of the cluster itself."""

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.setting import Setting


@command(N_("Change the cluster's settings"))
def put(**values: str) -> None:
    """Keep settings of the cluster by key (crm.queries.settings lists them); only what differs is written."""
    for key, value in values.items():
        found = Setting.get_or_none(Setting.key == key)
        if found is None:
            write.insert(Setting(key=key, value=value))
        else:
            write.change(Setting, found.id, {"value": value})

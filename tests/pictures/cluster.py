"""The register that is photographed: the sample cluster, with a list brought in."""

from pathlib import Path

from crm import demo
from crm.commands import people as people_commands
from crm.exchange import carry_out, plan
from crm.queries import organisations, people, tasks
from crm.store import journal, opening
from tests.pictures.calendar import DAY

LIST = """Fornavn;Etternavn;Virksomhet;Org.nr;E-post;Mobil;Stilling
Ingrid;Sæther;Nordlys Energi AS;910000020;ingrid@nordlys.example;912 34 567;Rådgiver FoU
Øystein;Bjørnæs;Fjordtech AS;;oystein@fjordtech.example;99 88 77 66;Professor
Maja;Lindqvist;Fjordtech AS;;maja.fjordtech.example;;Innovasjonsleder
Åse;Bratland;Havbruk Nord AS;123456789;ase@havbruk.example;;Prosjektleder
Thomas;Hågensen;Kystkapital AS;;thomas@kystkapital.example;+47 22 12 34 56;Investeringsdirektør
;;Fjord kommune;;post@fjord.example;;
"""


def write(folder: Path) -> Path:
    """Make the register in a folder of its own; returns where it lies, closed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "Polarhav bioklynge.klynge"
    path.unlink(missing_ok=True)
    demo.write(path)
    opening.open_register(path)
    journal.author.staff = 1
    brought = folder / "Deltakere høstmøtet.csv"
    brought.write_text(LIST, encoding="utf-8-sig")
    carry_out.carry_out(plan.make(brought, today=DAY))
    person = chosen()["person"]
    people_commands.edit(person, notes="Vil helst ha korte møter, og en påminnelse dagen før.")
    people_commands.edit(person, language="nb", informed_on=DAY)
    opening.close()
    return path


def chosen() -> dict[str, int]:
    """Records that look well: a busy person, a member with fees, a promise."""
    person = people.suggest("Ragnhild", 1) or people.suggest("Kari", 1)
    member = organisations.OrganisationsQuery(members_on=DAY, order="last_contact", descending=True).ids()[0]
    return {"person": person[0].id if person else 1, "organisation": member, "task": tasks.TasksQuery().ids()[0]}

"""The list that a new cluster has in Excel: a title, a few members with their contacts, as somebody made it by hand."""

from pathlib import Path

HEAD = ("Bedrift", "Org.nr", "Kontaktperson", "E-post", "Telefon", "Medlem siden", "Poststed")
ROWS = (
    ("Nordlys Havbruk AS", "", "Ada Berg", "ada@nordlys.example", "912 34 567", "01.01.2024", "Tromsø"),
    ("Fjordtech AS", "", "Bo Dahl", "bo@fjordtech.example", "922 33 444", "15.03.2025", "Harstad"),
    ("Tang og Tare AS", "", "Eva Kern", "eva@tang.example", "933 44 555", "01.09.2025", "Bodø"),
    ("Kystnes kommune", "", "Per Vik", "per@kystnes.example", "944 55 666", "01.01.2026", "Kystnes"),
)


def write(path: Path) -> Path:
    """Write it as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Medlemmer"
    sheet.append(["Medlemmer i Havklyngen"])
    sheet.append([])
    for row in (HEAD, *ROWS):
        sheet.append(row)
    book.save(path)
    return path

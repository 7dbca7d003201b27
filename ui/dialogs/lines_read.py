"""What is told of a list whose lines were read and can be ticked: how many there are, and why some cannot."""

from crm.i18n import ngettext


def told(count: int, there: int, wrong: int) -> list[str]:
    """A sentence for each: the lines, those that the register holds already, those that are not understood."""
    said = [ngettext("The list has {count} line.", "The list has {count} lines.", count).format(count=count)]
    if there:
        words = ngettext(
            "{count} of them stands in the register already and is not taken.",
            "{count} of them stand in the register already and are not taken.",
            there,
        )
        said.append(words.format(count=there))
    if wrong:
        words = ngettext(
            "{count} is not understood: put it right in the list, and read it again.",
            "{count} are not understood: put them right in the list, and read it again.",
            wrong,
        )
        said.append(words.format(count=wrong))
    return said

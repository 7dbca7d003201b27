"""Short forms of first names: Bob is Robert, Stine may be Kristine. They make two names alike and never the same."""

_LISTED = """
alexander sander alex aleks sasha
aleksander sander alex aleks
alexandra sandra alex
andreas anders
beatrice beate bea
benjamin ben benny
bernhard bernt
charlotte lotte
christian chris kristian kris
christina christine stina stine tina kristina kristine kris
christopher chris kristoffer kris
daniel dan danny
david dave
edvard edward eddie ed
elisabeth elizabeth lisbeth lise lisa liz beth betty else
emanuel manuel
frederik fredrik fred freddy
gabriel gabe
gunhild gunn
henriette jette
ingeborg inga inge bodil
ingrid inga
jakob jacob jack
james jim jimmy jamie
jennifer jenny jen
johan johannes john jon jan hans
jonas jonatan
josef joseph joe
karl kalle carl
karoline caroline line
katarina katrine catherine kate kari trine kathrine cathrine
kristine kristin stine tina kris
kristoffer stoffer toffen
lars lasse
leonard leo lennart
magdalena magda lena
magnus mange
margareta margrethe grete greta merete mette
maria mia maja marie
mathias mats mattis matias
michael mikael mike mikkel michel
nicolai nikolai nick niklas
nils nisse
patricia pat
peter petter peder per pete
rikard richard rick dick
robert bob rob bobby robbie
samuel sam
sebastian basse seb
sigrid siri
sigurd sjur
sofie sofia fie
stephen stefan steffen steve
susanne susan sanne sue
teodor theodor teo theo ted
therese terese tess
thomas tomas tom tommy
torbjorn tobben
ulrik ulrich
viktoria victoria vicky
vilhelm wilhelm william bill will willy ville
"""
_FORMS: dict[str, frozenset[str]] = {}
for _line in map(str.split, _LISTED.strip().splitlines()):
    for _name in _line:
        _FORMS[_name] = _FORMS.get(_name, frozenset()) | frozenset(_line)


def are_forms(one: str, other: str) -> bool:
    """Whether two first names, folded as in a person_key, are forms of one.

    >>> are_forms("bob", "robert"), are_forms("kristine", "stine"), are_forms("kari", "karin")
    (True, True, False)
    """
    return other in _FORMS.get(one, ())

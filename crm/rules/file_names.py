"""Names of files that strangers chose: shown and written as they are meant, without what leads astray."""

import re

from crm.rules.names import clean

LONGEST = 200
"""In letters; a path on Windows has room for 260 in all."""

KINDS = {
    "document": "doc docx docm dot dotx odt ott rtf txt md pdf pages wps tex",
    "table": "xls xlsx xlsm xlsb xlt xltx ods csv tsv numbers",
    "slides": "ppt pptx pptm pps ppsx odp key",
    "picture": "png jpg jpeg gif bmp tif tiff webp heic heif ico psd ai eps",
    "sound": "mp3 wav m4a aac ogg flac wma opus",
    "film": "mp4 mov avi mkv wmv webm m4v mpg mpeg",
    "mail": "eml msg ics vcf mbox",
    "archive": "zip 7z rar gz tar tgz bz2 xz zst",
}
_KIND_OF = {ending: kind for kind, endings in KINDS.items() for ending in endings.split()}
# What runs, installs, or makes another program run something when it is opened.
_PROGRAMS = """
action apk app appimage application appref-ms appx appxbundle bash bat bin cab chm cmd com command cpl crx deb
desktop dmg elf exe gadget hlp hta htm html img inf ins iqy iso isp jar jnlp js jse ksh library-ms lnk mht mhtml
msc msh msi msix msixbundle msp mst osx out pif pkg pl prg ps1 ps1xml ps2 psc1 psd1 psm1 py pyc pyw pyz rb reg
rgs rpm run scf scpt scr sct search-ms settingcontent-ms sh shb shs slk svg svgz sys terminal theme tool url vb
vbe vbs vbscript vhd vhdx webloc website workflow ws wsc wsf wsh xbap xht xhtml xll xpi zsh
"""
_RUNS = frozenset(_PROGRAMS.split())
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def safe(name: str, unnamed: str = "file") -> str:
    """A name that any system can give to a file, and that stays in the folder where it is put; never empty.

    Only what follows the last separator counts; signs that Windows forbids, that nobody sees or that turn the direction
    of writing are gone, reserved names are marked, and a long one keeps its ending.

    >>> safe("..\\\\..\\\\Windows\\\\evil.exe"), safe("/etc/passwd"), safe("..")
    ('evil.exe', 'passwd', 'file')
    >>> safe("Møte\\u202exslx.exe"), safe("a:b?.txt"), safe("CON.txt"), safe("nul")
    ('Møtexslx.exe', 'a_b_.txt', '_CON.txt', '_nul')
    >>> safe("report.pdf. . "), safe(" .bashrc"), len(safe("x" * 500 + ".docx")), safe("x" * 500 + ".docx")[-5:]
    ('report.pdf', 'bashrc', 200, '.docx')
    """
    last = re.split(r"[/\\]", name.rstrip("/\\ "))[-1]
    plain = _NOT_IN_NAMES.sub("_", clean(last)).strip(" .")
    if not plain:
        return unnamed
    if _RESERVED.match(plain):
        plain = "_" + plain
    return _short(plain)


def ending(name: str) -> str:
    """What follows the last dot, small; "" where there is none.

    >>> ending("Avtale.PDF"), ending("README"), ending("a.tar.gz")
    ('pdf', '', 'gz')
    """
    stem, dot, last = name.rpartition(".")
    return last.lower().strip() if dot and stem else ""


def kind(name: str) -> str:
    """What kind of file a name promises: one of KINDS, "program" for what runs, "other".

    >>> kind("Avtale.pdf"), kind("tall.xlsx"), kind("setup.exe"), kind("ukjent")
    ('document', 'table', 'program', 'other')
    """
    return "program" if runs(name) else _KIND_OF.get(ending(name), "other")


def runs(name: str) -> bool:
    """Whether opening a file of this name may run something: it is handed out, never opened.

    >>> runs("faktura.pdf.exe"), runs("makro.js"), runs("faktura.pdf"), runs("EVIL.LNK")
    (True, True, False, True)
    """
    return ending(name) in _RUNS


def numbered(name: str, number: int) -> str:
    """The name for the second file of that name in a folder.

    >>> numbered("Avtale.pdf", 2), numbered("README", 3)
    ('Avtale (2).pdf', 'README (3)')
    """
    last = ending(name)
    stem = name[: -len(last) - 1] if last else name
    return _short(f"{stem} ({number}){name[len(stem) :]}")


def _short(name: str) -> str:
    if len(name) <= LONGEST and len(name.encode()) <= LONGEST + 50:
        return name
    last = ending(name)
    tail = name[-len(last) - 1 :] if last and len(last) <= 20 else ""
    stem = name[: len(name) - len(tail)][: LONGEST - len(tail)]
    while len((stem + tail).encode()) > LONGEST + 50:  # a file name of 255 bytes is all that most systems hold
        stem = stem[:-1]
    return stem.rstrip(" .") + tail

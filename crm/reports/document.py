"""The figures as a text for Word: each with its value, last year's, its parts, and what is said to it."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from crm.exchange.writers.whole import appears_whole
from crm.exchange.writers.words import sound
from crm.i18n import N_
from crm.reports.report import Report, Reported
from crm.reports.sheets import spec, summary
from crm.reports.template.filled import Filled, shown

_STAMP = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
}
_STYLES = (
    ("Normal", "Normal", "", '<w:sz w:val="22"/>'),
    ("Title", "Title", '<w:spacing w:after="120"/>', '<w:b/><w:color w:val="0B62A8"/><w:sz w:val="48"/>'),
    ("Heading2", "heading 2", '<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="1"/>',
     '<w:b/><w:color w:val="0B62A8"/><w:sz w:val="26"/>'),
    ("Quiet", "Klynge Quiet", "", '<w:color w:val="556071"/><w:sz w:val="20"/>'),
)  # fmt: skip


def write(report: Report, path: Path, language: str = "nb") -> None:
    """Write a .docx; it appears whole or not at all, and the same report gives the same bytes.

    A figure of which nothing is said has no empty line for it. Raises CrmError where the file cannot be written.
    """
    parts = {**_PARTS, "word/styles.xml": _styles(), "word/document.xml": _document(report, language)}
    with appears_whole(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, (_HEAD + content).encode())


def paragraphs(report: Report, language: str) -> Iterator[tuple[str, str]]:
    """The text of the report: (style, words) for each paragraph."""
    say = spec.speech(language)
    kind = N_("Annual report") if report.stretch is None else N_("Figures")
    yield "Title", f"{say(kind)} {report.called_period(language)}"
    cluster = report.settings.get("cluster_name", "")
    frozen = say(N_("Frozen run no. {run}")).format(run=report.run) if report.run else say(N_("Draft, not frozen"))
    yield "Quiet", " · ".join(part for part in (cluster, frozen) if part)
    for figure in report.listed:
        yield "Heading2", f"{figure.key} {figure.name(language)}"
        yield "Normal", _sentence(figure, report, language, say)
        for key, (nb, en) in figure.parts.items():
            part = figure.now.parts.get(key)
            if part is not None:
                yield (
                    "Quiet",
                    f"{nb if language == 'nb' else en}: {_number(part.value, part.unit or figure.unit, language)}",
                )
        for line in report.comments.get(figure.key, "").splitlines():
            if line.strip():
                yield "Normal", line.strip()


def _sentence(figure: Reported, report: Report, language: str, say: spec.Say) -> str:
    now, before = (_number(value.value, figure.unit, language) for value in (figure.now, figure.before))
    unit = "" if figure.unit == "%" or figure.value is None else " " + report.unit(figure.unit, language)
    return say(N_("{now} in {year}, {before} in {last}.")).format(
        now=now + unit, year=report.called_period(language), before=before, last=report.called_against(language)
    )


def _number(value: int | float | None, unit: str, language: str) -> str:
    return shown(Filled(value, summary.KINDS.get(unit, "int")), language)


def _document(report: Report, language: str) -> str:
    body = "".join(_paragraph(style, words) for style, words in paragraphs(report, language))
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"'
    )
    page += ' w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    return f'<w:document xmlns:w="{_MAIN}"><w:body>{body}{page}</w:body></w:document>'


def _paragraph(style: str, words: str) -> str:
    text = f'<w:t xml:space="preserve">{escape(_clean(words))}</w:t>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{text}</w:r></w:p>'


def _styles() -> str:
    made = ""
    for key, name, paragraph, run in _STYLES:
        default = ' w:default="1"' if key == "Normal" else ""
        letters = f'<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>{run}'
        made += f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>'
        made += f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    return f'<w:styles xmlns:w="{_MAIN}">{made}</w:styles>'


def _clean(words: str) -> str:
    """Without the characters that no XML can hold."""
    return "".join(letter for letter in sound(words) if letter >= " " or letter == "\t")

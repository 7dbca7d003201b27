"""Clipboards in the styles of Word, Outlook, Teams and web pages; all of our own making."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules.pasted import to_markdown


def word(level: int, bullet: str, words: str, place: str = "Middle") -> str:
    """One paragraph that Word makes look like an item."""
    return (
        f"<p class=MsoListParagraphCxSp{place} style='margin-left:{level * 36}.0pt;text-indent:-18.0pt;\n"
        f"mso-list:l0 level{level} lfo1'><![if !supportLists]><span lang=NO-BOK style='font-family:Symbol;\n"
        f"mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>{bullet}<span style='font:7.0pt\n"
        f'"Times New Roman"\'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span\n'
        f"lang=NO-BOK>{words}<o:p></o:p></span></p>\n"
    )


WORD = f"""Version:1.0\r\nStartHTML:0000000105\r\n<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {{margin:0cm;}} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=NO-BOK style='word-wrap:break-word'>
<!--StartFragment--><h1><span lang=NO-BOK>Referat<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=NO-BOK style='color:red'>Vi snakket om <b>tare</b> og <a
href="https://acme.example/avtale%20(2).pdf">avtalen
fra i fjor</a>.<o:p></o:p></span></p>
{word(1, "·", "Kåre ringer", "First")}{word(2, "o", "helst i <i>morgen</i>")}{word(1, "·", "Åse sender tilbud")}
{word(1, "1.", "Først")}{word(1, "2.", "Så", "Last")}
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="x"><v:imagedata src="file:///C:/x.png"/></v:shape><![endif]-->
<![if !vml]><img width=1 src="file:///C:/Users/kari/x.png"><![endif]><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Slutt&nbsp;her<o:p></o:p></p><!--EndFragment--></body></html>"""


def test_word_keeps_its_lists_and_links_and_nothing_else() -> None:
    assert to_markdown(WORD) == (
        "Referat\n"
        "Vi snakket om tare og [avtalen fra i fjor](https://acme.example/avtale%20%282%29.pdf).\n"
        "\n"
        "- Kåre ringer\n"
        "    - helst i morgen\n"
        "- Åse sender tilbud\n"
        "1. Først\n"
        "2. Så\n"
        "\n"
        "Slutt her"
    )


OUTLOOK = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>
<div class="elementToProof" style="font-family: Aptos, sans-serif; font-size: 12pt;">Hei Kari,</div>
<div class="elementToProof"><br></div>
<div class="elementToProof">Tre ting til mandag:</div>
<ul data-editing-info="{}" style="margin-top: 0px;"><li style="font-size: 12pt;"><div role="presentation">
Send lista til <a href="mailto:post@acme.example" title="mailto:post@acme.example">post@acme.example</a></div></li>
<li><span>Book rom</span><ol start="3"><li>Lite</li><li>Stort</li></ol></li></ul>
<div>Se <a href="https://acme.example/">https://acme.example</a></div>
<p class="MsoNormal">Hilsen<br>Ola</p></body></html>"""


def test_outlook_keeps_its_nested_lists_and_addresses() -> None:
    assert to_markdown(OUTLOOK) == (
        "Hei Kari,\n"
        "Tre ting til mandag:\n"
        "\n"
        "- Send lista til <mailto:post@acme.example>\n"
        "- Book rom\n"
        "    3. Lite\n"
        "    4. Stort\n"
        "\n"
        "Se <https://acme.example/>\n"
        "Hilsen\n"
        "Ola"
    )


def test_teams_keeps_its_messages() -> None:
    html = (
        '<div itemprop="copy-paste-block"><p>Hei <span itemtype="http://schema.skype.com/Mention">Kari</span> '
        '<emoji alt="🐟"><img src="https://statics.example/fish.png" alt="🐟"></emoji></p><p>&nbsp;</p>'
        '<ul><li><input type="checkbox" checked> Ferdig</li><li><input type="checkbox">Igjen</li></ul></div>'
    )
    assert to_markdown(html) == "Hei Kari\n\n- [x] Ferdig\n- [ ] Igjen"


def test_a_web_page_gives_its_words_and_links_but_no_script_style_or_dangerous_address() -> None:
    html = (
        "<style>p{color:red}</style><script>alert(1)</script><h2>Om oss</h2><nav><a href='/inn'>Inn</a></nav>"
        "<p>Les <a href='HTTPS://acme.example/a?b=1&amp;c=2'>mer [her]</a>"
        " eller <a href='javascript:alert(1)'>klikk</a>"
        " <a href='file:///etc/passwd'>fil</a> <a href=' data:text/html,x'>data</a><img src=x onerror=alert(1)></p>"
        "<table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table><pre>en\n  to</pre>"
    )
    assert to_markdown(html) == (
        "Om oss\nInn\nLes [mer (her)](HTTPS://acme.example/a?b=1&c=2) eller klikk fil data\n\nA B\nC D\nen\nto"
    )


@pytest.mark.parametrize(
    "piece",
    ["<ul><li>", "<div>", "<a href='x'>", "<", "</", "<!--", "<!", "<?", "<![", "<a ", "<a x='", "&", "&#",
     "<pre>\n", "<script>", "<title>", "<textarea>", "<p style='mso-list:l0 level9 lfo1'>", "<td>x",
     "<span style='mso-list:Ignore'>", "<li>" + "x" * 500],
)  # fmt: skip
def test_a_hostile_clipboard_takes_no_time(piece: str) -> None:
    started = process_time()
    to_markdown(piece * (100_000 // len(piece)))
    assert process_time() - started < 10


@given(st.text(alphabet="<>/ \"'=ulipa!-[]&;#x\n", max_size=80))
def test_any_clipboard_gives_some_text(html: str) -> None:
    assert isinstance(to_markdown(html), str)

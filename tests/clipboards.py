"""What other programs put on the clipboard, in our own words; and what is to come of it."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><title>Draft</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal {margin:0cm; font-size:11.0pt;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='margin-top:12.0pt'><span lang=EN-GB style='font-size:20.0pt'>The Salt Road<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=EN-GB>It&nbsp;&nbsp; goes <b style='mso-bidi-font-weight:normal'>on</b>,
says&nbsp;<i>Meridian</i>.<o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-GB><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Cast<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Ada Marlow<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Crew<o:p></o:p></p>
<h4>And then</h4>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>
&nbsp;</span></span><![endif]>First</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>
&nbsp;</span></span><![endif]>Second</p>
<!--EndFragment--></body></html>"""
WORD_PASTED = (
    "<h2>The Salt Road</h2><p>It goes <strong>on</strong>, says&nbsp;<em>Meridian</em>.</p>"
    "<ul><li><p>Cast</p><ul><li><p>Ada Marlow</p></li></ul></li><li><p>Crew</p></li></ul>"
    '<h3>And then</h3><ol data-type="decimal"><li><p>First</p></li><li><p>Second</p></li></ol>'
)

GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f2e"><h1 dir="ltr" '
    'style="line-height:1.38"><span style="font-size:20pt;font-family:Arial">The Salt Road</span></h1>'
    '<p dir="ltr" style="line-height:1.38"><span style="font-weight:400">It goes </span><span '
    'style="font-weight:700;font-style:normal">on</span><span style="font-weight:400">, says </span><a '
    'href="https://www.google.com/url?q=https://example.org/a&amp;sa=D" style="text-decoration:none"><span '
    'style="font-style:italic;text-decoration:underline">Meridian</span></a><span>.</span></p><br><br>'
    '<ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Cast</span></p></li>'
    '<li dir="ltr" aria-level="1"><p dir="ltr"><span>Crew</span></p></li></ul></b>'
    '<br class="Apple-interchange-newline">'
)
GOOGLE_PASTED = (
    '<h2>The Salt Road</h2><p>It goes <strong>on</strong>, says <a href="https://example.org/a"><em>Meridian</em></a>.'
    "</p><ul><li><p>Cast</p></li><li><p>Crew</p></li></ul>"
)

LIBRE_OFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title></title><meta name="generator" content="LibreOffice 7.4"/><style type="text/css">p { margin-bottom: 0.1in }
</style></head><body lang="en-GB" dir="ltr"><h1 class="western">The Salt Road</h1>
<p style="line-height: 100%; margin-bottom: 0in"><font face="Liberation Serif, serif"><font size="3">It goes
<b>on</b>, says <span style="font-style: italic">Meridian</span>.</font></font></p>
<p style="margin-bottom: 0in"><br/>
</p>
<ol><li><p style="margin-bottom: 0in">First</p></li><li><p style="margin-bottom: 0in">Second</p></li></ol>
</body></html>"""
LIBRE_OFFICE_PASTED = (
    "<h2>The Salt Road</h2><p>It goes <strong>on</strong>, says <em>Meridian</em>.</p>"
    '<ol data-type="decimal"><li><p>First</p></li><li><p>Second</p></li></ol>'
)

WEB = """<html><body><!--StartFragment--><div class="article__body" data-track="1"><script>track()</script>
<h5 class="kicker" style="color: rgb(1, 2, 3)">The Salt Road</h5><div style="margin: 0px"><span
style="font-size: 17px">It goes on.</span></div><figure><img src="https://example.org/x.jpg"
onerror="x()"></figure><p>&nbsp;</p>
<p class="p1">Says&nbsp;&nbsp;<a href="https://example.org/b?c=1&amp;d=2" target="_blank" rel="nofollow"
class="l" onclick="go()">Meridian</a> and <a href="javascript:go()">somebody</a>.<br></p></div>
<!--EndFragment--></body></html>"""
WEB_PASTED = (
    "<h3>The Salt Road</h3><p>It goes on.</p>"
    '<p>Says <a href="https://example.org/b?c=1&amp;d=2">Meridian</a> and somebody.</p>'
)

ALL = {
    "word": (WORD, WORD_PASTED),
    "google": (GOOGLE, GOOGLE_PASTED),
    "libreoffice": (LIBRE_OFFICE, LIBRE_OFFICE_PASTED),
    "web": (WEB, WEB_PASTED),
}

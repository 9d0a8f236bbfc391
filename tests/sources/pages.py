"""Pages around one article, in the ways in which Chinese sites lay them out; every one expects the same paragraphs."""

from tests.sources.articles import OTHER, PARAGRAPHS, TITLE

BODY = PARAGRAPHS[1:]
_SCRIPT = "<script>var a='<div>假</div>'; if (1 < 2) document.write('<p>不是正文，只是脚本。</p>')</script><style>p{color:red}</style>"
_MENU = "".join(
    f"<li><a href='/{n}.html'>{word}</a></li>" for n, word in enumerate(("首页", "要闻", "政策", "园区", "人才"))
)
_RELATED = "".join(f"<li><a href='/x/{n}'>{OTHER[0]}之{n}，后续报道一览</a></li>" for n in range(8))
_FOOT = "<div class='foot'>版权所有 示例科技报社　京ICP备00000000号　地址：北京市某路一号，邮编100000。</div>"
_META = (
    "<span>2025-11-04 08:30</span> <span>来源：示例科技报</span> <span>作者：张三 李四</span> <span>浏览量：1024</span>"
)
_SPAM = "<div style='display:none'>澳门赌场开户，娱乐城注册送彩金。六合彩资料大全。</div><div style='position:absolute;left:-9999px'>真人百家乐，棋牌平台，欢迎来玩。</div>"


def modern() -> str:
    """A page of today: article and aside, meta tags, a share bar, comments."""
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{TITLE}_要闻_示例科技网</title>
<meta property="og:title" content="{TITLE}"><meta name="publishdate" content="2025-11-04"><meta name="source" content="示例科技报">
{_SCRIPT}</head><body><nav><ul>{_MENU}</ul></nav><main><article><h1>{TITLE}</h1><div class="meta">{_META}</div>
<div class="share-bar">分享到：<a>微信</a></div><div class="content">{"".join(f"<p>　　{line}</p>" + chr(10) for line in BODY)}
<p>（责任编辑：王五）</p></div></article><aside><h3>热点排行</h3><ul>{_RELATED}</ul></aside>
<section class="comments"><p>网友：写得很好，很受启发。支持一下，希望多报道。</p></section></main>{_FOOT}</body></html>"""


def tables() -> str:
    """An old page: nested tables, upper-case tags, br between paragraphs, unclosed elements, no class names."""
    lines = "<BR><BR>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in BODY)
    return f"""<HTML><HEAD><TITLE>{TITLE} - 示例高新区</TITLE><META http-equiv="Content-Type" content="text/html; charset=gb2312"></HEAD>
<BODY><TABLE width=960><TR><TD colspan=2><A href=/>首页</A> | <A href=/a>要闻</A> | <A href=/b>通知</A><TR><TD width=200 valign=top>
<TABLE><TR><TD><A href=1>{OTHER[0]}</A><TR><TD><A href=2>政策文件汇编，欢迎查阅</A></TABLE>
<TD><TABLE><TR><TD align=center><FONT size=5><B>{TITLE}</B></FONT><TR><TD align=center>发布时间：2025年11月4日　来源：示例科技报　作者：张三 李四　点击数：88
<TR><TD><FONT face=宋体>{lines}</FONT><BR>【打印】【关闭】<BR>上一篇：<A href=3>{OTHER[0]}</A><BR>下一篇：没有了</TABLE>
</TABLE>{_FOOT}</BODY></HTML>"""


def broken() -> str:
    """A page with injected spam, unclosed comments of scripts, an entity in every paragraph, related links inside."""
    lines = "".join(f"<p><span>{line.replace('“', '&ldquo;').replace('，', '&#xff0c;')}</span>\n" for line in BODY)
    return f"""<!-- saved --><html><head><title>{TITLE}</title></head><body><div id=wrap><div class="crumbs">当前位置：<a href=/>首页</a> > 正文</div>
{_SPAM}<h2>{TITLE}</h2><p class=info>时间：2025-11-04 来源：示例科技报 作者：张三、李四</p><div id=zoom>{lines}
<div class=related-news><p>相关阅读</p><p><a href=1>{OTHER[0]}，全文在此。</a></p></div>{_SCRIPT}{_SPAM}</div>
<div>扫一扫在手机打开当前页</div><img src=x alt="<p>不是正文。</p>"></div>{_FOOT}<!-- never closed <p>也不是正文。</p></body>"""


def epaper() -> str:
    """The page of a newspaper's digital edition: its own elements, the page's number in the frame."""
    lines = "".join(f"<P>　　{line}</P>" for line in BODY)
    return f"""<html><head><meta charset=utf-8><title>示例科技报数字报-{TITLE}</title></head><body>
<table><tr><td class=px12>2025年11月04日 星期二</td><td>第A9版：园区</td></tr><tr><td><a href=a>上一版</a> <a href=b>下一版</a></td></tr></table>
<div class=list><ul>{_RELATED}</ul></div><table><tr><td><founder-title><p>{TITLE}</p></founder-title></td></tr>
<tr><td>作者：张三 李四　来源：示例科技报</td></tr><tr><td><div id=ozoom><founder-content><!--enpcontent-->{lines}<!--/enpcontent--></founder-content></div></td></tr></table>{_FOOT}</body></html>"""


def government() -> str:
    """A zone's own site: the page in a form, the text in an element called editor, styles and empty lines inside, meta
    tags of the office's kind, a copy for telephones, a notice with whole sentences under the text."""
    lines = "".join(
        f"<p align='justify' style='text-indent: 2em;'><span style=\"font-family: 宋体; font-size: 12pt;\">{line[:9]}</span><span>{line[9:]}</span></p><p>&nbsp;</p>\n"
        for line in BODY
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><title>{TITLE}-示例高新技术产业开发区管理委员会</title><meta charset="utf-8"/>
<meta name="ArticleTitle" content="{TITLE}"/><meta name="PubDate" content="2025-11-04 09:12"/><meta name="ContentSource" content="示例科技报"/><meta name="Author" content="张三 李四"/></head>
<body><form id="aspnetForm" method="post"><div class="header"><ul>{_MENU}</ul></div><div class="position">您现在的位置：<a href=/>首页</a> &gt; <a href=/n>园区动态</a></div>
<div class="article-content"><div class="title">{TITLE}</div><div class="sub">发布时间：2025-11-04 09:12　　信息来源：示例科技报　　作者：张三 李四　　浏览次数：<span id="hits">12</span>　　字号：[ <a>大</a> <a>中</a> <a>小</a> ]</div>
<div class="view TRS_UEDITOR trs_paper_default trs_web"><style>.TRS_Editor P{{margin-top:0}}</style><div class="TRS_Editor">{lines}</div></div>
<div class="fujian">附件：<a href="a.pdf">会议材料.pdf</a></div></div>
<div class="phone"><div class="wap-con">{"".join(f"<p>{line}</p>" for line in BODY)}</div></div>
<div class="notice">温馨提示：您访问的链接即将离开本网站，是否继续？请注意保护个人信息。</div></form>{_FOOT}</body></html>"""


def messenger() -> str:
    """A page of a messenger's public account: its text is hidden until a script has run, in sections inside sections."""
    lines = "".join(
        f"<section style='margin: 0 8px'><section><p style='visibility: visible;'><span>{line}</span></p></section></section>"
        for line in BODY
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title><meta property="og:title" content="{TITLE}" />
<meta property="og:site_name" content="微信公众平台" /><meta name="author" content="张三 李四" /></head><body id="activity-detail">
<div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">{TITLE}</h1><div id="meta_content"><em id="publish_time">2025年11月4日 08:30</em></div>
<p>来源：示例科技报</p><div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0; ">{lines}<p>点击阅读原文</p></div></div>
<div id="js_pc_qr_code" style="display:none;"><p>微信扫一扫关注该公众号</p></div>{_SCRIPT}</body></html>"""


def sections() -> str:
    """A page whose round-up stands in an element a section, beside summaries of other news in whole sentences."""
    made, count = [], 0
    for place, line in enumerate(BODY):
        heading = "：" in line[:8] and len(line) < 20
        count += heading
        made.append(
            ("</div><div class='section'>" if heading else "") + (f"<h3>{line}</h3>" if heading else f"<p>{line}</p>")
        )
        if place == 4:
            made.append("<figure><img src='a.jpg'></figure>")
    summaries = "".join(f"<li><a href=/{n}><h4>{OTHER[0]}</h4></a><p>{OTHER[1][:30]}。</p></li>" for n in range(5))
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{TITLE} | 示例科技报</title>
<meta property="article:published_time" content="2025-11-04T08:30:00+08:00"></head><body><header><h1><a href=/>示例科技报</a></h1><nav>{_MENU}</nav></header>
<div class="container"><div class="left"><h1 class="headline">{TITLE}</h1><div class="info"><span>来源：示例科技报</span><span>记者：张三、李四</span></div>
<div class="text"><div class="section">{"".join(made)}</div></div><div class="bottom"><a>上一篇</a><a>下一篇</a></div></div>
<div class="right"><h3>最新消息</h3><ul>{summaries}</ul></div></div>{_FOOT}</body></html>"""


PAGES = {
    "government": government,
    "messenger": messenger,
    "sections": sections,
    "modern": modern,
    "tables": tables,
    "broken": broken,
    "epaper": epaper,
}

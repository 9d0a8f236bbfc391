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


PAGES = {"modern": modern, "tables": tables, "broken": broken, "epaper": epaper}

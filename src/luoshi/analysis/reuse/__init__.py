"""Whose words: passages that articles share with each other and with central texts, and what is a place's own.

letters -> seeds -> passages -> shares; `index` keeps what was found beside a library and brings it up to date.
"""

from luoshi.analysis.reuse.corpus import Article, article_of, articles
from luoshi.analysis.reuse.index import Index, Updated
from luoshi.analysis.reuse.reuse import references, reuse

__all__ = ["Article", "Index", "Updated", "article_of", "articles", "references", "reuse"]

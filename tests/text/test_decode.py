"""Decoding: characters from bytes, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.errors import UnreadableSource
from luoshi.text.decode import decode

_SENTENCES = st.lists(
    st.sampled_from(
        ["会议强调，", "要加快建设产业园区。", "\n", "GDP增长5.3%；", "“十五五”", "合肥、无锡、成都", "\r\n"]
    ),
    min_size=4,
)


@given(parts=_SENTENCES, encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"]))
def test_decoding_undoes_encoding(parts: list[str], encoding: str) -> None:
    """Any Chinese text comes back from every encoding, without being told which."""
    text = "会议认为，" + "".join(parts)
    assert decode(text.encode(encoding)).text == text


@given(parts=_SENTENCES, data=st.data())
def test_byte_offsets_cut_the_file_where_the_text_is_cut(parts: list[str], data: st.DataObject) -> None:
    """The bytes between two offsets decode to the characters between the two positions."""
    text = "会议认为，" + "".join(parts)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    content = text.encode("gb18030")
    decoded = decode(content)
    a, b = decoded.byte_offsets([start, end])
    assert content[a:b].decode("gb18030") == text[start:end]


@given(cut=st.integers(1, 400), encoding=st.sampled_from(["utf-8", "gb18030"]))
def test_a_cut_file_keeps_its_beginning(cut: int, encoding: str) -> None:
    """Bytes lost at the end cost at most the last character."""
    text = "会议强调，要加快建设产业园区。" * 30
    content = text.encode(encoding)[:-cut]
    found = decode(content)
    assert text.startswith(found.text[: len(found.text) - max(found.bad, 2)])


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "no-such-code", ""])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    """What a page calls its encoding is believed only where it fits."""
    text = "会议强调，要加快建设产业园区。镕" * 20
    assert decode(text.encode("gb18030"), declared).text == text
    assert decode(text.encode("utf-8"), None).text == text


@pytest.mark.parametrize("content", [bytes(range(256)) * 8, b"\x00\x01\x02" * 400, b"\x89PNG\r\n\x1a\n" + bytes(500)])
def test_binary_bytes_are_no_text(content: bytes) -> None:
    """Bytes of a program or a picture are refused with a hint."""
    with pytest.raises(UnreadableSource):
        decode(content)

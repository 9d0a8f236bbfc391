"""Pictures: photographed or scanned clippings, read line by line and laid out like a page."""

from collections.abc import Iterator

from luoshi.errors import MissingPart, UnreadableSource
from luoshi.model.failure import Failure
from luoshi.model.source import Document
from luoshi.sources import ocr
from luoshi.sources.contract import NOT_AN_ARTICLE, Given, Options, article
from luoshi.sources.sheet import Page, documents

_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "BMP": "image/bmp", "TIFF": "image/tiff"}


class _Image:
    name = "image"
    media_type = "image/png"
    apart = True

    def sniff(self, head: bytes, name: str) -> bool:
        """The mark of a kind of picture."""
        if head.startswith(b"BM"):
            return head[6:10] == b"\0\0\0\0"
        return head.startswith(_MARKS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")

    def open(self, given: Given, options: Options) -> Iterator[Document | Failure]:
        try:
            from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  (an extra)
        except ImportError:
            raise MissingPart("Reading pictures", "ocr") from None
        Image.MAX_IMAGE_PIXELS = None  # the limit below is ours
        pages: list[Page] = []
        try:
            with given.stream() as stream, Image.open(stream) as picture:
                media_type = _TYPES.get(picture.format or "", "image/webp")
                for number in range(1, getattr(picture, "n_frames", 1) + 1):
                    picture.seek(number - 1)
                    options.limits.hold("pages", number, "The picture has too many pages")
                    options.limits.hold("pixels", picture.width * picture.height, "The picture is too large in pixels")
                    upright = ImageOps.exif_transpose(picture).convert("RGB")
                    sight = ocr.read(upright, number)
                    pages.append(Page(number, upright.height, sight.lines, [], sight.angle))
        except (UnidentifiedImageError, OSError, SyntaxError, EOFError) as error:
            raise UnreadableSource(f"The picture is damaged: {error}.", hint="Get the file again.") from None
        count = 0
        for each in documents(pages, given.uri, media_type):
            count += 1
            yield article(each)
        if not count:
            raise UnreadableSource("The picture holds no article that can be read.", hint=NOT_AN_ARTICLE)


IMAGE = _Image()

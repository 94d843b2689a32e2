"""HTTP/1.x messages, byte for byte. Pure; nothing in a message is trusted.

``fetch`` sends and reads messages, ``warc`` writes and reads them; this is the one place that
knows how, so that what was accepted on the wire can be read from its record.
"""

from archivist.message.chunked import ChunkedReader as ChunkedReader
from archivist.message.errors import MessageError as MessageError
from archivist.message.response import Response as Response
from archivist.message.response import head_end as head_end
from archivist.message.response import parse_head as parse_head
from archivist.message.response import parse_response as parse_response
from archivist.message.uri import Uri as Uri
from archivist.message.uri import normal_uri as normal_uri
from archivist.message.uri import parse_uri as parse_uri

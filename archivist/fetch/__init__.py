"""The only sockets: a policy of where to go, and a transport that records every byte."""

from archivist.fetch.fetcher import Fetcher as Fetcher
from archivist.fetch.limits import Deadline as Deadline
from archivist.fetch.limits import Limits as Limits
from archivist.fetch.policy import Policy as Policy

"""The only sockets: a policy of where to go, and a transport that records every byte."""

from archivist.fetch.cookies import Cookies as Cookies
from archivist.fetch.fetcher import Fetcher as Fetcher
from archivist.fetch.fetcher import head_of as head_of
from archivist.fetch.limits import Budget as Budget
from archivist.fetch.limits import Deadline as Deadline
from archivist.fetch.limits import Limits as Limits
from archivist.fetch.many import FetchQueue as FetchQueue
from archivist.fetch.many import Outcome as Outcome
from archivist.fetch.policy import Policy as Policy

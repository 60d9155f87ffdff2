from petroverse.client import Answer as Answer
from petroverse.client import Connection as Connection
from petroverse.client import aconnect as aconnect
from petroverse.client import between as between
from petroverse.client import connect as connect
from petroverse.client import excluding as excluding
from petroverse.client import parameter as parameter

__version__: str

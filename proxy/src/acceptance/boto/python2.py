"""
boto 2.49 runs on Python 3, but some of its MTurk methods still use names of Python 2, and divide whole
numbers as it did. Here those names mean what they meant; boto's own files stay as they are.
"""

import builtins
import itertools

from boto.mturk import connection


class Whole(int):
    """A number that is divided by another without a rest."""

    def __truediv__(self, other):
        return Whole(int.__floordiv__(self, other))


def provide():
    builtins.basestring = str
    builtins.unicode = str
    itertools.imap = map
    connection.int = Whole

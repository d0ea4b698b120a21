"""A list of named checks, and what came of them."""

import traceback

passed = []
failed = []


def check(rule):
    """Runs the decorated function at once; its name for people is the rule that it proves."""

    def run(function):
        try:
            function()
        except Exception:
            failed.append(rule)
            print('FAILED  %s' % rule)
            traceback.print_exc(limit=3)
        else:
            passed.append(rule)
            print('ok      %s' % rule)
        return function

    return run


def equal(actual, expected):
    if actual != expected:
        raise AssertionError('expected %r, but it is %r' % (expected, actual))


def matches(pattern, actual):
    import re
    if not re.search(pattern, actual):
        raise AssertionError('expected a match of %r, but it is %r' % (pattern, actual))


def close():
    """Prints the closing line; true when nothing failed and something passed."""
    print('%d passed, %d failed' % (len(passed), len(failed)))
    return bool(passed) and not failed

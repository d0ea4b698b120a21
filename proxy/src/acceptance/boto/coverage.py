"""Every public method of boto's MTurk classes is to run here: what did not is found by name."""

import inspect
import sys

from boto.mturk import connection, layoutparam, notification, price, qualification, question

from checks import check, equal

MODULES = (connection, layoutparam, notification, price, qualification, question)

# Nothing else may be left out.
NOT_OF_THE_API = {
    'question.ValidatingXML.validate': 'fetches the schema from a host of Amazon\'s that is gone; without lxml, nothing',
    'notification.NotificationMessage.verify': 'checks a message of transport REST, which nobody sends any more',
}
ALWAYS_REFUSED = {
    'connection.MTurkConnection.set_rest_notification': 'transport REST',
    'connection.MTurkConnection.send_test_event_notification': 'transport REST',
}

called = set()
succeeded = set()


def public():
    """The code of all public methods, constructors and properties, by name."""
    found = {}
    for module in MODULES:
        for cls in vars(module).values():
            if not inspect.isclass(cls) or cls.__module__ != module.__name__:
                continue
            for name, member in vars(cls).items():
                function = getattr(member, '__func__', None) or getattr(member, 'fget', None) or member
                if inspect.isfunction(function) and (name == '__init__' or not name.startswith('_')):
                    short = module.__name__.rpartition('.')[2]
                    found[function.__code__] = '%s.%s.%s' % (short, cls.__name__, name)
    return found


def watch():
    codes = public()

    def on(frame, event, value):
        name = codes.get(frame.f_code)
        if name and event == 'call':
            called.add(name)
        # A method that raises returns nothing either; those of the connection that succeed return what they parsed.
        if name and event == 'return' and value is not None:
            succeeded.add(name)

    sys.setprofile(on)


def run():
    sys.setprofile(None)
    every = set(public().values())

    @check('each public method of MTurkConnection was answered; those of transport REST were refused')
    def _():
        methods = {name for name in every if name.startswith('connection.MTurkConnection.')
                   and not name.endswith('.__init__')}
        equal(len(methods) > 40, True)
        equal(sorted(methods - succeeded), sorted(ALWAYS_REFUSED))
        equal(sorted(set(ALWAYS_REFUSED) - called), [])

    @check('each method of the classes around MTurkConnection ran')
    def _():
        equal(len(every) > 100, True)
        equal(sorted(every - called), sorted(NOT_OF_THE_API))

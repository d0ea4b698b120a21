"""Notifications: set, delivered, and read with boto's own classes."""

from boto.mturk.notification import NotificationMessage

from checks import check, equal, matches
from errors import TURK, raised
from hits import QUESTION, the_hit
from marketplace import answers

QUEUE = 'https://queue.amazonaws.com/123456789012/events'
EVENTS = ['AssignmentSubmitted', 'HITReviewable']


def run(turk, market):
    def delivered():
        return [(d['Transport'], d['Destination'], d['Body']) for d in market.control('deliveries')['Deliveries']]

    def kind(title):
        return turk.register_hit_type(title, 'D', 0.05, 60)[0].HITTypeId

    @check('set_sqs_notification: the queue is told, in the words that boto\'s Event reads')
    def _():
        market.control('reset')
        wanted = kind('Told')
        equal(turk.set_sqs_notification(wanted, QUEUE, EVENTS).status, True)
        hit = the_hit(turk.create_hit(hit_type=wanted, question=QUESTION)).HITId
        work = market.work('A1WORKER', hit, answers(q='x'))
        told = delivered()
        equal([(transport, destination) for transport, destination, _ in told], [('SQS', QUEUE)] * 2)
        equal({body['EventDocVersion'] for _, _, body in told}, {'2006-05-05'})

        events = {}
        for number, (_, _, body) in enumerate(told, 1):
            for name, value in body['Events'][0].items():
                # Over REST the time had another name.
                events['Event.%d.%s' % (number, name.replace('EventTimestamp', 'EventTime'))] = value
        message = NotificationMessage(dict(
            events, method='Notify', Signature='', Timestamp='2006-05-23T23:22:30Z', Version='2006-05-05'))
        found = {event.event_type: event for event in message.events}
        equal(sorted(found), sorted(EVENTS))
        for event in found.values():
            equal((event.hit_type, event.hit_id), (wanted, hit))
            matches(r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$', event.event_time_str)
        equal(found['AssignmentSubmitted'].assignment_id, work)

    @check('set_email_notification: mail instead of the queue')
    def _():
        market.control('reset')
        wanted = kind('Mailed')
        turk.set_sqs_notification(wanted, QUEUE, EVENTS)
        equal(turk.set_email_notification(wanted, 'requester@example.org', EVENTS[:1]).status, True)
        market.work('A1WORKER', the_hit(turk.create_hit(hit_type=wanted, question=QUESTION)).HITId, answers(q='x'))
        equal([(transport, destination, body['Events'][0]['EventType']) for transport, destination, body in delivered()],
              [('Email', 'requester@example.org', 'AssignmentSubmitted')])

    @check('transport REST: InvalidTransportEndpoint, for settings and tests')
    def _():
        wanted = kind('Refused')
        for call in (turk.set_rest_notification, turk.send_test_event_notification):
            raised(TURK + 'InvalidTransportEndpoint', lambda: call(wanted, 'http://example.org/', EVENTS), 'REST')

    @check('SendTestEventNotification: to the queue, at once')
    def _():
        market.control('reset')
        wanted = kind('Tested')
        equal(turk._set_notification(wanted, 'SQS', QUEUE, 'SendTestEventNotification', None, 'Ping').status, True)
        equal([body['Events'][0]['EventType'] for _, _, body in delivered()], ['Ping'])

    @check('no events, an unknown event, a bad destination: refused by name')
    def _():
        wanted = kind('Wrong')
        raised('AWS.MissingParameters', lambda: turk.set_sqs_notification(wanted, QUEUE), 'EventType')
        raised('AWS.InvalidEnumeratedParameter', lambda: turk.set_sqs_notification(wanted, QUEUE, ['HITDreamt']))
        raised(TURK + 'InvalidTransportEndpoint', lambda: turk.set_sqs_notification(wanted, 'nowhere', EVENTS))

"""Balance, and blocking Workers."""

from boto.mturk.connection import BaseAutoResultElement

from checks import check, equal

WORKER = 'AZ3456EXAMPLE'


def blocks(turk):
    """boto has no method for GetBlockedWorkers; this is what its other methods are made of."""
    found = turk._process_request('GetBlockedWorkers', {'PageSize': 100}, [('WorkerBlock', BaseAutoResultElement)])
    return found, [(block.WorkerId, block.Reason) for block in found]


def run(turk):
    @check('GetAccountBalance: a Price of 10,000 US dollars')
    def _():
        found = turk.get_account_balance()
        equal(found.status, True)
        equal(len(found), 1)
        equal((found[0].amount, found[0].currency_code, found[0].formatted_price), (10000.0, 'USD', '$10,000.00'))

    @check('BlockWorker: the Worker is blocked, with the reason as it was written')
    def _():
        equal(turk.block_worker(WORKER, 'Répond "vite" & <mal>').status, True)
        equal(blocks(turk)[1], [(WORKER, 'Répond "vite" & <mal>')])

    @check('BlockWorker: a second time is a success as well')
    def _():
        equal(turk.block_worker(WORKER, 'again').status, True)
        equal(len(blocks(turk)[1]), 1)

    @check('GetBlockedWorkers: counters are of the page and of the whole')
    def _():
        turk.block_worker('A2OTHEREXAMPLE', 'x')
        found, listed = blocks(turk)
        equal((found.PageNumber, found.NumResults, found.TotalNumResults), ('1', '2', '2'))
        equal(sorted(worker for worker, _ in listed), ['A2OTHEREXAMPLE', WORKER])
        turk.unblock_worker('A2OTHEREXAMPLE', '')

    @check('UnblockWorker: the Worker is free again')
    def _():
        equal(turk.unblock_worker(WORKER, 'Welcome back').status, True)
        equal(blocks(turk)[1], [])

    @check('UnblockWorker: one who is not blocked is a success as well')
    def _():
        equal(turk.unblock_worker(WORKER, None).status, True)

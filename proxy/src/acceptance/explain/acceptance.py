"""
`mturk-proxy explain`: what it writes for the AWS command line, boto3 and the AWS SDK for JavaScript is run
against `mturk-proxy marketplace`, and must send the calls that it names as JSON.
"""

import concurrent.futures
import http.server
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request

for name in [n for n in os.environ if n.startswith('AWS_') or n.lower() in ('http_proxy', 'https_proxy', 'all_proxy')]:
    del os.environ[name]

import boto3

import checks
import world
from checks import check, equal
from server import LAUNCHER, REPOSITORY, Server

KEY, SECRET = 'AKIDALICE', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
LONGEST_SECONDS = 1800
HERE = os.path.dirname(os.path.abspath(__file__))

CONFIGURATION = '''
keys:
  - id: AKIDALICE
    secret: {env: ACCEPTANCE_AKIDALICE}
marketplace:
  data: memory
  workerApi: true
  listen: {port: 0}
'''

MORE_THAN_CALLS = re.compile('Operation=(ExtendHIT|ForceExpireHIT|DisableHIT)')
WITHOUT_CALL = ('Help', 'GetWorkerAcceptLimit', 'SetWorkerAcceptLimit')


class Recorder:
    """An endpoint that passes calls on as they are, Host and signature too, and notes them."""

    def __init__(self, marketplace):
        self.sent = []
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                recorder.sent.append((self.headers['X-Amz-Target'], json.loads(body)))
                request = urllib.request.Request(marketplace, body, dict(self.headers), method='POST')
                try:
                    answer = urllib.request.urlopen(request, timeout=30)
                except urllib.error.HTTPError as e:
                    answer = e
                content = answer.read()
                self.send_response(answer.status)
                self.send_header('Content-Type', answer.headers['Content-Type'])
                self.send_header('Content-Length', str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.url = 'http://127.0.0.1:%d' % self.server.server_port

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def form(line, ids):
    pairs = [pair.split('=', 1) for pair in line.split('&')]
    values = [(k, re.sub(r'\{(\w+)\}', lambda id: ids[id.group(1)], v.replace('%0A', '\n'))) for k, v in pairs]
    return urllib.parse.urlencode(values)


def explain(call, language, endpoint):
    found = subprocess.run(
        [LAUNCHER, 'explain', '--format', language, '--endpoint', endpoint], input=call, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, universal_newlines=True, encoding='utf-8', timeout=60)
    equal((found.returncode, found.stderr), (0, ''))
    return found.stdout


def comparable(bodies, computed):
    """
    Without what is computed anew, and without the further pages of a list, which the snippets read by themselves.
    Times are numbers to all, but 0 to one and 0.0 to the other, which Python takes for equal.
    """
    return [(target, {k: v for k, v in body.items() if k not in computed})
            for target, body in bodies if 'NextToken' not in body]


def in_its_order(example, calls):
    """
    Of DisableHIT each call is named once. It looks at the HIT before each list; here two assignments are submitted,
    and nobody is at work.
    """
    if not example.startswith('Operation=DisableHIT'):
        return calls
    look, expire, submitted, approve, look_again, delete = calls
    return [look, expire, look_again, submitted, approve, approve, delete]


def languages(folder):
    """How each language is run: its command, the name of its file, and what is set for it."""
    # The command line tells times in words or, as its version 1 always does, in seconds.
    seconds = os.path.join(folder, 'times-in-seconds')
    with open(seconds, 'w') as file:
        file.write('[default]\ncli_timestamp_format = wire\n')
    first = '/usr/bin' + os.pathsep + os.environ['PATH']
    return [
        ('cli', 'cli', ['bash'], folder, 'sh', {'PATH': first}),
        ('cli with times in seconds', 'cli', ['bash'], folder, 'sh', {'PATH': first, 'AWS_CONFIG_FILE': seconds}),
        ('boto3', 'boto3', ['/usr/bin/python3'], folder, 'py', {}),
        ('javascript', 'javascript', ['node'], os.environ['EXPLAIN_MODULES'], 'mjs', {}),
    ]


def run():
    examples = [line for line in open(os.path.join(HERE, 'examples.txt'), encoding='utf-8').read().splitlines()
                if not line.startswith('#') and re.match(r'Operation=(\w+)', line).group(1) not in WITHOUT_CALL]
    with Server(CONFIGURATION, {'ACCEPTANCE_AKIDALICE': SECRET}, 'marketplace') as server:
        url = 'http://127.0.0.1:%d' % server.port
        environment = dict(
            os.environ, AWS_ACCESS_KEY_ID=KEY, AWS_SECRET_ACCESS_KEY=SECRET, AWS_PAGER='', HOME=server.folder.name,
            AWS_EC2_METADATA_DISABLED='true', PYTHONIOENCODING='utf-8')
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for name, language, command, folder, suffix, settings in languages(server.folder.name):
                path = os.path.join(folder, '%s-at-work.%s' % (name.replace(' ', '-'), suffix))
                pool.submit(goes_on, name, language, command + [path], path, dict(environment, **settings), url)
                for number, example in enumerate(examples):
                    if name != 'cli with times in seconds' or MORE_THAN_CALLS.match(example):
                        path = os.path.join(folder, '%s-%d.%s' % (name.replace(' ', '-'), number, suffix))
                        pool.submit(runs, example, name, language, command + [path], path,
                                    dict(environment, **settings), url)


def guide():
    """The commands of the guide, to the letter but for the port, in one directory: each must say something and end well."""
    with open(os.path.join(REPOSITORY, 'docs', 'migrating.md'), encoding='utf-8') as file:
        commands = re.findall(r'```sh\n(.*?)```', file.read(), re.DOTALL)
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = str(free.getsockname()[1])
    path = os.pathsep.join([os.path.dirname(LAUNCHER), '/usr/bin', os.environ['PATH']])
    environment = dict(os.environ, PATH=path, PYTHONWARNINGS='ignore', AWS_EC2_METADATA_DISABLED='true')
    with tempfile.TemporaryDirectory(prefix='mturk-proxy-guide-') as folder:
        try:
            for number, command in enumerate(commands, 1):
                follow(number, command.replace('8080', port), folder, environment)
        finally:
            stop(os.path.join(folder, 'serve.pid'))


def follow(number, command, folder, environment):
    @check('docs/migrating.md, commands %d: %s' % (number, command.splitlines()[0][:60]))
    def _():
        found = subprocess.run(['bash', '-ec', command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, timeout=120)
        equal((found.returncode, problems(found.stderr)), (0, []))
        equal(found.stdout.strip() != '', True)


def problems(text):
    """`replay` starts a proxy of its own, whose beginning is logged."""
    return [line for line in text.splitlines() if not re.search(r' INFO ', line)]


def stop(pid_file):
    """Whatever failed, nothing goes on."""
    if os.path.exists(pid_file):
        with open(pid_file) as file:
            try:
                os.kill(int(file.read()), signal.SIGTERM)
            except ProcessLookupError:
                pass


def runs(example, name, language, command, path, environment, url):
    @check('%s: %s' % (name, example[:70]))
    def _():
        call = form(example, world.ids(url, requester(url)))
        with Recorder(url) as recorder:
            expected = json.loads(explain(call, 'json', recorder.url))
            with open(path, 'w', encoding='utf-8') as file:
                file.write(explain(call, language, recorder.url))
            found = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, universal_newlines=True, timeout=120)
        equal((found.returncode, found.returncode and found.stdout), (0, 0))
        computed = {remark.split(' ')[0] for each in expected for remark in each.get('remarks', [])}
        equal(comparable(recorder.sent, computed),
              in_its_order(example, comparable([(each['target'], each['body']) for each in expected], computed)))


def requester(url):
    return boto3.session.Session().client(
        'mturk', endpoint_url=url, region_name='us-east-1', aws_access_key_id=KEY, aws_secret_access_key=SECRET)


def goes_on(name, language, command, path, environment, url):
    """DisableHIT with more than a page of submissions, and one that comes in later."""

    @check('%s: DisableHIT pays once and deletes nothing while a Worker is at work, and goes on later' % name)
    def _():
        hit, submitted, in_progress = world.busy_hit(url, requester(url), 11)
        with Recorder(url) as recorder:
            with open(path, 'w', encoding='utf-8') as file:
                file.write(explain('Operation=DisableHIT&HITId=' + hit, language, recorder.url))

            def run_it(*arguments):
                """How it ended, its last line, and what it called."""
                del recorder.sent[:]
                found = subprocess.run(command + list(arguments), env=environment, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
                                       timeout=LONGEST_SECONDS)
                return (found.returncode, found.stdout.strip().split('\n')[-1],
                        [target.split('.')[1] for target, _ in recorder.sent])

            look = ['GetHIT', 'ListAssignmentsForHIT']
            equal(run_it(), (
                1, 'the HIT is still Unassignable: Workers may be at work on it. What they have submitted is approved; '
                   'run this again later with --continue',
                ['GetHIT', 'UpdateExpirationForHIT'] + look + ['ListAssignmentsForHIT'] + ['ApproveAssignment'] * 11
                + look * 4))
            equal(sorted(body['AssignmentId'] for target, body in recorder.sent if 'Approve' in target),
                  sorted(submitted))
            world.submit(url, in_progress)
            equal(run_it(), (
                1, 'the HIT is Reviewable, but must be Assignable or Unassignable: nothing is done', ['GetHIT']))
            equal(run_it('--continue'), (0, 'deleted the HIT', look + ['ApproveAssignment', 'DeleteHIT']))


if __name__ == '__main__':
    # Whatever hangs, this ends.
    signal.signal(signal.SIGALRM, lambda *_: sys.exit('took longer than %d s' % LONGEST_SECONDS))
    signal.alarm(LONGEST_SECONDS)
    guide()
    run()
    sys.exit(0 if checks.close() else 1)

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
import subprocess
import sys
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
LONGEST_SECONDS = 900
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

WORKS_OUT_TIMES = re.compile('Operation=(ExtendHIT|ForceExpireHIT)')
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
                for number, example in enumerate(examples):
                    if name != 'cli with times in seconds' or WORKS_OUT_TIMES.match(example):
                        path = os.path.join(folder, '%s-%d.%s' % (name.replace(' ', '-'), number, suffix))
                        pool.submit(runs, example, name, language, command + [path], path,
                                    dict(environment, **settings), url)


def guide():
    """The commands of the guide, to the letter: each must do something and end well."""
    with open(os.path.join(REPOSITORY, 'docs', 'migrating.md'), encoding='utf-8') as file:
        commands = re.findall(r'```sh\n(.*?)```', file.read(), re.DOTALL)
    environment = dict(os.environ, PATH=os.path.dirname(LAUNCHER) + os.pathsep + os.environ['PATH'])
    for command in commands:
        @check('docs/migrating.md: %s' % command.splitlines()[0][:60])
        def _():
            found = subprocess.run(['bash', '-c', command], env=environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, universal_newlines=True, timeout=60)
            equal((found.returncode, found.stderr), (0, ''))
            equal('mturk' in found.stdout, True)


def runs(example, name, language, command, path, environment, url):
    @check('%s: %s' % (name, example[:70]))
    def _():
        mturk = boto3.session.Session().client(
            'mturk', endpoint_url=url, region_name='us-east-1', aws_access_key_id=KEY, aws_secret_access_key=SECRET)
        call = form(example, world.ids(url, mturk))
        with Recorder(url) as recorder:
            expected = json.loads(explain(call, 'json', recorder.url))
            with open(path, 'w', encoding='utf-8') as file:
                file.write(explain(call, language, recorder.url))
            found = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, universal_newlines=True, timeout=120)
        equal((found.returncode, found.returncode and found.stdout), (0, 0))
        computed = {remark.split(' ')[0] for each in expected for remark in each.get('remarks', [])}
        equal(comparable(recorder.sent, computed),
              comparable([(each['target'], each['body']) for each in expected], computed))


if __name__ == '__main__':
    # Whatever hangs, this ends.
    signal.signal(signal.SIGALRM, lambda *_: sys.exit('took longer than %d s' % LONGEST_SECONDS))
    signal.alarm(LONGEST_SECONDS)
    guide()
    run()
    sys.exit(0 if checks.close() else 1)

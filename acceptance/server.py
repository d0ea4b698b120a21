"""Starts and stops `mturk-proxy`, as it was built."""

import os
import re
import signal
import subprocess
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.normpath(os.path.join(HERE, '..'))
LAUNCHER = os.path.join(REPOSITORY, 'proxy', 'target', 'mturk-proxy', 'bin', 'mturk-proxy')

START_SECONDS = 30
STOP_SECONDS = 20


class Server:
    """`with Server(yaml, environment) as server:` serves on server.port, out of a folder of its own."""

    def __init__(self, configuration, environment=None, command='serve'):
        self.command = command
        self.folder = tempfile.TemporaryDirectory(prefix='mturk-proxy-')
        self.configuration = configuration
        self.environment = environment or {}
        self.output = []
        self.serving = threading.Event()
        self.port = None
        self.exit_code = None

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def __enter__(self):
        with open(self.path('turk.yaml'), 'w') as file:
            file.write(self.configuration)
        # Of the AWS_* variables of whoever runs this, none may decide who can call.
        environment = {k: v for k, v in os.environ.items() if not k.startswith('AWS_')}
        environment.update(self.environment)
        self.process = subprocess.Popen(
            [LAUNCHER, self.command, '--config', self.path('turk.yaml')],
            env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if not self.serving.wait(START_SECONDS) or self.port is None:
            self.process.kill()
            raise RuntimeError('%s did not start:\n%s' % (self.command, ''.join(self.output)))
        return self

    def _read(self):
        for line in self.process.stdout:
            self.output.append(line)
            found = re.match(r'mturk-proxy: (?:serving|marketplace) on http://127\.0\.0\.1:(\d+)/$', line)
            if found:
                self.port = int(found.group(1))
                self.serving.set()
        self.serving.set()

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.exit_code = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.reader.join(STOP_SECONDS)

    def lines_of(self, name):
        with open(self.path(name)) as file:
            return file.read().splitlines()

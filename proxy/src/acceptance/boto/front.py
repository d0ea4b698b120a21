"""How real clients come in: with TLS, with proxy settings; and what operators see."""

import base64
import hashlib
import hmac
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

from checks import check, equal, matches
from server import LAUNCHER, Server

LEGACY = 'mechanicalturk.amazonaws.com'
SANDBOX = 'mechanicalturk.sandbox.amazonaws.com'

CONFIGURATION = '''
listen:
  port: 0
  tls:
    port: 0
    certificates:
      - {certificate: %(tls)s/mechanicalturk.amazonaws.com.pem, key: %(tls)s/mechanicalturk.amazonaws.com.key}
      - {certificate: %(tls)s/localhost.pem, key: %(tls)s/localhost.key}
keys:
  - id: AKIDEXAMPLE
    secret: {env: ACCEPTANCE_SECRET}
trafficLog: off
admin: {port: 0}
marketplace: {data: memory}
'''

CALL = '''
from boto.mturk.connection import MTurkConnection
turk = MTurkConnection('AKIDEXAMPLE', '%s', host='%s', is_secure=%s%s)
print(turk.get_account_balance()[0])
'''


def output(command, environment=None, given=''):
    found = subprocess.run(
        command, env=dict(os.environ, **(environment or {})), input=given, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, universal_newlines=True, timeout=60)
    return found.stdout


def signed(operation, secret):
    timestamp = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())
    text = 'AWSMechanicalTurkRequester' + operation + timestamp
    digest = hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()
    return urllib.parse.urlencode({
        'Service': 'AWSMechanicalTurkRequester', 'Operation': operation, 'Version': '2014-08-15',
        'AWSAccessKeyId': 'AKIDEXAMPLE', 'Timestamp': timestamp,
        'Signature': base64.b64encode(digest).decode()})


def said(server, pattern):
    """What one line of the server's output tells."""
    return int([m.group(1) for m in (re.search(pattern, line) for line in server.output) if m][0])


def run(secret):
    with tempfile.TemporaryDirectory(prefix='mturk-proxy-tls-') as tls:
        subprocess.run([LAUNCHER, 'cert', '--out', tls], check=True, stdout=subprocess.PIPE, timeout=120)
        with Server(CONFIGURATION % {'tls': tls}, {'ACCEPTANCE_SECRET': secret}) as server:
            secure = said(server, r'https://127\.0\.0\.1:(\d+)/')
            admin = said(server, r'operators: http://127\.0\.0\.1:(\d+)/')
            authority = os.path.join(tls, 'ca.pem')
            checks(server, secure, admin, authority, secret)
            reloading(server, secure, tls, authority)


def checks(server, secure, admin, authority, secret):
    boto_config = server.path('boto.cfg')
    with open(boto_config, 'w') as file:
        file.write('[Boto]\nca_certificates_file = %s\nhttps_validate_certificates = True\n' % authority)

    def boto(host, is_secure, more='', environment=None):
        return output([sys.executable, '-c', CALL % (secret, host, is_secure, more)],
                      dict(environment or {}, BOTO_CONFIG=boto_config))

    @check('boto calls over https and checks the certificate of an address')
    def _():
        equal(boto('127.0.0.1', True, ', port=%d' % secure), '$10,000.00\n')

    # boto's own CONNECT writes text where Python 3 wants bytes; it fails before it reaches any proxy.
    @check('Python reaches the legacy hosts over https with nothing but https_proxy')
    def _():
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({'https': 'http://127.0.0.1:%d' % server.port}),
            urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=authority)))
        for host in (LEGACY, SANDBOX):
            answer = opener.open('https://%s/?%s' % (host, signed('GetAccountBalance', secret)), timeout=20)
            matches(r'<FormattedPrice>\$10,000\.00</FormattedPrice>', answer.read().decode())

    @check('boto reaches the legacy host over http with http_proxy in its environment')
    def _():
        proxy = 'http://127.0.0.1:%d' % server.port
        equal(boto(LEGACY, False, environment={'http_proxy': proxy}), '$10,000.00\n')

    curl = ['curl', '-s', '-S', '--noproxy', '', '-x', 'http://127.0.0.1:%d' % server.port, '--cacert', authority]

    @check('curl -x reaches the legacy hosts with CONNECT and with a whole URL')
    def _():
        for url in ('https://%s/?A=b' % LEGACY, 'https://%s/?A=b' % SANDBOX, 'http://%s/?A=b' % LEGACY):
            matches('<Code>AWS.MissingOperationParameter</Code>|<Errors>', output(curl + [url]))

    @check('curl -x reaches nobody else')
    def _():
        matches('403', output(curl + ['https://example.com/']))
        matches('leads to another host', output(curl + ['http://example.com/']))

    def openssl(*more, **given):
        return output(['openssl', 's_client', '-connect', '127.0.0.1:%d' % secure, '-CAfile', authority] + list(more),
                      **given)

    @check('openssl s_client verifies the certificate of the host that it names, and of none')
    def _():
        for host, name in ((LEGACY, LEGACY), ('localhost', 'localhost')):
            shown = openssl('-servername', host, '-verify_hostname', host)
            matches(r'Verify return code: 0 \(ok\)', shown)
            matches(r'subject=CN ?= ?%s\n' % re.escape(name), shown)
        matches(r'subject=CN ?= ?%s\n' % re.escape(LEGACY), openssl('-noservername'))

    @check('openssl s_client gets TLS 1.3 and 1.2, and nothing older')
    def _():
        matches(r'TLSv1\.3', openssl('-tls1_3'))
        matches(r'Protocol *: TLSv1\.2', openssl('-tls1_2'))
        for old in ('-tls1_1', '-tls1'):
            matches('alert protocol version|no protocols available|Cipher is \\(NONE\\)',
                    openssl(old, '-cipher', 'DEFAULT@SECLEVEL=0'))

    @check('openssl s_client gets no second handshake on a connection of TLS 1.2')
    def _():
        matches('alert handshake failure|alert no renegotiation', openssl('-tls1_2', given='R\n'))

    @check('the admin listener tells that it is ready and what was called')
    def _():
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        equal(opener.open('http://127.0.0.1:%d/readyz' % admin, timeout=20).read(), b'ready\n')
        metrics = opener.open('http://127.0.0.1:%d/metrics' % admin, timeout=20).read().decode()
        matches(r'\nmturkproxy_calls_seconds_count\{operation="GetAccountBalance",outcome="ok"\} 4\n', metrics)
        equal(secret in opener.open('http://127.0.0.1:%d/config' % admin, timeout=20).read().decode(), False)


def reloading(server, secure, tls, authority):
    """Another certificate is shown to new connections, and the old one stays open."""

    def ask(connection):
        connection.sendall(b'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
        answer = b''
        while b'</Response>' not in answer:
            part = connection.recv(65536)
            if not part:
                raise AssertionError('closed')
            answer += part
        return answer.split(b'\r\n')[0]

    def connect():
        context = ssl.create_default_context(cafile=authority)
        context.check_hostname = False
        plain = socket.create_connection(('127.0.0.1', secure), timeout=20)
        return context.wrap_socket(plain)

    @check('a changed certificate is shown after SIGHUP, and nobody is cut off')
    def _():
        before = connect()
        equal(ask(before), b'HTTP/1.1 200 OK')
        old = before.getpeercert()['serialNumber']
        for suffix in ('.pem', '.key'):
            os.replace(os.path.join(tls, 'localhost' + suffix), os.path.join(tls, LEGACY + suffix))
        os.remove(server.path('turk.yaml'))
        with open(server.path('turk.yaml'), 'w') as file:
            file.write(re.sub(r'\n.*localhost\.pem.*\n', '\n', server.configuration))
        server.process.send_signal(signal.SIGHUP)
        # The signal is taken when it is taken: the next connections will tell.
        for _ in range(1000):
            after = connect()
            equal(ask(after), b'HTTP/1.1 200 OK')
            if after.getpeercert()['serialNumber'] != old:
                break
        equal(after.getpeercert()['serialNumber'] != old, True)
        equal(ask(before), b'HTTP/1.1 200 OK')

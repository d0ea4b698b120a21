/** Starts `mturk-proxy serve` as it was built, and calls it as a legacy program does. */

import { spawn } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LAUNCHER = join(dirname(fileURLToPath(import.meta.url)), '../../../target/mturk-proxy/bin/mturk-proxy');
const START_MILLIS = 60_000;

export const KEYS = { AKIDNIGHTLY: 'nightly-secret-kept-for-no-page', AKIDTEAM: 'team-secret-kept-for-no-page' };

/** Serves out of a folder of its own; `stop()` ends it. */
export async function serve(trafficLog) {
  const folder = await mkdtemp(join(tmpdir(), 'mturk-proxy-page-'));
  const keys = Object.keys(KEYS).map(id => `  - {id: ${id}, secret: {env: SECRET_${id}}}\n`).join('');
  await writeFile(join(folder, 'turk.yaml'),
    `listen: {port: 0}\nadmin: {port: 0}\nmarketplace: {data: memory}\nkeys:\n${keys}${trafficLog}`);
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  for (const [id, secret] of Object.entries(KEYS)) {
    environment[`SECRET_${id}`] = secret;
  }
  const server = spawn(LAUNCHER, ['serve', '--config', join(folder, 'turk.yaml')], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ended = new Promise(resolve => server.on('exit', resolve));
  const started = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it did not start:\n${output}`)), START_MILLIS);
    const read = chunk => {
      output += chunk;
      const legacy = output.match(/serving on (http:\/\/127\.0\.0\.1:\d+)\//);
      const admin = output.match(/operators: (http:\/\/127\.0\.0\.1:\d+)\//);
      if (legacy && admin) {
        clearTimeout(timer);
        resolve({ legacy: legacy[1], admin: admin[1] });
      }
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    ended.then(code => reject(new Error(`it ended with ${code}:\n${output}`)));
  });
  const stop = async () => {
    server.kill('SIGTERM');
    const code = await ended;
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  try {
    return { ...(await started), stop };
  } catch (e) {
    server.kill('SIGKILL');
    throw e;
  }
}

/** One signed REST call; the XML that comes back. */
export function call(turk, operation, parameters = {}, { key = 'AKIDNIGHTLY', userAgent = 'Boto/2.49.0 Python/2.7', headers = {} } = {}) {
  const service = 'AWSMechanicalTurkRequester';
  const timestamp = new Date().toISOString().replace(/\.\d+/, '');
  const signature = createHmac('sha1', KEYS[key]).update(service + operation + timestamp).digest('base64');
  const query = new URLSearchParams({
    Service: service, Version: '2014-08-15', Operation: operation, Timestamp: timestamp,
    AWSAccessKeyId: key, Signature: signature, ...parameters,
  });
  return new Promise((resolve, reject) => {
    get(`${turk.legacy}/?${query}`, { headers: { 'User-Agent': userAgent, ...headers } }, answer => {
      let body = '';
      answer.on('data', chunk => { body += chunk; });
      answer.on('end', () => resolve(body));
    }).on('error', reject);
  });
}

/** One modern call, signed with Signature Version 4; the JSON that comes back. */
export function modernCall(turk, operation, input, key = 'AKIDNIGHTLY') {
  const body = JSON.stringify(input);
  const hash = text => createHash('sha256').update(text).digest('hex');
  const hmac = (secret, text) => createHmac('sha256', secret).update(text).digest();
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = [time.slice(0, 8), 'us-east-1', 'mturk-requester', 'aws4_request'];
  const signed = {
    'content-type': 'application/x-amz-json-1.1', host: new URL(turk.legacy).host, 'x-amz-date': time,
    'x-amz-target': `MTurkRequesterServiceV20170117.${operation}`,
  };
  const names = Object.keys(signed).join(';');
  const canonical = ['POST', '/', '', ...Object.entries(signed).map(([name, value]) => `${name}:${value}`), '', names, hash(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), hash(canonical)].join('\n');
  const signature = hmac(scope.reduce(hmac, `AWS4${KEYS[key]}`), toSign).toString('hex');
  const headers = {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signature}`,
  };
  return new Promise((resolve, reject) => {
    request(`${turk.legacy}/`, { method: 'POST', headers }, answer => {
      let text = '';
      answer.on('data', chunk => { text += chunk; });
      answer.on('end', () => resolve(JSON.parse(text)));
    }).on('error', reject).end(body);
  });
}

const QUESTION = '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd">'
  + '<ExternalURL>https://example.com/task</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>';

/** Creates a HIT; its id. */
export async function createHit(turk, title, options) {
  const xml = await call(turk, 'CreateHIT', {
    Title: title, Description: 'Say what you see', 'Reward.1.Amount': '0.05', 'Reward.1.CurrencyCode': 'USD',
    AssignmentDurationInSeconds: '600', LifetimeInSeconds: '86400', MaxAssignments: '2', Question: QUESTION,
  }, options);
  const id = xml.match(/<HITId>(\w+)<\/HITId>/);
  if (!id) {
    throw new Error(`no HIT was created: ${xml}`);
  }
  return id[1];
}

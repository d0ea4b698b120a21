import { byId, count, duration, el, fill, json, number, table, text, time } from './dom.js';
import { link } from './place.js';

/** How the proxy is: its state, and what `/metrics` measures. */

const body = byId('health-body');

const STATES = {
  ready: ['✓', 'Ready', 'Calls are answered.', 'ok'],
  starting: ['…', 'Starting', 'Not everything runs yet.', 'unavailable'],
  stopping: ['!', 'Stopping', 'Calls under way are finished; others should go elsewhere.', 'unavailable'],
};

export async function showHealth() {
  try {
    const [status, metrics] = await Promise.all([json('/api/status'), text('/metrics')]);
    draw(status, read(metrics));
  } catch (e) {
    fill(body, el('p', { class: 'note', role: 'status' }, e.message));
  }
}

/** [{name, labels, value}] of Prometheus' text. */
function read(metrics) {
  return metrics.split('\n').flatMap(line => {
    const found = line.match(/^([a-z_]+)(?:\{(.*)\})? ([^ ]+)$/);
    if (!found) {
      return [];
    }
    const labels = Object.fromEntries([...(found[2] ?? '').matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(one => [one[1], one[2]]));
    return [{ name: found[1], labels, value: Number(found[3]) }];
  });
}

function draw(status, metrics) {
  const sum = (name, wanted = {}) => metrics
    .filter(one => one.name === name && Object.entries(wanted).every(([label, value]) => one.labels[label] === value))
    .reduce((total, one) => total + one.value, 0);
  const mebibytes = bytes => `${number(Math.round(bytes / 1048576))} MiB`;
  const [sign, word, means, kind] = STATES[status.state] ?? ['?', status.state, '', ''];
  const lost = sum('mturkproxy_log_lost_total');
  const unknown = sum('mturkproxy_upstream_calls_seconds_count', { outcome: 'unknown' });
  fill(body,
    el('div', { class: 'tiles' },
      tile('State', el('span', { class: `outcome ${kind}` }, `${sign} ${word}`), means),
      tile('Upstream', status.production ? el('span', { class: 'outcome error' }, '! production') : status.environment,
        status.production ? 'Real money is behind it.' : 'What the modern calls go to.'),
      tile('Runs for', duration(sum('process_uptime_seconds') * 1e6).replace(/^([\d,.]+) s$/, (_, s) => span(s)), ['since ', time(status.startedAt, true)]),
      tile('Clients', count(sum('mturkproxy_connections'), 'connection'), `${mebibytes(sum('mturkproxy_requests_bytes'))} of requests in memory`),
      tile('To the upstream', count(sum('mturkproxy_upstream_connections_used'), 'call'), `under way; ${number(sum('mturkproxy_upstream_calls_waiting'))} wait`),
      tile('Traffic log', lost ? el('span', { class: 'outcome error' }, `! ${number(lost)} lost`) : el('span', { class: 'outcome ok' }, '✓ nothing lost'),
        `${count(sum('mturkproxy_log_queued'), 'call')} to be written; ${{ store: 'shown from the store', memory: 'shown from memory', off: 'it is off' }[status.source]}`),
      tile('Memory', mebibytes(sum('jvm_memory_used_bytes', { area: 'heap' })), `of ${mebibytes(sum('jvm_memory_max_bytes', { area: 'heap' }))} heap`),
      tile('Unknown outcomes', unknown ? el('span', { class: 'outcome error' }, `! ${number(unknown)}`) : el('span', { class: 'outcome ok' }, '✓ none'),
        unknown ? ['Something may have been created or paid that nobody was told of: ', el('a', { href: link({ view: 'calls', text: 'OutcomeUnknown' }) }, 'look')] : 'Every modern call had an answer.')),
    card('Calls of clients', measured('Calls of clients since the start', metrics, 'mturkproxy_calls_seconds', ['ok', 'error', 'unavailable'])),
    card('Modern calls to the upstream', measured('Modern calls to the upstream since the start', metrics, 'mturkproxy_upstream_calls_seconds', ['ok', 'refused', 'not_executed', 'unknown'])),
    el('p', { class: 'note' }, 'For programs: ', el('a', { href: '/livez' }, '/livez'), ', ', el('a', { href: '/readyz' }, '/readyz'), ', ',
      el('a', { href: '/metrics' }, '/metrics'), ' and ', el('a', { href: '/config' }, '/config'), '. As of ', time(new Date().toISOString()), '.'));
}

function span(seconds) {
  const all = Number(seconds.replaceAll(',', ''));
  const [days, hours, minutes] = [Math.floor(all / 86400), Math.floor(all / 3600) % 24, Math.floor(all / 60) % 60];
  return days ? `${number(days)} d ${hours} h` : hours ? `${hours} h ${minutes} min` : minutes ? `${minutes} min` : `${Math.floor(all)} s`;
}

function tile(title, value, note) {
  return el('section', { class: 'tile', 'aria-label': title }, el('h2', {}, title), el('p', { class: 'value' }, value), el('p', { class: 'note' }, note));
}

function card(title, content) {
  return el('section', { class: 'card', 'aria-label': title }, el('h2', {}, title), content);
}

function measured(caption, metrics, name, outcomes) {
  const operations = [...new Set(metrics.filter(one => one.name === `${name}_count`).map(one => one.labels.operation))].sort();
  if (operations.length === 0) {
    return el('p', { class: 'note' }, 'None since the start.');
  }
  const of = (kind, operation, outcome) => metrics
    .filter(one => one.name === `${name}_${kind}` && one.labels.operation === operation && (!outcome || one.labels.outcome === outcome))
    .reduce((total, one) => total + one.value, 0);
  return table(caption, ['Operation', ...outcomes.map(outcome => ({ text: outcome.replace('_', ' '), number: true })), { text: 'Mean', number: true }],
    operations.map(operation => [operation === 'modern' ? 'modern calls, passed through' : operation, ...outcomes.map(outcome => number(of('count', operation, outcome))),
      duration(Math.round((of('sum', operation) / Math.max(1, of('count', operation))) * 1e6))]));
}

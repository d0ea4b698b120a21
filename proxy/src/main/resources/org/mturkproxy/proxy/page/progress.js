import { byId, count, el, fill, json, number, table, time } from './dom.js';
import { bar, days, legend, share } from './charts.js';
import { link } from './place.js';

/** How far the callers have come on their way to the modern API: what `mturk-proxy report` tells, as charts. */

const MOST_BARS = 25;

const body = byId('progress-body');
let latest = null;
let shown = '';
let width = 0;

export async function showProgress() {
  try {
    latest = await json('/api/progress');
    width = body.clientWidth;
    draw();
  } catch (e) {
    shown = '';
    fill(body, el('p', { class: 'note', role: 'status' }, e.message));
  }
}

/** What is the same stays as it is: somebody may be reading, or using, it. */
function draw(always = false) {
  const now = JSON.stringify(latest);
  if (now === shown && !always) {
    return;
  }
  shown = now;
  const { report, source, startedAt } = latest;
  const calls = report.legacyCalls + report.modernCalls;
  const since = source === 'store' ? el('p', { class: 'note' }, 'Of all calls in the store.')
    : el('p', { class: 'note' }, 'Since the start of mturk-proxy, ', time(startedAt, true), '. With ',
      el('code', {}, 'trafficLog: {store: logs/traffic.db}'), ' it goes back further; ', el('code', {}, 'mturk-proxy report'),
      ' reads the log file.');
  if (calls === 0) {
    fill(body, el('div', { class: 'empty' }, el('h2', {}, 'Nothing to show yet'),
      el('p', {}, source === 'off'
        ? 'The traffic log is off; write trafficLog: {store: logs/traffic.db} into the configuration file and restart.'
        : 'As soon as programs call, this shows which of them use which legacy operation, and what has become modern.'),
      el('p', {}, el('a', { href: link({ view: 'calls' }) }, 'How to make a first call'))));
    return;
  }
  const whole = Math.max(220, Math.min(body.clientWidth, 1800) - 34);
  const half = body.clientWidth > 860 ? Math.floor((body.clientWidth - 16) / 2) - 34 : whole;
  fill(body, since, summary(report), legend(),
    el('div', { class: 'charts' },
      card('By caller', bars(groups(report.usages, usage => usage.caller), half)),
      card('By operation', bars(groups(report.usages, usage => usage.operation), half))),
    card('By day (UTC)', days(report.days, whole)),
    card('Who uses what, and what it needs', usages(report)),
    el('details', { class: 'card' }, el('summary', {}, el('h2', {}, 'Days, in numbers')), table('Calls by day', ['Day', { text: 'Legacy', number: true }, { text: 'Modern', number: true }, { text: 'Modern share', number: true }],
      [...report.days].reverse().map(day => [day.day, number(day.legacy), number(day.modern), `${share(day.legacy, day.modern)} %`]))));
}

function card(title, ...content) {
  return el('section', { class: 'card', 'aria-label': title }, el('h2', {}, title), content);
}

function summary(report) {
  const missing = report.missingCalls ? ` ${count(report.missingCalls, 'call')} more could not be logged.` : '';
  return el('p', { class: 'big' }, el('strong', {}, `${share(report.legacyCalls, report.modernCalls)} %`), ' of ',
    count(report.legacyCalls + report.modernCalls, 'call'),
    report.legacyCalls + report.modernCalls === 1 ? ' is modern.' : ' are modern.', missing);
}

function groups(usages, name) {
  const found = new Map();
  for (const usage of usages) {
    const group = found.get(name(usage)) ?? { name: name(usage), legacy: 0, modern: 0 };
    group[usage.modern ? 'modern' : 'legacy'] += usage.calls;
    found.set(group.name, group);
  }
  return [...found.values()].sort((a, b) => b.legacy + b.modern - a.legacy - a.modern || a.name.localeCompare(b.name));
}

const NAMES = { '-': 'none named' };

function bars(all, width) {
  const most = Math.max(...all.map(one => one.legacy + one.modern));
  const shown = all.slice(0, MOST_BARS);
  return [
    el('ul', { class: 'bars' }, shown.map(one => bar(NAMES[one.name] ?? one.name, one.legacy, one.modern, most, width))),
    all.length > shown.length ? el('p', { class: 'note' }, `${number(all.length - shown.length)} more are in the table below.`) : null,
  ];
}

/** The texts of the operations' table link to other documents. */
const LINK = /\[([^\]]*)\]\([^)]*\)/g;

function errors(usage) {
  return Object.entries(usage.errors).map(([code, times]) => `${code} ${number(times)}`).join(', ');
}

function usages(report) {
  return table('Legacy and modern operations by caller',
    ['Operation', 'Caller', 'API', { text: 'Calls', number: true }, { text: 'Errors', number: true }, { text: 'Modern calls', number: true },
      { text: 'ms', number: true }, 'Last seen', 'Needs'],
    report.usages.map(usage => [
      el('a', { href: link({ view: 'calls', text: '', outcome: '', transport: '', call: '', operation: usage.operation, caller: usage.caller }) }, usage.operation === '-' ? 'not understood' : usage.operation),
      NAMES[usage.caller] ?? usage.caller, usage.modern ? 'modern' : 'legacy', number(usage.calls),
      number(usage.failed),
      number(usage.cost), number(usage.averageMillis), time(usage.lastSeen),
      [usage.needs.replace(LINK, '$1'), usage.failed ? el('p', { class: 'note' }, `Errors: ${errors(usage)}.`) : null]]));
}

new ResizeObserver(() => {
  if (latest && body.clientWidth && body.clientWidth !== width) {
    width = body.clientWidth;
    draw(true);
  }
}).observe(body);

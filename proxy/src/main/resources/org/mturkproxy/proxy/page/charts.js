import { count, el, number, svg } from './dom.js';

/** Charts in SVG. Legacy is striped and modern is plain, so that nobody needs the colours; each has its numbers as text. */

const patterns = () => svg('defs', {},
  svg('pattern', { id: 'stripes', width: '6', height: '6', patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    svg('rect', { width: '6', height: '6', class: 'stripe-back' }), svg('rect', { width: '3', height: '6', class: 'stripe' })));

const LEGACY = 'url(#stripes)';

/** What the two fillings mean. */
export function legend() {
  const swatch = (kind, fill) => svg('svg', { width: '18', height: '12', 'aria-hidden': 'true' },
    svg('rect', { width: '18', height: '12', class: kind, fill }));
  return el('p', { class: 'legend' },
    svg('svg', { width: '0', height: '0', 'aria-hidden': 'true', class: 'patterns' }, patterns()),
    el('span', {}, swatch('legacy', LEGACY), ' legacy'), el('span', {}, swatch('modern'), ' modern'));
}

export function share(legacy, modern) {
  const all = legacy + modern;
  return all === 0 ? 0 : Math.floor((100 * modern) / all);
}

/** One bar of legacy and modern calls, with its label above. */
export function bar(label, legacy, modern, most, width) {
  const scale = (width - 2) / Math.max(1, most);
  const [left, right] = [legacy * scale, modern * scale];
  return el('li', { class: 'bar' },
    el('p', {}, el('span', {}, label), el('span', { class: 'numbers' },
      legacy && modern ? `${number(legacy)} legacy, ${number(modern)} modern (${share(legacy, modern)} %)`
        : legacy ? `${number(legacy)} legacy` : `${number(modern)} modern`)),
    svg('svg', { width, height: '16', 'aria-hidden': 'true' },
      modern ? svg('rect', { x: 1, y: 1, width: Math.max(1, right), height: 14, class: 'modern' }) : undefined,
      legacy ? svg('rect', { x: 1 + right, y: 1, width: Math.max(1, left), height: 14, class: 'legacy', fill: LEGACY }) : undefined));
}

/** A bar for each day; the days without calls between them, too. */
export function days(list, width) {
  const all = spread(list).slice(-Math.max(7, Math.floor(width / 9)));
  const [height, top, bottom] = [200, 22, 176];
  const most = Math.max(1, ...all.map(day => day.legacy + day.modern));
  const step = Math.min(48, width / all.length);
  const text = (x, y, anchor, said) => svg('text', { x, y, 'text-anchor': anchor }, said);
  const chart = svg('svg', { width, height, role: 'img', 'aria-label': described(list) },
    svg('line', { x1: 0, x2: width, y1: bottom, y2: bottom, class: 'axis' }),
    text(0, 12, 'start', `most in a day: ${number(most)}`),
    text(0, height - 6, 'start', all[0].day),
    all.length > 1 ? text(step * all.length, height - 6, width < step * all.length + 40 ? 'end' : 'middle', all.at(-1).day) : undefined);
  all.forEach((day, i) => {
    const [low, high] = [day.legacy, day.modern].map(value => ((bottom - top) * value) / most);
    const wide = Math.max(1, step * 0.78);
    const said = () => svg('title', {}, `${day.day}: ${number(day.legacy)} legacy, ${number(day.modern)} modern`);
    if (low) {
      chart.append(svg('rect', { x: i * step, y: bottom - low, width: wide, height: low, class: 'legacy', fill: LEGACY }, said()));
    }
    if (high) {
      chart.append(svg('rect', { x: i * step, y: bottom - low - high, width: wide, height: high, class: 'modern' }, said()));
    }
  });
  return chart;
}

function described(list) {
  const total = name => list.reduce((sum, day) => sum + day[name], 0);
  return `Calls by day, ${count(list.length, 'day')} from ${list[0].day} to ${list.at(-1).day}: `
    + `${number(total('legacy'))} legacy, ${number(total('modern'))} modern. The table below has the numbers.`;
}

function spread(list) {
  const known = new Map(list.map(day => [day.day, day]));
  const found = [];
  const last = Date.parse(list.at(-1).day);
  for (let at = Math.max(Date.parse(list[0].day), last - 400 * 86_400_000); at <= last; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    found.push(known.get(day) ?? { day, legacy: 0, modern: 0 });
  }
  return found;
}

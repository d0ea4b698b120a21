/** A list of named checks, and what came of them. */

let passed = 0;
let failed = 0;

/** Runs a check; its name for people is the rule that it proves. */
export async function check(rule, run) {
  try {
    await run();
    passed++;
    console.log(`ok      ${rule}`);
  } catch (e) {
    failed++;
    console.log(`FAILED  ${rule}\n${e.stack}`);
  }
}

export function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, but it is ${JSON.stringify(actual)}`);
  }
}

export function has(text, part) {
  if (!text.includes(part)) {
    throw new Error(`expected ${JSON.stringify(part)} in ${JSON.stringify(text)}`);
  }
}

export function hasNot(text, part) {
  if (text.includes(part)) {
    throw new Error(`expected no ${JSON.stringify(part)} in ${JSON.stringify(text)}`);
  }
}

/** Prints the closing line; whether nothing failed and something passed. */
export function close() {
  console.log(`${passed} passed, ${failed} failed`);
  return passed > 0 && failed === 0;
}

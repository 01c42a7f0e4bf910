import type { Run } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { sayParameter } from '../figures/parameters.ts';
import { saySelfTest } from '../figures/self-test.ts';
import { fill, texts } from '../texts.ts';
import { el } from './dom.ts';

const words = texts.conditions;

/** On what, with what and how it was measured, and the command that repeats it. */
export function conditionsSection(run: Run, language: Language): HTMLElement {
  const { environment } = run;
  const machine = fill(words.machineDetail, language, {
    cpu: environment.cpu,
    cores: String(environment.cores),
    memory: (environment.memoryBytes / 1e9).toFixed(1),
    os: environment.os,
  });
  const packages = Object.entries(environment.packages).map(([name, version]) => `${name} ${version}`);
  const software = [
    `Node ${environment.node}`,
    `V8 ${environment.v8}`,
    `OpenSSL ${environment.openssl}`,
    ...packages,
    `lab ${environment.lab}`,
  ];
  const facts: readonly (readonly [string, string])[] = [
    [words.machine[language], machine],
    [words.software[language], software.join(', ')],
    [words.network[language], networkOf(run, language)],
    [texts.proxies.heading[language], proxiesOf(run, language)],
    [words.cores[language], (environment.pinned ? words.pinned : words.notPinned)[language]],
    [texts.selfTest.name[language], saySelfTest(run, language)],
    [words.parameters[language], commonParameters(run, language)],
    [words.fault[language], faultParameters(run, language)],
    [words.seed[language], run.seed],
    [words.run[language], run.id],
  ];
  return el(
    'section',
    { class: 'conditions', 'aria-labelledby': 'conditions' },
    el('h2', { id: 'conditions' }, words.heading[language]),
    commandOf(run.command, language),
    el(
      'dl',
      {},
      ...facts
        .filter(([, fact]) => fact !== '')
        .map(([name, fact]) => el('div', {}, el('dt', {}, name), el('dd', {}, fact))),
    ),
  );
}

function commandOf(command: string, language: Language): HTMLElement {
  const code = el('code', { tabindex: '0' }, command);
  const button = el('button', { type: 'button' }, words.copy[language]);
  button.addEventListener('click', async () => {
    await copy(command, code);
    button.textContent = words.copied[language];
  });
  return el('div', { class: 'command' }, el('span', {}, words.command[language]), code, button);
}

/** Where the clipboard is refused, the command is selected, ready for the reader's own copy key. */
async function copy(command: string, shown: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(command);
  } catch {
    getSelection()?.selectAllChildren(shown);
    document.execCommand('copy');
  }
}

function networkOf(run: Run, language: Language): string {
  const linked = run.cases.some(({ trials }) => trials.some(({ reconnection }) => reconnection?.link));
  const ends = run.proxies && tlsOf(run) !== 'noTls' ? [texts.proxies.tlsEnds] : [];
  return [words.loopback, ...(linked ? [words.link] : []), words[tlsOf(run)], ...ends]
    .map((text) => text[language])
    .join(' ');
}

/** What clients went through, by the names that cases have for it. */
const proxiesOf = ({ proxies = {} }: Run, language: Language): string =>
  Object.entries(proxies)
    .map(([id, { title, summary, program, version }]) =>
      fill(texts.proxies.one, language, {
        cases: sayParameter('via', id, language),
        name: title[language],
        program,
        version,
        summary: summary[language],
      }),
    )
    .join(' ');

function tlsOf(run: Run): 'tls' | 'noTls' | 'someTls' {
  const cases = run.capacity?.cases ?? run.cases;
  if (cases.every(({ tls }) => tls)) return 'tls';
  return cases.some(({ tls }) => tls) ? 'someTls' : 'noTls';
}

/** Parameters on which all cases agree; where they differ, they stand in the case's name. */
function commonParameters({ cases, capacity }: Run, language: Language): string {
  const [first, ...others] = cases;
  return Object.entries(first?.parameters ?? capacity?.parameters ?? {})
    .filter(([name, value]) => others.every((other) => other.parameters[name] === value))
    .map(([name, value]) => sayParameter(name, value, language))
    .join(', ');
}

/** Each fault with what it was set to. */
function faultParameters({ cases, faults }: Run, language: Language): string {
  const known = new Map(cases.flatMap(({ fault }) => (fault === undefined ? [] : [[fault.id, fault]])));
  return [...known.values()]
    .map(({ id, parameters }) => {
      const said = Object.entries(parameters).map(([name, value]) => sayParameter(name, value, language));
      return `${faults?.[id]?.title[language] ?? id} (${[id, ...said].join(', ')})`;
    })
    .join('; ');
}

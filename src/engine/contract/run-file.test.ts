import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunSpec, RunView } from './run';
import { readRunFile, writeRunFile } from './run-file';
import { readRunLink } from './run-link';
import { defaultSettings } from './settings';

const link =
  'stepsLeftOut=3~60000&seed=9&ttl=30s&bytes=4MB&shop=imported&data=0123abcd~Online%20Retail&speed=max&study=naive&at=1234.5&do=5.25~set.ttl.never_6~price.12.9950_7~profile.8.7.1_8~visit.category.4.3_9~retrain_10~clear.all_11~drill.store-down';
const { spec, view } = readRunLink(link);

test('a run comes back from its file, with every step and how it is looked at', () => {
  expect(spec.interventions).toHaveLength(7);
  const read = readRunFile(writeRunFile(spec, view));
  expect(read).toEqual({ ok: true, value: { spec, view } });
});

test('a file has as many steps as the run, however many', () => {
  const interventions = Array.from({ length: 20_000 }, (_, i) => ({
    at: i,
    what: { kind: 'setPrice', product: i, cents: 1 } as const,
  }));
  const read = readRunFile(writeRunFile({ ...spec, interventions }, { speed: 1 }));
  expect(read.ok && read.value.spec.interventions).toEqual(interventions);
});

test('a setting that the file leaves out has its default, a byte-order mark does not matter', () => {
  const text =
    '\uFEFF{"kind":"cachescope run","version":1,"seed":3,"shop":"embedded","settings":{"entries":9},"steps":[]}';
  const expected: { spec: RunSpec; view: RunView } = {
    spec: { seed: 3, shop: 'embedded', settings: { ...defaultSettings, entries: 9 }, interventions: [] },
    view: { speed: 1 },
  };
  expect(readRunFile(text)).toEqual({ ok: true, value: expected });
});

const good = JSON.parse(writeRunFile(spec, view));
const text = (change: object): string => JSON.stringify({ ...good, ...change });
const step = (what: object, at = 1) => ({
  steps: [
    { at: 1, what: { kind: 'retrain' } },
    { at, what },
  ],
});

test.each([
  ['{\n\n"kind": }', 'broken-json', 'no JSON'],
  ['{\n\n"kind": 1', 'broken-json', 'no JSON'],
  ['[]', 'no-run-file', 'no file of a run'],
  ['{"kind":"cachescope run"}', 'no-run-file', 'no file of a run'],
  [text({ version: 2 }), 'newer-run-file', 'version 2, this page reads version 1'],
  [text({ seed: 2 ** 53 }), 'bad-run-file', 'seed: at most'],
  [
    text({ shop: 'corner' }),
    'bad-run-file',
    'shop: one of embedded, imported is expected; there is "corner"',
  ],
  [text({ settings: { ttl: 1.5 } }), 'bad-run-file', 'settings: TTL cannot be 1.5: use a time'],
  [text({ settings: { colour: 1 } }), 'bad-run-file', 'settings has “colour”, which is no setting here'],
  [text({ steps: 'none' }), 'bad-run-file', 'steps: a value of type array is expected; there is "none"'],
  [text(step({ kind: 'retrain' }, -1)), 'bad-run-file', 'steps[1].at: at least 0; there is -1'],
  [
    text(step({ kind: 'setPrice', product: 1, cents: 2 ** 53 })),
    'bad-run-file',
    'steps[1].what.cents: at most 9,007,199,254,740,991; there is 9007199254740992, and 1 more fault.',
  ],
  [
    text(step({ kind: 'setPrice', product: 1, cents: 1e9 })),
    'bad-run-file',
    'steps[1].what.cents: at most 100,000,000; there is 1000000000',
  ],
  [text(step({ kind: 'set', setting: 'ttl', value: 1.5 })), 'bad-run-file', 'steps[1]: TTL cannot be 1.5'],
  [text(step({ kind: 'launch' })), 'bad-run-file', 'steps[1].what.kind'],
])('a file with a fault is refused, with its place: %s', (file, kind, said) => {
  const read = readRunFile(file);
  expect(read).toMatchObject({ ok: false, problem: { kind, what: expect.stringContaining(said) } });
  if (kind === 'broken-json') expect(read).toMatchObject({ problem: { where: { line: 3 } } });
});

test('no text whatever makes it throw', () => {
  fc.assert(fc.property(fc.string(), (any) => void readRunFile(any)));
  fc.assert(
    fc.property(fc.json(), fc.json(), (steps, settings) => {
      const read = readRunFile(text({ steps: JSON.parse(steps), settings: JSON.parse(settings) }));
      if (!read.ok) expect(read.problem.what.length).toBeLessThan(600);
    }),
  );
});

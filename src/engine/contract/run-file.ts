import { z } from 'zod/mini';
import { failed, ok, type Reply } from '../../base/result';
import { visibleStart } from '../../base/visible-text';
import { interventionSchema } from './interventions';
import { faultInWords, quoted, refusalOfValue } from './refusals';
import type { RunSpec, RunView } from './run';
import { dataSchema, leftOutSchema, seedSchema, viewSchema } from './run-schema';
import { defaultSettings, type SettingId, settingIds } from './settings';
import { momentSchema } from './value-schemas';

/**
 * A run as a file: all that a link holds and all of its steps, however many, as JSON. Unlike a link, which opens with
 * what could be read, a file with a fault is refused as a whole: nothing of it can get lost unnoticed.
 */
const RUN_FILE_KIND = 'cachescope run';
export const RUN_FILE_VERSION = 1;
/** A longer file is not read. Five hundred thousand steps are about so long. */
export const MOST_RUN_FILE_BYTES = 50_000_000;
const MOST_STEPS = 500_000;
/** Characters of a value that a message shows. */
const MOST_SHOWN = 60;

const headSchema = z.object({ kind: z.literal(RUN_FILE_KIND), version: z.int() });
const fileSchema = z.object({
  seed: seedSchema,
  shop: z.enum(['embedded', 'imported']),
  data: z.optional(dataSchema),
  settings: z.record(z.string(), z.unknown()),
  steps: z.array(z.object({ at: momentSchema, what: interventionSchema })).check(z.maxLength(MOST_STEPS)),
  stepsLeftOut: z.optional(leftOutSchema),
  view: z._default(viewSchema, { speed: 1 }),
});

/** What a run's file says. */
export interface ReadRunFile {
  readonly spec: RunSpec;
  readonly view: RunView;
}

/** Returns a run as the text of a file. */
export function writeRunFile({ interventions, ...spec }: RunSpec, view: RunView): string {
  const head = { kind: RUN_FILE_KIND, version: RUN_FILE_VERSION, ...spec, view };
  const steps = interventions.map((step) => `    ${JSON.stringify(step)}`).join(',\n');
  // A step a line, so that a person can read them and a tool can compare them.
  return `${JSON.stringify(head, undefined, 2).replace(/\n}$/, ',')}\n  "steps": [\n${steps}\n  ]\n}\n`;
}

/** Reads a run's file. A fault gives a Problem with its place and what should stand there. */
export function readRunFile(text: string): Reply<ReadRunFile> {
  const json = parsed(text);
  if (!json.ok) return json;
  const head = headSchema.safeParse(json.value);
  if (!head.success)
    return failed('no-run-file', 'This is JSON, but no file of a run: “kind” and “version” are missing.');
  if (head.data.version !== RUN_FILE_VERSION)
    return failed(
      'newer-run-file',
      `The file is of version ${head.data.version}, this page reads version ${RUN_FILE_VERSION}.`,
    );
  const file = fileSchema.safeParse(json.value);
  if (!file.success) {
    const [fault] = file.error.issues;
    const value =
      fault && visibleStart(JSON.stringify(valueAt(json.value, fault.path)) ?? 'nothing', MOST_SHOWN);
    return refused(
      fault ? `${faultInWords(fault)}; there is ${value}` : 'it is no run',
      file.error.issues.length,
    );
  }
  const { steps, settings, view, ...rest } = file.data;
  const faults = [
    ...Object.keys(settings)
      .filter((id) => !isSetting(id))
      .map((id) => `settings has ${quoted(id)}, which is no setting here`),
    ...settingIds.filter((id) => id in settings).flatMap((id) => faultOf('settings', id, settings[id])),
    ...steps.flatMap(({ what }, i) =>
      what.kind === 'set' ? faultOf(`steps[${i}]`, what.setting as SettingId, what.value) : [],
    ),
  ];
  if (faults[0] !== undefined) return refused(faults[0], faults.length);
  const interventions = steps.sort((a, b) => a.at - b.at);
  return ok({
    spec: { ...rest, settings: { ...defaultSettings, ...settings }, interventions },
    view,
  });
}

const isSetting = (id: string): boolean => (settingIds as readonly string[]).includes(id);

function faultOf(place: string, id: SettingId, value: unknown): string[] {
  const refusal = refusalOfValue(id, value);
  return refusal && !refusal.ok ? [`${place}: ${refusal.problem.what.replace(/\.$/, '')}`] : [];
}

function refused(fault: string, faults: number): Reply<never> {
  const more = faults - 1;
  const others = more > 0 ? `, and ${more.toLocaleString('en')} more ${more === 1 ? 'fault' : 'faults'}` : '';
  return failed('bad-run-file', `The run’s file cannot be used: ${fault}${others}.`);
}

/** JSON, or where it breaks off: V8 names the position in its message. */
function parsed(text: string): Reply<unknown> {
  try {
    // Editors may put a byte-order mark in front.
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    // Without a position it is the end that is missing.
    const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
    const line = text.slice(0, position).split('\n').length;
    return failed('broken-json', 'The run’s file is no JSON: it is cut off or was changed.', { line });
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** Whether a file is meant as a run: JSON begins with a brace, and no file of a shop does. */
export const looksLikeRun = (start: string): boolean => /^\s*\{/.test(start);

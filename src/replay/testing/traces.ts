import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Requests } from '../requests';

/** Real traces and the reference simulator's results. They are in a folder beside the project, if present. */
const TRACES = new URL('../../../../shared/traces/', import.meta.url);
export const tracesAreHere = existsSync(new URL('reference.json', TRACES));
export const WITHOUT_TRACES = 'skipped: the reference traces are not beside this project';

export interface Reference {
  readonly trace: string;
  readonly policy: string;
  readonly unit: 'objects' | 'bytes';
  readonly size: number;
  readonly requests: number;
  readonly misses: number;
}

export function references(): Reference[] {
  return JSON.parse(readFileSync(new URL('reference.json', TRACES), 'utf8')) as Reference[];
}

const read = new Map<string, Requests>();

/** Reads a trace of `time,key,size` lines, with keys numbered by first appearance. */
export function trace(name: string): Requests {
  const known = read.get(name);
  if (known) return known;
  const lines = gunzipSync(readFileSync(new URL(`${name}.csv.gz`, TRACES)))
    .toString()
    .trim()
    .split('\n');
  const ids = new Int32Array(lines.length - 1);
  const sizes = new Float64Array(ids.length);
  const dense = new Map<string, number>();
  for (let i = 0; i < ids.length; i++) {
    const [, key = '', size = '1'] = (lines[i + 1] ?? '').split(',');
    if (!dense.has(key)) dense.set(key, dense.size);
    ids[i] = dense.get(key) as number;
    sizes[i] = Number(size);
  }
  const requests = { ids, sizes, distinct: dense.size };
  read.set(name, requests);
  return requests;
}

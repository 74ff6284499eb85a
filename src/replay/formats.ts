import { arc } from './formats/arc';
import { awsElb } from './formats/aws-elb';
import { commonLog } from './formats/common-log';
import { csv } from './formats/csv';
import { disksim } from './formats/disksim';
import type { Head, TraceFormat } from './formats/format';
import { ibmCos } from './formats/ibm-cos';
import { keys } from './formats/keys';
import { lirs } from './formats/lirs';
import { memcached } from './formats/memcached';
import { metaCdn } from './formats/meta-cdn';
import { metaKvcache } from './formats/meta-kvcache';
import { msr } from './formats/msr';
import { oracleGeneral } from './formats/oracle-general';
import { redisMonitor } from './formats/redis-monitor';
import { spc } from './formats/spc';
import { squid } from './formats/squid';
import { twitter } from './formats/twitter';
import { w3c } from './formats/w3c';
import { webcachesim } from './formats/webcachesim';
import { TraceError } from './trace-error';
import { unknownFormat } from './unknown-format';

/** All trace formats, in the order in which recognition tries them: the strictest first. */
export const formats: readonly TraceFormat[] = [
  oracleGeneral,
  redisMonitor,
  memcached,
  w3c,
  commonLog,
  squid,
  awsElb,
  ibmCos,
  twitter,
  metaKvcache,
  metaCdn,
  msr,
  spc,
  disksim,
  arc,
  webcachesim,
  lirs,
  csv,
  keys,
];

/**
 * Returns the format of a file by its first bytes. Throws a TraceError that shows the first lines and names similar
 * formats.
 */
export function recognised(head: Head): TraceFormat {
  const found = formats.find((format) => format.recognise(head));
  if (!found) throw unknownFormat(head, formats);
  return found;
}

export function formatNamed(name: string): TraceFormat {
  const found = formats.find((format) => format.name === name);
  if (!found)
    throw new TraceError(`there is no trace format "${name}".`, {
      advice: `Known formats: ${formats.map((format) => format.name).join(', ')}.`,
    });
  return found;
}

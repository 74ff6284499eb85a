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

/** Every trace format there is, in the order in which they are asked about a file: the strictest first. */
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

/** The format of a file that starts so. Throws TraceError, which shows the start and what is like it. */
export function recognised(head: Head): TraceFormat {
  const found = formats.find((format) => format.recognise(head));
  if (!found) throw unknownFormat(head, formats);
  return found;
}

export function formatNamed(name: string): TraceFormat {
  const found = formats.find((format) => format.name === name);
  if (!found)
    throw new TraceError(`no trace format is called "${name}".`, {
      advice: `There are: ${formats.map((format) => format.name).join(', ')}.`,
    });
  return found;
}

import { ok } from '../../base/result';
import type { ShopData } from '../shop-data';
import { type ImportLimits, importLimits } from './import-limits';
import type { ImportFile, Reading, ReadResult } from './importer';
import { type ImportWatch, plainReading, type ReadReply, readPurchases } from './read-purchases';
import { ShopBuilder } from './shop-builder';

export interface ImportedShop extends ReadResult {
  readonly format: string;
  readonly data: ShopData;
}

/**
 * Reads files into a shop. The format is recognised by content. A file beyond the limits is refused, with the rate of a
 * sample that fits. Every error in the input is returned as a Problem.
 */
export async function importShop(
  files: readonly ImportFile[],
  watch: ImportWatch,
  reading: Reading = plainReading,
  limits: ImportLimits = importLimits,
): Promise<ReadReply<ImportedShop>> {
  let builder = new ShopBuilder(limits);
  const read = await readPurchases(files, reading, watch, () => {
    builder = new ShopBuilder(limits);
    return (row) => builder.add(row);
  });
  if (!read.ok) return read;
  const { importer, ...result } = read.value;
  return ok({ ...result, format: importer.format, data: builder.finish(importer) });
}

import { useEffect, useState } from 'react';
import { z } from 'zod/mini';
import type { Bytes } from '../../../../base/units';
import { formatBytes } from '../../../../ui/format';
import parts from '../../../parts/parts.module.css';
import { Term } from '../../../parts/term';

const measurement = z.object({
  breakdown: z.array(
    z.object({ bytes: z.number(), attribution: z.array(z.object({ scope: z.string(), url: z.string() })) }),
  ),
});

type Heap = Bytes | 'measuring' | 'not told';

/** The memory of the engine's worker, measured repeatedly while this is shown. */
export function EngineHeap() {
  const [heap, setHeap] = useState<Heap>('measuring');
  useEffect(() => {
    let shown = true;
    const measure = async () => {
      while (shown) {
        const next = await engineHeap();
        if (shown) setHeap(next);
        if (next === 'not told') return;
      }
    };
    void measure();
    return () => {
      shown = false;
    };
  }, []);
  return (
    <p className={parts.hint}>
      <Term id="engine-heap" />:{' '}
      <span data-figure="engine-heap" data-value={typeof heap === 'number' ? heap : undefined}>
        {typeof heap === 'number' ? formatBytes(heap) : words[heap]}
      </span>
      .
    </p>
  );
}

const words = {
  measuring: 'the browser is measuring',
  'not told': 'the browser does not tell it here',
} as const;

/** Resolves when the browser next collects its garbage: https://wicg.github.io/performance-measure-memory/. */
async function engineHeap(): Promise<Heap> {
  const { measureUserAgentSpecificMemory } = performance as {
    readonly measureUserAgentSpecificMemory?: () => Promise<unknown>;
  };
  if (!measureUserAgentSpecificMemory) return 'not told';
  try {
    const { breakdown } = measurement.parse(await measureUserAgentSpecificMemory.call(performance));
    const engine = breakdown.filter(({ attribution }) =>
      attribution.some(
        ({ scope, url }) => scope === 'DedicatedWorkerGlobalScope' && /\/worker[-.]/.test(url),
      ),
    );
    return engine.length > 0 ? engine.reduce((sum, { bytes }) => sum + bytes, 0) : 'not told';
  } catch {
    return 'not told';
  }
}

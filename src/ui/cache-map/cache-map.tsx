import { useEffect, useMemo, useRef, useState } from 'react';
import { mapLooks } from '../outcomes';
import classes from './cache-map.module.css';
import { type MapColouring, paletteFor } from './palette';

export interface MapCells {
  readonly slots: Int32Array;
  readonly age: Uint8Array;
  readonly recency: Uint8Array;
  readonly state: Uint8Array;
}

interface CacheMapProps {
  readonly name: string;
  readonly cells: MapCells;
  readonly colouring: MapColouring;
  /** Called with the index of the hovered or focused cell; undefined: none. */
  onChoose(index: number | undefined): void;
  readonly chosen: number | undefined;
}

/**
 * One cell an entry, in slot order, on a canvas: one palette write a cell, scaled by CSS, so that 100,000 entries cost
 * a fraction of a millisecond. Pointer and arrow keys select a cell.
 */
export function CacheMap({ name, cells, colouring, chosen, onChoose }: CacheMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(320);
  const count = cells.slots.length;
  const columns = useMemo(() => columnsFor(count, width), [count, width]);
  const rows = Math.max(1, Math.ceil(count / columns));

  useEffect(() => {
    const parent = canvas.current?.parentElement;
    if (!parent) return;
    const watch = new ResizeObserver(([entry]) =>
      setWidth(Math.max(80, Math.floor(entry?.contentRect.width ?? 320))),
    );
    watch.observe(parent);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !canvas.current) return;
    const image = context.createImageData(columns, rows);
    const pixels = new Uint32Array(image.data.buffer);
    const { current } = canvas;
    const theme = document.documentElement.dataset.theme ?? '';
    const { palette, column } = paletteFor(colouring, cells, theme, () => getComputedStyle(current));
    for (let i = 0; i < count; i++) pixels[i] = palette[column[i] as number] as number;
    context.putImageData(image, 0, 0);
  });

  const cellAt = (event: React.PointerEvent<HTMLCanvasElement>): number | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const y = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const index = y * columns + x;
    return index >= 0 && index < count ? index : undefined;
  };

  const walk = (event: React.KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const step = steps[event.key];
    if (event.key === 'Escape') onChoose(undefined);
    if (step === undefined || count === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(chosen === undefined ? 0 : Math.min(count - 1, Math.max(0, chosen + step)));
  };

  return (
    <section
      className={classes.frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move over its cells
      tabIndex={0}
      aria-label={`${name}: ${count} entries; arrow keys choose one`}
      onKeyDown={walk}
    >
      <canvas
        ref={canvas}
        width={columns}
        height={rows}
        className={classes.canvas}
        style={{ aspectRatio: `${columns} / ${rows}` }}
        onPointerDown={(event) => onChoose(cellAt(event))}
        onPointerMove={(event) => onChoose(cellAt(event))}
        // A touch pointer leaves when it is lifted: its selection stays.
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && onChoose(undefined)}
      />
      {width / columns >= 5 && (
        <i className={classes.grid} style={{ backgroundSize: `${100 / columns}% ${100 / rows}%` }} />
      )}
      {chosen !== undefined && chosen < count && (
        <i
          className={classes.cursor}
          style={{
            left: `${((chosen % columns) / columns) * 100}%`,
            top: `${(Math.floor(chosen / columns) / rows) * 100}%`,
            width: `${100 / columns}%`,
            height: `${100 / rows}%`,
          }}
        />
      )}
    </section>
  );
}

/** Returns a grid of nearly square cells in a picture of 4:1; the size of a cell is bounded. */
function columnsFor(count: number, width: number): number {
  const most = Math.max(1, Math.floor(width / 3));
  const least = Math.min(most, Math.max(1, Math.floor(width / 12)));
  return Math.min(most, Math.max(least, Math.ceil(Math.sqrt(count * 3.2))));
}

export const mapLegend = mapLooks;

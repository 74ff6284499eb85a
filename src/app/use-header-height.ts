import { useEffect, useRef } from 'react';

/** Gives the style sheets the heights of the sticky top and its first row: both wrap on narrow screens. */
export function useHeaderHeight() {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = top;
    if (!current) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => {
      style.setProperty('--header-height', `${current.offsetHeight}px`);
      style.setProperty('--masthead-height', `${current.querySelector('header')?.offsetHeight ?? 0}px`);
    });
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  return top;
}

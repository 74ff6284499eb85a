import {
  cloneElement,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import classes from './tip.module.css';
import { placeTip } from './tip-place';

/** The attribute of an element that a tip within it keeps clear of: a figure with its name. */
const KEPT_CLEAR = 'data-kept-clear';

interface TipProps {
  readonly says: ReactNode;
  /** How long a pointer must rest; the keyboard and a finger do not wait. */
  readonly delayMs?: number;
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/**
 * A word beside the thing it is about: on hover, on focus, at a touch; Escape sends it away. A native popover, so
 * that nothing on the page can cover or clip it.
 */
export function Tip({ says, delayMs = 0, children }: TipProps) {
  const id = useId();
  const [about, setAbout] = useState<Element>();
  const timer = useRef<number>(undefined);
  const show = (element: Element, afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setAbout(element), afterMs);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setAbout(undefined);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: ({ currentTarget, pointerType }) =>
          show(currentTarget, pointerType === 'mouse' ? delayMs : 0),
        // A finger leaves as soon as it is lifted: what it has opened stays until it touches something else.
        onPointerLeave: ({ pointerType }) => {
          if (pointerType === 'mouse') hide();
        },
        onFocus: ({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) show(currentTarget, 0);
        },
        onBlur: hide,
        onKeyDown: (event) => {
          if (event.key === 'Escape') hide();
        },
        'aria-describedby': about ? id : undefined,
      })}
      {about && <Bubble id={id} about={about} says={says} onLeave={hide} />}
    </>
  );
}

interface BubbleProps {
  readonly id: string;
  readonly about: Element;
  readonly says: ReactNode;
  /** The page is scrolled, or something else is touched. */
  onLeave(): void;
}

function Bubble({ id, about, says, onLeave }: BubbleProps) {
  const bubble = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const { current } = bubble;
    if (!current) return;
    current.showPopover();
    const kept = about.closest(`[${KEPT_CLEAR}]`) ?? about;
    const place = () => {
      const room = { width: window.innerWidth, height: window.innerHeight };
      const { left, top } = placeTip(kept.getBoundingClientRect(), current.getBoundingClientRect(), room);
      current.style.left = `${left}px`;
      current.style.top = `${top}px`;
    };
    place();
    // What it says may come later than itself.
    const resized = new ResizeObserver(place);
    resized.observe(current);
    return () => resized.disconnect();
  }, [about]);
  useEffect(() => {
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && about.contains(target))) onLeave();
    };
    window.addEventListener('scroll', onLeave, { capture: true, passive: true, once: true });
    window.addEventListener('pointerdown', onPress, { capture: true });
    return () => {
      window.removeEventListener('scroll', onLeave, { capture: true });
      window.removeEventListener('pointerdown', onPress, { capture: true });
    };
  });
  return (
    <span ref={bubble} popover="manual" role="tooltip" id={id} className={classes.tip}>
      {says}
    </span>
  );
}

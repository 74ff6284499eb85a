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

/** The attribute of an element that a tip inside it must not cover: a figure with its name. */
const KEPT_CLEAR = 'data-kept-clear';

interface TipProps {
  readonly says: ReactNode;
  /** Delay after the pointer rests, wall milliseconds; focus and touch open the tip at once. */
  readonly delayMs?: number;
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/**
 * A tooltip that opens on hover, focus or touch, and closes on Escape. A native popover, so that nothing on the page
 * can cover or clip it.
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
        // A touch pointer leaves when it is lifted: the tip stays open until the next touch elsewhere.
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
  /** Closes the tip when the page is scrolled or another element is touched. */
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
    // The content may load after the tip opens.
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

import classes from './controls.module.css';

/** What is said below a control, for the element that `aria-describedby` names. */
export function ControlNote({ id, note }: { readonly id: string; readonly note: string | undefined }) {
  return (
    note && (
      <div id={id} className={classes.note} data-testid="effect">
        {note}
      </div>
    )
  );
}

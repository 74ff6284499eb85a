import classes from './controls.module.css';

/** The note below a control, referenced by `aria-describedby`. */
export function ControlNote({ id, note }: { readonly id: string; readonly note: string | undefined }) {
  return (
    note && (
      <div id={id} className={classes.note} data-testid="effect">
        {note}
      </div>
    )
  );
}

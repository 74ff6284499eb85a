/** The icons, drawn on a grid of 24 in the colour of the text. */
function Icon({ path, filled }: { readonly path: string; readonly filled?: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1.125em"
      height="1.125em"
      aria-hidden="true"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={path} />
    </svg>
  );
}

export const IconPlay = () => <Icon filled path="M7 5l12 7-12 7z" />;
export const IconPause = () => <Icon path="M8 5v14M16 5v14" />;
export const IconStep = () => <Icon path="M6 5l9 7-9 7zM19 5v14" />;
export const IconBack = () => <Icon path="M18 5l-9 7 9 7zM5 5v14" />;
export const IconReset = () => <Icon path="M4 5v5h5M4.5 10a8 8 0 1 1-.5 4" />;
export const IconUndo = () => <Icon path="M9 7L4 12l5 5M4 12h10a5 5 0 0 1 0 9h-2" />;
export const IconLink = () => (
  <Icon path="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1" />
);
export const IconFile = () => <Icon path="M6 3h8l5 5v13H6zM14 3v5h5" />;
export const IconSearch = () => (
  <Icon path="M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20" />
);
export const IconContrast = () => <Icon path="M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18" />;
export const IconHelp = () => <Icon path="M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.01" />;
export const IconWarning = () => <Icon path="M12 4l9 16H3zM12 10v4M12 17v.01" />;

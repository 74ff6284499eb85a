/**
 * In place of d3-format, which d3-scale pulls in for texts that nobody asks a scale for: the charts write their numbers
 * themselves. A number's text is its plain one.
 */
const plain = () => String;
const whole = () => 0;

export {
  plain as format,
  plain as formatPrefix,
  whole as precisionFixed,
  whole as precisionPrefix,
  whole as precisionRound,
};

/** How a number is to be written: as it is. */
export const formatSpecifier = () => ({ type: '', precision: Number.NaN });

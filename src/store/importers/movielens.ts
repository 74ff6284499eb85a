import { failed, ok } from '../../base/result';
import { DateReader } from './dates';
import { ImportTally, quote } from './import-tally';
import type { Importer, ImportSource, PurchaseRow } from './importer';
import { filmsLayout, ratingsLayout } from './movielens-files';
import { type NoPurchase, readRows } from './read-rows';

/** Fewest stars that count as a purchase. */
const MIN_STARS = 4;
const NO_GENRE = 'No genre';

interface Film {
  readonly title: string;
  readonly genre: string;
}

/**
 * MovieLens (Harper and Konstan 2015) in all its layouts: a file of ratings and one of films. A rating of 4 or more is
 * a purchase; the first genre is the category. The data has no prices: a price from 2.99 to 14.99 is derived from the
 * film's id.
 */
export const movielens: Importer = {
  format: 'MovieLens',
  title: 'MovieLens',
  shopperName: (code) => `Viewer ${code}`,
  categoriesOf: (names) => names.map(() => NO_GENRE),
  recognise: (sources) => sources.some(ratingsLayout),
  nearMiss: (sources) =>
    sources.some(filmsLayout)
      ? 'MovieLens’ ratings are missing: choose its films and ratings together'
      : undefined,
  async read(sources, reading, begin) {
    const ratings = sources.find(ratingsLayout);
    const layout = ratings && ratingsLayout(ratings);
    if (!ratings || !layout) return failed('no-file', 'There are no ratings among the files.');
    const films = sources.find(filmsLayout);
    if (!films && reading.withNames)
      return failed(
        'movies-missing',
        `MovieLens keeps the films in a second file. Choose it together with ${ratings.file.name}: movies.csv, movies.dat, movie.csv or u.item.`,
        { file: ratings.file.name },
      );
    const tally = new ImportTally();
    const known = films && (await readFilms(films, tally));
    const dates = new DateReader('month-first');
    const place = layout.place;
    const purchaseIn = (cells: readonly string[], line: number): PurchaseRow | NoPurchase => {
      const [user = '', movie = '', rating = '', time = ''] = [
        cells[place.user]?.trim(),
        cells[place.movie]?.trim(),
        cells[place.rating]?.trim(),
        cells[place.time]?.trim(),
      ];
      const stars = rating === '' ? Number.NaN : Number(rating);
      const minute = minuteIn(time, dates, line);
      if (!user || !movie) return { bad: `${user ? 'the film' : 'the user'} is missing` };
      if (!Number.isFinite(stars)) return { bad: `the rating is ${quote(rating)}` };
      if (minute === undefined) return { bad: `the timestamp is ${quote(time)}` };
      const film = known?.get(movie);
      if (known && !film) return { skip: `of films missing in ${films?.file.name}` };
      if (stars < MIN_STARS) return { skip: `ratings below ${MIN_STARS}` };
      const { title = '', genre = '' } = film ?? {};
      return {
        customer: user,
        code: movie,
        name: title,
        category: genre,
        quantity: 1,
        cents: priceOf(movie),
        minute,
      };
    };
    await readRows(ratings, reading, tally, begin(tally), purchaseIn, layout.hasHeader);
    if (tally.used === 0) return tally.nothingUsed(ratings.file.name);
    const unread = sources.filter((source) => source !== ratings && source !== films);
    return ok({ tally, notes: unread.map(({ file }) => `${file.name} is not needed and was not read.`) });
  },
};

async function readFilms(source: ImportSource, tally: ImportTally): Promise<Map<string, Film>> {
  const films = new Map<string, Film>();
  const layout = filmsLayout(source);
  if (!layout) return films;
  let isHeader = layout.hasHeader;
  for await (const batch of source.rows())
    for (const { line, cells, broken } of batch) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      const id = cells[layout.place.movie]?.trim();
      const title = cells[layout.place.title]?.trim();
      if (!id || !title) tally.bad(source.file.name, line, broken ?? 'the film’s number or title is missing');
      else films.set(id, { title, genre: layout.genreIn(cells) || NO_GENRE });
    }
  return films;
}

/** Parses seconds since 1970, or a date as text as in Kaggle's layout. Returns minutes with a fraction. */
function minuteIn(time: string, dates: DateReader, line: number): number | undefined {
  const seconds = time === '' ? Number.NaN : Number(time);
  if (!Number.isFinite(seconds)) return secondsToo(time, dates.minuteOf(time, line));
  return Math.abs(seconds) < 1e11 ? seconds / 60 : undefined;
}

/** Adds the seconds of a date to its minute: MovieLens needs them to order ratings. */
function secondsToo(time: string, minute: number | undefined): number | undefined {
  const seconds = /\d:\d\d:(\d\d)/.exec(time)?.[1];
  return minute === undefined ? undefined : minute + Number(seconds ?? 0) / 60;
}

/** Returns a price from 2.99 to 14.99 in whole steps, a function of the film's id. */
function priceOf(movie: string): number {
  let hash = 0;
  for (let i = 0; i < movie.length; i++) hash = (Math.imul(hash, 31) + movie.charCodeAt(i)) >>> 0;
  return 299 + 100 * (hash % 13);
}

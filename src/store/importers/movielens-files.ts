import type { ImportSource } from './importer';

/** The layout of a file of ratings or films: column indices, and whether the first record is a header. */
export interface Layout<Column extends string> {
  readonly place: Readonly<Record<Column, number>>;
  readonly hasHeader: boolean;
}
export type RatingsLayout = Layout<'user' | 'movie' | 'rating' | 'time'>;
export interface FilmsLayout extends Layout<'movie' | 'title'> {
  /** Returns the first genre of a film; empty if it has none. */
  readonly genreIn: (cells: readonly string[]) => string;
}

/**
 * Returns the layout of a source of ratings, otherwise undefined: with a header in 20M, 25M, 32M, the latest sets and
 * Kaggle's; separated by `::` in 1M and 10M; by tabs in u.data of 100k.
 */
export function ratingsLayout({ header, separator }: ImportSource): RatingsLayout | undefined {
  const named = header.map(plain);
  const [user, movie, rating, time] = ['userid', 'movieid', 'rating', 'timestamp'].map((name) =>
    named.indexOf(name),
  ) as [number, number, number, number];
  if (Math.min(user, movie, rating, time) >= 0)
    return { place: { user, movie, rating, time }, hasHeader: true };
  const isBare = (separator === '::' || separator === '\t') && header.length === 4;
  if (!isBare || !header.every((cell) => cell !== '' && Number.isFinite(Number(cell)))) return undefined;
  return { place: { user: 0, movie: 1, rating: 2, time: 3 }, hasHeader: false };
}

/**
 * Returns the layout of a source of films, otherwise undefined: as above; u.item of 100k has a column for each genre.
 */
export function filmsLayout({ header, separator }: ImportSource): FilmsLayout | undefined {
  const named = header.map(plain);
  const [movie, title, genres] = ['movieid', 'title', 'genres'].map((name) => named.indexOf(name)) as [
    number,
    number,
    number,
  ];
  const firstOf = (list: string | undefined) =>
    list?.trim().split('|')[0]?.replace('(no genres listed)', '') ?? '';
  if (Math.min(movie, title, genres) >= 0)
    return { place: { movie, title }, hasHeader: true, genreIn: (cells) => firstOf(cells[genres]) };
  const isNumbered = /^\d+$/.test(header[0] ?? '');
  if (separator === '::' && header.length === 3 && isNumbered)
    return { place: { movie: 0, title: 1 }, hasHeader: false, genreIn: (cells) => firstOf(cells[2]) };
  if (separator === '|' && header.length === FIRST_FLAG + GENRES.length && isNumbered)
    return {
      place: { movie: 0, title: 1 },
      hasHeader: false,
      genreIn: (cells) => GENRES[cells.slice(FIRST_FLAG).indexOf('1')] ?? '',
    };
  return undefined;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

/** The column of the first genre in u.item, and the genres in the order of u.genre. The first means unknown. */
const FIRST_FLAG = 5;
const GENRES = [
  '',
  'Action',
  'Adventure',
  'Animation',
  "Children's",
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
] as const;

import { failed, ok } from '../../base/result';
import type { Importer, ImportSource } from './importer';
import { ShopBuilder } from './shop-builder';

/** A rating of so many stars or more counts as a purchase. */
const LIKED = 4;

const isRatings = ({ header }: ImportSource) =>
  ['userId', 'movieId', 'rating', 'timestamp'].every((name) => header.includes(name));
const isMovies = ({ header }: ImportSource) =>
  ['movieId', 'title', 'genres'].every((name) => header.includes(name));

/**
 * MovieLens (Harper and Konstan 2015): ratings.csv and movies.csv. A rating of 4 or more is a purchase, the first genre
 * is the category. The data has no prices: a film's is made from its number, between 2.99 and 14.99.
 */
export const movielens: Importer = {
  format: 'MovieLens',
  recognise: (sources) =>
    sources.some(isRatings) && sources.every((source) => isRatings(source) || isMovies(source)),
  async read(sources, tally) {
    const ratings = sources.find(isRatings);
    const movies = sources.find(isMovies);
    if (!ratings) return failed('no-file', 'There is no ratings.csv among the files.');
    if (!movies)
      return failed(
        'movies-missing',
        'MovieLens needs movies.csv beside ratings.csv: choose both files together.',
        { file: ratings.file.name },
      );
    const builder = new ShopBuilder();
    const films = new Map<string, { title: string; genre: string }>();
    const filmColumns = ['movieId', 'title', 'genres'].map((name) => movies.header.indexOf(name));
    for await (const batch of movies.rows())
      for (const { line, cells } of batch) {
        const [id, title, genres] = filmColumns.map((column) => cells[column]?.trim());
        if (!id || !title) tally.bad(movies.file.name, line, 'movieId or title is missing');
        else
          films.set(id, {
            title,
            genre: genres?.split('|')[0]?.replace('(no genres listed)', 'No genre') || 'No genre',
          });
      }

    const columns = ['userId', 'movieId', 'rating', 'timestamp'].map((name) => ratings.header.indexOf(name));
    for await (const batch of ratings.rows())
      for (const { line, cells } of batch) {
        tally.rows++;
        const [user = '', movie = '', rating = '', timestamp = ''] = columns.map((column) =>
          cells[column]?.trim(),
        );
        const stars = Number(rating);
        const seconds = Number(timestamp);
        const film = films.get(movie);
        if (
          !user ||
          !movie ||
          rating === '' ||
          !Number.isFinite(stars) ||
          timestamp === '' ||
          !Number.isFinite(seconds)
        )
          tally.bad(ratings.file.name, line, `“${cells.join(',').slice(0, 80)}” is no rating`);
        else if (!film) tally.skip('ratings of a film that movies.csv does not have');
        else if (stars < LIKED) tally.skip(`ratings below ${LIKED}`);
        else {
          const product = builder.product(movie, film.title, film.genre);
          builder.purchase(builder.shopper(user), product, 1, seconds / 60, priceOf(movie));
          tally.used++;
        }
      }
    if (builder.purchases === 0)
      return failed('no-usable-row', `None of the ${tally.rows} rows is a rating of ${LIKED} or more.`, {
        file: ratings.file.name,
      });
    return ok(
      builder.finish(
        'MovieLens',
        (names) => names.map(() => 'No genre'),
        (code) => `Viewer ${code}`,
      ),
    );
  },
};

/** 2.99 to 14.99 in whole steps, always the same for a film. */
function priceOf(movie: string): number {
  let hash = 0;
  for (let i = 0; i < movie.length; i++) hash = (Math.imul(hash, 31) + movie.charCodeAt(i)) >>> 0;
  return 299 + 100 * (hash % 13);
}
